#pragma once

#include "base/lang.hpp"
#include "base/localised_text.hpp"
#include "base/outcome.hpp"
#include "modules/accounts/ids.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace passerelle::accounts {

/// An organisation that runs part of the platform: an association, a chamber.
struct Operator {
    OperatorId id;
    std::string slug; ///< its part of addresses: lower-case letters, digits, hyphens; never changes
    std::string name;
    std::string street;
    std::string postcode;
    std::string locality;
    std::string email;
    std::string phone; ///< E.164
    std::string website;
    std::string sender_name; ///< under which it writes mails; empty: its name
    std::string accent;      ///< `#rrggbb`, or empty for the platform's
    Langs langs;             ///< the first one is its first
    Instant created_at;
    std::optional<Instant> closed_at;
    int version = 1;
    std::string logo_tag {}; ///< of the logo's content; empty where there is none
};

enum class OperatorRefused { SlugTaken, BadSlug, NameMissing };

/// 2 to 40 lower-case letters, digits and hyphens, the first a letter.
bool is_operator_slug(std::string_view);

/// Adds one; recorded in the change log.
Outcome<Operator, OperatorRefused> add_operator(
    db::Transaction&, Operator, std::optional<PersonId> by, Instant now, Random&);

std::optional<Operator> find_operator(db::Reader&, OperatorId);
std::optional<Operator> find_operator(db::Reader&, std::string_view slug);
/// Owner kind and field of an operator's description of itself, a LocalisedText (platform/texts).
inline constexpr std::string_view operator_texts = "operator";
inline constexpr std::string_view description_field = "description";
LocalisedText description_of(db::Reader&, OperatorId);

/// Where an operator's logo and colour are served, under addresses that change with them; empty where it has
/// none.
std::string logo_address(Operator const&);
std::string accent_address(Operator const&);

/// All that are not closed, by name. They are few: at most 200.
std::vector<Operator> operators(db::Reader&);

} // namespace passerelle::accounts
