#pragma once

#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/letters.hpp"

/// Once a year the owners of an entry are asked whether it is right as it stands.
namespace passerelle::directory {

inline constexpr auto confirmation_interval = Duration::days(365);
inline constexpr auto confirmation_link_lifetime = Duration::days(60);

struct Asking {
    int asked = 0;         ///< organisations whose owners got a mail
    int without_owner = 0; ///< that nobody can be asked about: the desk lists them
};

/// Writes to the owners of published entries that are older than a year and were neither confirmed nor asked
/// about in it; at most once a year for each, to at most `asked_max` of them in one call. Called every day;
/// any number of nodes may.
Asking ask_for_confirmation(Directory&, http::Router const&, Instant now, int asked_max = 2000);

/// What the mail's link is about: it counts for this person and organisation only.
struct ConfirmationLink {
    OrganisationId organisation;
    PersonId person;
};
std::string confirmation_token(ConfirmationLink const&, crypto::SecretKey const&, Instant now);
/// Nothing for a link that is over, or not ours.
std::optional<ConfirmationLink> read_confirmation_token(
    std::string_view token, crypto::SecretKey const&, Instant now);

/// The published entry that the link's person may confirm today.
std::optional<Organisation> entry_to_confirm(db::Reader&, ConfirmationLink const&, LocalDate today);

} // namespace passerelle::directory
