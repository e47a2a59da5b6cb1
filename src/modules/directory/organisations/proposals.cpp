#include "modules/directory/organisations/proposals.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/names.hpp"
#include "modules/directory/organisations/proposal_store.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/changes/changes.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

constexpr auto link_purpose = "directory.proposal";
constexpr std::size_t summary_length_max = 300;

void record(db::Transaction& tx, Proposal const& proposal, std::string_view action,
    std::optional<PersonId> by, Instant now)
{
    changes::record(tx,
        { .at = now,
            .actor = by ? std::optional(by->uuid()) : std::nullopt,
            .action = std::string(action),
            .entity_kind = "proposal",
            .entity = proposal.id.uuid(),
            .before = {},
            .after = changes::Fields()
                         .add("name", proposal.name)
                         .add("organisation", proposal.organisation)
                         .add("state", code_of(proposal.state)) });
}

Organisation entry_of(Proposal const& proposal)
{
    Organisation entry;
    entry.kind = proposal.kind;
    entry.name = proposal.name;
    entry.lang = proposal.proposer.lang;
    entry.website = proposal.website;
    entry.state = State::Proposed;
    auto const is_short = count_characters(proposal.text) <= summary_length_max
        && proposal.text.find('\n') == std::string::npos;
    auto& text = is_short ? entry.summary : entry.description;
    text.set(entry.lang, proposal.text, LocalisedText::Edit::MeaningChanged);
    if (proposal.locality.empty() && proposal.postcode.empty())
        return entry;
    Site site { .id = {},
        .name = "",
        .street = "",
        .postcode = proposal.postcode,
        .locality = proposal.locality,
        .place_id = "",
        .canton = "",
        .country = "CH",
        .latitude = {},
        .longitude = {} };
    if (auto const* place = Places::all().recognise(site.postcode, site.locality)) {
        site.place_id = place->id;
        site.canton = place->canton;
        site.latitude = place->latitude;
        site.longitude = place->longitude;
    }
    entry.sites.push_back(std::move(site));
    return entry;
}

void tell(db::Transaction& tx, Responsible const& manager, Proposal const& proposal,
    Addresses const& addresses, Instant now, Random& random)
{
    auto const& words = i18n::words(manager.addressee.lang);
    send(tx, manager.addressee,
        { .purpose = "directory.proposal",
            .subject
            = i18n::fill(words.tr("Proposed for the directory: {name}"), { { "name", proposal.name } }),
            .paragraphs
            = { i18n::fill(words.tr("{person} ({email}) proposes a new entry: {name}, {place}."),
                    { { "person", proposal.proposer.name }, { "email", proposal.proposer.email },
                        { "name", proposal.name },
                        { "place", proposal.locality.empty() ? "–" : std::string_view(proposal.locality) } }),
                std::string(words.tr("You decide at the desk:")),
                addresses.absolute(
                    manager.addressee.lang, "/{lang}/@desk/{operator}/@proposals", { manager.at.slug }) },
            .on_behalf_of = manager.at.id },
        now, random);
}

void write_link(db::Transaction& tx, Proposal const& proposal, Addresses const& addresses,
    crypto::SecretKey const& key, Random& random)
{
    auto const& to = proposal.proposer;
    auto const& words = i18n::words(to.lang);
    auto const token = visitor_token(to, link_purpose, proposal.id.text(), key, proposal.made_at);
    send(tx, { to.name, to.email, to.lang },
        { .purpose = "directory.proposal_link",
            .subject = i18n::fill(words.tr("Your proposal: {name}"), { { "name", proposal.name } }),
            .paragraphs
            = { i18n::fill(words.tr("With this link you send your proposal of {name}. It works for 3 days:"),
                    { { "name", proposal.name } }),
                addresses.absolute(to.lang, "/{lang}/@propose/{token}", { token }),
                std::string(words.tr("If you did not ask for it, there is nothing to do.")) },
            .confidential = true },
        proposal.made_at, random);
}

struct Decided {
    Proposal proposal;
    Organisation entry;
};

std::optional<Decided> decide(
    db::Transaction& tx, ProposalId id, ProposalState state, Decision const& decision, Random& random)
{
    auto proposal = store::find_proposal(tx, id);
    if (!proposal || proposal->state != ProposalState::Open || !proposal->organisation)
        return std::nullopt;
    proposal->state = state;
    proposal->decided_at = decision.now;
    proposal->decided_by = decision.by;
    if (!store::update(tx, *proposal, ProposalState::Open))
        return std::nullopt;
    auto const entry = store::find(tx, *proposal->organisation);
    ensure(entry);
    auto const target = state == ProposalState::Accepted ? State::Published : State::Archived;
    if (entry->state != State::Merged) {
        auto const written
            = set_state(tx, *entry, target, { .person = decision.by, .now = decision.now }, random);
        if (written.refused())
            return std::nullopt;
    }
    record(tx, *proposal, state == ProposalState::Accepted ? "proposal.accepted" : "proposal.declined",
        decision.by, decision.now);
    return Decided { *proposal, *entry };
}

Addressee addressee_of(VisitorAddress const& visitor)
{
    return { visitor.name, visitor.email, visitor.lang };
}

} // namespace

