#pragma once

#include "base/page.hpp"
#include "modules/directory/organisations/claims.hpp"
#include "modules/directory/organisations/visitor.hpp"

/// Somebody from outside proposes an organisation that is not in the directory.
namespace passerelle::directory {

struct Proposal;
using ProposalId = Id<Proposal>;

/// Unsent: nobody has followed the mail's link yet.
enum class ProposalState { Unsent, Open, Accepted, Declined };
std::string_view code_of(ProposalState);

struct Proposal {
    ProposalId id;
    Kind kind = Kind::Company;
    std::string name;
    std::string postcode;
    std::string locality;
    std::string website;
    std::string text; ///< in the proposer's language; becomes the summary or description
    VisitorAddress proposer;
    ProposalState state = ProposalState::Unsent;
    std::optional<OrganisationId> organisation; ///< the entry that it became
    Instant made_at;
    std::optional<Instant> decided_at;
    std::optional<PersonId> decided_by;
};

inline constexpr std::size_t proposal_text_max = 2000;

enum class ProposalRefused { TooManyTries };

/// Keeps it and sends the proposer a link; nothing is seen of it before that is followed.
Outcome<Proposal, ProposalRefused> propose(db::Transaction&, Proposal, std::string_view client,
    Addresses const&, crypto::SecretKey const&, Instant now, Random&);

/// Nothing for a link that is over, not ours, or whose proposal is gone.
std::optional<Proposal> proposal_of_link(
    db::Reader&, std::string_view token, crypto::SecretKey const&, Instant now);

/// The link was followed: the entry is made, in State::Proposed, and managers are told. Following it again
/// changes nothing.
Proposal confirm_proposal(
    db::Transaction&, Proposal, Addresses const&, LocalDate today, Instant now, Random&);

enum class ProposalDecisionRefused { NotOpen };

/// The entry is published, the proposer becomes its owner and gets a mail with a link to begin with. Where it
/// is to belong to an operator at once, add the membership in the same transaction.
Outcome<Proposal, ProposalDecisionRefused> accept_proposal(
    db::Transaction&, ProposalId, Decision const&, Addresses const&, Random&);
/// The entry is archived, the proposer gets a mail.
Outcome<Proposal, ProposalDecisionRefused> decline_proposal(
    db::Transaction&, ProposalId, Decision const&, Random&);

std::optional<Proposal> find_proposal(db::Reader&, ProposalId);
std::optional<Proposal> proposal_of(db::Reader&, OrganisationId);
/// The oldest first. They are for managers of any operator.
Page<Proposal> open_proposals(db::Reader&, PageRequest const&);

/// Published entries that may be the same: of the same name without legal form, or a near one. At most 10.
std::vector<Organisation> similar_entries(db::Reader&, std::string_view name);

/// Deletes proposals whose link nobody followed in time. Called every day.
std::int64_t forget_unsent_proposals(db::Transaction&, Instant now);

} // namespace passerelle::directory
