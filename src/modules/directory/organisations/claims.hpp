#pragma once

#include "base/page.hpp"
#include "modules/directory/organisations/letters.hpp"

/// Somebody says: this entry is ours, I want to keep it. A responsible manager decides.
namespace passerelle::directory {

struct Claim;
using ClaimId = Id<Claim>;

enum class ClaimState { Open, Accepted, Declined };
std::string_view code_of(ClaimState);

struct Claim {
    ClaimId id;
    OrganisationId organisation;
    PersonId person;
    std::string message;
    ClaimState state = ClaimState::Open;
    Instant made_at;
    std::optional<Instant> decided_at;
    std::optional<PersonId> decided_by;
};

inline constexpr std::size_t claim_length_max = 2000;

enum class ClaimRefused {
    OpenAlready, ///< this person's claim waits already
    MayAlready,  ///< this person edits the entry already
};

/// Keeps the claim and writes to the managers of the responsible operators.
Outcome<Claim, ClaimRefused> make_claim(db::Transaction&, Organisation const&, PersonId, std::string message,
    Addresses const&, LocalDate today, Instant now, Random&);

/// Who decides, when, with how much to say for it.
struct Decision {
    PersonId by;
    std::string reason {}; ///< for the mail that says no; may be empty
    LocalDate today;
    Instant now;
};

enum class ClaimDecisionRefused { NotOpen };

/// The person becomes an owner and gets a mail with a link to begin with.
Outcome<Claim, ClaimDecisionRefused> accept_claim(
    db::Transaction&, ClaimId, Decision const&, Addresses const&, Random&);
/// The person gets a mail.
Outcome<Claim, ClaimDecisionRefused> decline_claim(db::Transaction&, ClaimId, Decision const&, Random&);

std::optional<Claim> find_claim(db::Reader&, ClaimId);
/// The oldest first: of its members, and of organisations that are members nowhere.
Page<Claim> open_claims(db::Reader&, OperatorId, PageRequest const&);
std::vector<Claim> claims_of(db::Reader&, OrganisationId);

} // namespace passerelle::directory
