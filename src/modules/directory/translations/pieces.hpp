#pragma once

#include "base/outcome.hpp"
#include "modules/directory/organisations/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::directory::translations {

/// One text of an entry: which organisation, which field.
struct PieceKey {
    OrganisationId organisation;
    std::string field; ///< `summary`, `description`, `offers`, `needs`

    /// `o019…-….summary`: what a file of translations calls it (an NMTOKEN).
    std::string text() const;
    static std::optional<PieceKey> parse(std::string_view text);
    bool operator==(PieceKey const&) const = default;
};

bool is_text_field(std::string_view field);
LocalisedText const& text_of(Organisation const&, std::string_view field);

inline constexpr std::size_t text_characters_max = 10'000;

/// How a translation is meant.
enum class Meant {
    SameMeaning, ///< says what the current versions say: it becomes as current as they are
    NewMeaning,  ///< says something new: all other languages become outdated
};

struct Translation {
    PieceKey piece;
    Lang into;
    std::string text; ///< empty takes the version away
    Meant meant = Meant::SameMeaning;
    int meaning_seen = 0; ///< of the piece, when it was read
};

enum class TranslationRefused {
    Unknown,     ///< there is no such text any more
    SourceMoved, ///< the meaning was changed since it was read, or the entry is being written by somebody
                 ///< else
    TooLong,
};

/// The caller has asked whether the author may. Writing what stands there already changes nothing.
Outcome<Organisation, TranslationRefused> translate(
    db::Transaction&, Translation const&, Author const&, Random&);

/// The text as it would be; nothing is checked.
LocalisedText translated(LocalisedText, Translation const&);

} // namespace passerelle::directory::translations
