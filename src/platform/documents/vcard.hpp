#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "base/localised_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace passerelle::documents {

/// A card of an organisation or a person, for `to_vcard`. Empty fields are left out.
struct VCard {
    enum class Kind { Organisation, Individual };

    struct Address {
        std::string street, place, region, postcode, country;
    };
    struct Position {
        double latitude = 0, longitude = 0;
    };

    Kind kind = Kind::Organisation;
    Uuid id;
    std::string name; ///< formatted name; for an organisation also ORG
    std::string given_name {}, family_name {};
    std::string organisation {}; ///< of an individual
    LocalisedText role {};
    LocalisedText note {};
    std::optional<Address> address {};
    std::optional<Position> position {};
    std::vector<std::string> phones {}; ///< E.164
    std::vector<std::string> emails {};
    std::vector<std::string> urls {};
    Langs langs {}; ///< spoken, the preferred one first
    std::optional<Instant> revised {};
};

/// vCard 4.0 (RFC 6350), CRLF, lines folded at 75 bytes and never inside a character.
std::string to_vcard(VCard const& card);

} // namespace passerelle::documents