Outcome<Proposal, ProposalRefused> propose(db::Transaction& tx, Proposal proposal, std::string_view client,
    Addresses const& addresses, crypto::SecretKey const& key, Instant now, Random& random)
{
    if (!may_write_to(tx, proposal.proposer, client, key, now))
        return ProposalRefused::TooManyTries;
    proposal.id = ProposalId::fresh(now, random);
    proposal.state = ProposalState::Unsent;
    proposal.made_at = now;
    store::insert(tx, proposal);
    write_link(tx, proposal, addresses, key, random);
    return proposal;
}

std::optional<Proposal> proposal_of_link(
    db::Reader& reader, std::string_view token, crypto::SecretKey const& key, Instant now)
{
    auto const link = read_visitor_token(token, link_purpose, key, now);
    auto const id = link ? ProposalId::parse(link->about) : std::nullopt;
    return id ? store::find_proposal(reader, *id) : std::nullopt;
}

Proposal confirm_proposal(db::Transaction& tx, Proposal proposal, Addresses const& addresses, LocalDate today,
    Instant now, Random& random)
{
    if (proposal.state != ProposalState::Unsent)
        return proposal;
    // Of two clicks at once the second one finds it open.
    proposal.state = ProposalState::Open;
    if (!store::update(tx, proposal, ProposalState::Unsent))
        return proposal;
    auto const entry = create(tx, entry_of(proposal), { .now = now }, random);
    proposal.organisation = entry.id;
    store::update(tx, proposal, ProposalState::Open);
    record(tx, proposal, "proposal.made", {}, now);
    for (auto const& manager : managers_responsible(tx, entry.id, today))
        tell(tx, manager, proposal, addresses, now, random);
    return proposal;
}

Outcome<Proposal, ProposalDecisionRefused> accept_proposal(
    db::Transaction& tx, ProposalId id, Decision const& decision, Addresses const& addresses, Random& random)
{
    auto const decided = decide(tx, id, ProposalState::Accepted, decision, random);
    if (!decided)
        return ProposalDecisionRefused::NotOpen;
    auto const& [proposal, entry] = *decided;
    auto const person = accounts::ensure_person(
        tx, proposal.proposer.email, proposal.proposer.name, proposal.proposer.lang, decision.now, random);
    accounts::give_role(tx, person.id, entry.id, accounts::OrganisationRole::Owner, "", decision.by,
        decision.today, decision.now, random);
    auto const& words = i18n::words(person.lang);
    auto const next
        = addresses.path(person.lang, "/{lang}/@organisations/{organisation}/@edit", { entry.slug });
    send(tx, { person.name, person.email, person.lang, person.id },
        { .purpose = "directory.proposal_accepted",
            .subject = i18n::fill(words.tr("{name} is in the directory"), { { "name", entry.name } }),
            .paragraphs
            = { i18n::fill(
                    words.tr(
                        "You are now an owner of the entry of {name}: you edit it, and say who else may."),
                    { { "name", entry.name } }),
                std::string(words.tr(
                    "With this link you sign in. It works once, for 7 days; afterwards ask for another one "
                    "on the sign-in page:")),
                addresses.sign_in_link(tx, person, next, decision.now, random) },
            .confidential = true },
        decision.now, random);
    return proposal;
}

Outcome<Proposal, ProposalDecisionRefused> decline_proposal(
    db::Transaction& tx, ProposalId id, Decision const& decision, Random& random)
{
    auto const decided = decide(tx, id, ProposalState::Declined, decision, random);
    if (!decided)
        return ProposalDecisionRefused::NotOpen;
    auto const& proposal = decided->proposal;
    auto const& words = i18n::words(proposal.proposer.lang);
    Letter letter { .purpose = "directory.proposal_declined",
        .subject = i18n::fill(words.tr("Your proposal: {name}"), { { "name", proposal.name } }),
        .paragraphs = { i18n::fill(
            words.tr("We have not taken {name} into the directory."), { { "name", proposal.name } }) } };
    if (!decision.reason.empty())
        letter.paragraphs.push_back(decision.reason);
    letter.paragraphs.emplace_back(words.tr("If you think that this is a mistake, write to us or call us."));
    send(tx, addressee_of(proposal.proposer), letter, decision.now, random);
    return proposal;
}

std::optional<Proposal> find_proposal(db::Reader& reader, ProposalId id)
{
    return store::find_proposal(reader, id);
}

std::optional<Proposal> proposal_of(db::Reader& reader, OrganisationId organisation)
{
    return store::proposal_of(reader, organisation);
}

Page<Proposal> open_proposals(db::Reader& reader, PageRequest const& request)
{
    return store::open_proposals(reader, request);
}

// Only names that begin alike are looked at: what a slip of the pen changes is seldom the beginning.
std::vector<Organisation> similar_entries(db::Reader& reader, std::string_view name)
{
    auto const key = name_key(name);
    auto const named = store::published_by_key(reader, std::string_view(key).substr(0, 4));
    std::vector<std::string> keys;
    for (auto const& entry : named)
        keys.push_back(entry.name_key);
    auto near = i18n::nearest(key, keys, 10);
    near.push_back(key);
    std::vector<OrganisationId> ids;
    for (auto const& entry : named) {
        auto const longer = key.size() >= 4 && entry.name_key.starts_with(key + " ");
        if ((longer || std::find(near.begin(), near.end(), entry.name_key) != near.end()) && ids.size() < 10)
            ids.push_back(entry.id);
    }
    return store::load(reader, ids);
}

std::int64_t forget_unsent_proposals(db::Transaction& tx, Instant now)
{
    return store::delete_unsent(tx, now - visitor_link_lifetime);
}

} // namespace passerelle::directory
