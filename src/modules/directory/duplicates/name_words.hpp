#pragma once

#include "modules/directory/duplicates/likeness.hpp"
#include "platform/db/db.hpp"

namespace passerelle::directory::duplicates {

/// Which organisations have which words in their names, by sound: how a firm is found again that moved and
/// writes its name a little differently. Made for one run over the directory; some bytes for each word.
class NameWords {
public:
    static NameWords read(db::Reader&);

    /// Those that have a rare word of this name.
    std::vector<OrganisationId> sharing_rare_word(std::string_view name_key) const;

    NameStanding standing(Profile const&, Profile const&) const;

private:
    /// Of a word: whose name has it, as a place in `ids_`.
    struct Use {
        std::uint32_t word;
        std::uint32_t organisation;
        auto operator<=>(Use const&) const = default;
    };
    using Uses = std::vector<Use>;

    std::pair<Uses::const_iterator, Uses::const_iterator> uses_of(std::string const& sound) const;
    bool is_rare(std::string const& sound) const;
    bool is_common(std::string const& sound) const;

    std::vector<OrganisationId> ids_;
    Uses uses_; ///< in order
};

} // namespace passerelle::directory::duplicates
