#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/i18n/words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory::duplicates {

/// What two entries are compared by.
struct Profile {
    OrganisationId id;
    std::string slug;
    std::string name;
    std::string name_key;
    std::string uid, web_domain, phone, email;
    std::string street, postcode, locality, place_id; ///< of the main site
    State state = State::Published;
};
Profile profile_of(Organisation const&);

/// What speaks for two entries being one, or against it.
enum class Sign {
    SameUid,
    OtherUid,
    SameName,
    SameNameButForm,
    SameWordsOfName,
    SameSoundOfName,
    RareName,
    CommonName,
    SimilarName,
    SameWebDomain,
    OtherWebDomain,
    SamePhone,
    SameEmail,
    SameAddress,
    SamePlace,
    SamePlaceTwoNames,
    OtherPlace,
};
std::string_view code_of(Sign);
std::optional<Sign> parse_sign(std::string_view code);

struct Reason {
    Sign sign {};
    std::string first, second; ///< as each entry writes it
    bool operator==(Reason const&) const = default;
};
/// `Same name but for the legal form: “SA” and “AG”`
std::string words_of(Reason const&, i18n::Words const&);

struct Likeness {
    int score = 0; ///< 0 to 100
    std::vector<Reason> reasons;
};

/// From this score on, two entries are shown to a manager.
inline constexpr int worth_showing = 45;

/// What the directory says of the words that two names have in common.
enum class NameStanding { Unknown, Rare, Common };

/// docs/rules/duplicates.md. Symmetric but for the order of `first` and `second` in the reasons.
Likeness likeness(Profile const& first, Profile const& second, NameStanding standing = NameStanding::Unknown);

} // namespace passerelle::directory::duplicates
