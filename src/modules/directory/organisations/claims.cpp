#include "modules/directory/organisations/claims.hpp"

#include "base/ensure.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/claim_store.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory {
namespace {

constexpr auto owner = accounts::OrganisationRole::Owner;

void record(db::Transaction& tx, Claim const& claim, std::string_view action, PersonId by, Instant now)
{
    changes::record(tx,
        { .at = now,
            .actor = by.uuid(),
            .action = std::string(action),
            .entity_kind = "claim",
            .entity = claim.id.uuid(),
            .before = {},
            .after = changes::Fields()
                         .add("organisation", claim.organisation)
                         .add("person", claim.person)
                         .add("state", code_of(claim.state)) });
}

void tell(db::Transaction& tx, Responsible const& manager, Organisation const& entry,
    accounts::Person const& claimant, Claim const& claim, Addresses const& addresses, Random& random)
{
    auto const& words = i18n::words(manager.addressee.lang);
    send(tx, manager.addressee,
        { .purpose = "directory.claim",
            .subject
            = i18n::fill(words.tr("Somebody wants to keep the entry of {name}"), { { "name", entry.name } }),
            .paragraphs
            = { i18n::fill(
                    words.tr("{person} ({email}) says that the entry of {name} is theirs, and writes:"),
                    { { "person", claimant.name }, { "email", claimant.email }, { "name", entry.name } }),
                claim.message.empty() ? std::string("–") : claim.message,
                std::string(words.tr("You decide at the desk:")),
                addresses.absolute(
                    manager.addressee.lang, "/{lang}/@desk/{operator}/@proposals", { manager.at.slug }) },
            .on_behalf_of = manager.at.id },
        claim.made_at, random);
}

Addressee addressee_of(accounts::Person const& person)
{
    return { person.name, person.email, person.lang, person.id };
}

void write_acceptance(db::Transaction& tx, Organisation const& entry, accounts::Person const& person,
    Instant now, Addresses const& addresses, Random& random)
{
    auto const& words = i18n::words(person.lang);
    auto const next
        = addresses.path(person.lang, "/{lang}/@organisations/{organisation}/@edit", { entry.slug });
    send(tx, addressee_of(person),
        { .purpose = "directory.claim_accepted",
            .subject = i18n::fill(words.tr("The entry of {name} is yours"), { { "name", entry.name } }),
            .paragraphs
            = { i18n::fill(
                    words.tr(
                        "You are now an owner of the entry of {name}: you edit it, and say who else may."),
                    { { "name", entry.name } }),
                std::string(words.tr(
                    "With this link you sign in. It works once, for 7 days; afterwards ask for another one "
                    "on the sign-in page:")),
                addresses.sign_in_link(tx, person, next, now, random) },
            .confidential = true },
        now, random);
}

void write_refusal(db::Transaction& tx, Organisation const& entry, accounts::Person const& person,
    Decision const& decision, Random& random)
{
    auto const& words = i18n::words(person.lang);
    Letter letter { .purpose = "directory.claim_declined",
        .subject = i18n::fill(words.tr("Your claim of the entry of {name}"), { { "name", entry.name } }),
        .paragraphs = { i18n::fill(
            words.tr("We could not give you the entry of {name}."), { { "name", entry.name } }) } };
    if (!decision.reason.empty())
        letter.paragraphs.push_back(decision.reason);
    letter.paragraphs.emplace_back(words.tr("If you think that this is a mistake, write to us or call us."));
    send(tx, addressee_of(person), letter, decision.now, random);
}

struct Decided {
    Claim claim;
    Organisation entry;
    accounts::Person person;
};

/// The decision itself, the same for yes and no.
std::optional<Decided> decide(db::Transaction& tx, ClaimId id, ClaimState state, Decision const& decision)
{
    auto claim = store::find_claim(tx, id);
    if (!claim || claim->state != ClaimState::Open)
        return std::nullopt;
    claim->state = state;
    claim->decided_at = decision.now;
    claim->decided_by = decision.by;
    if (!store::decide(tx, *claim))
        return std::nullopt;
    record(tx, *claim, state == ClaimState::Accepted ? "claim.accepted" : "claim.declined", decision.by,
        decision.now);
    auto entry = access::current(tx, claim->organisation);
    auto person = accounts::find_person(tx, claim->person);
    ensure(entry && person);
    return Decided { *claim, *std::move(entry), *std::move(person) };
}

} // namespace

Outcome<Claim, ClaimRefused> make_claim(db::Transaction& tx, Organisation const& entry, PersonId person,
    std::string message, Addresses const& addresses, LocalDate today, Instant now, Random& random)
{
    if (accounts::actor_of(tx, person, today).holds(entry.id, accounts::OrganisationRole::Editor))
        return ClaimRefused::MayAlready;
    if (store::has_open_claim(tx, entry.id, person))
        return ClaimRefused::OpenAlready;
    Claim const claim { ClaimId::fresh(now, random), entry.id, person, std::move(message), ClaimState::Open,
        now, {}, {} };
    store::insert(tx, claim);
    record(tx, claim, "claim.made", person, now);
    auto const claimant = accounts::find_person(tx, person);
    ensure(claimant);
    for (auto const& manager : managers_responsible(tx, entry.id, today))
        tell(tx, manager, entry, *claimant, claim, addresses, random);
    return claim;
}

Outcome<Claim, ClaimDecisionRefused> accept_claim(
    db::Transaction& tx, ClaimId id, Decision const& decision, Addresses const& addresses, Random& random)
{
    auto const decided = decide(tx, id, ClaimState::Accepted, decision);
    if (!decided)
        return ClaimDecisionRefused::NotOpen;
    accounts::give_role(tx, decided->person.id, decided->entry.id, owner, "", decision.by, decision.today,
        decision.now, random);
    write_acceptance(tx, decided->entry, decided->person, decision.now, addresses, random);
    return decided->claim;
}

Outcome<Claim, ClaimDecisionRefused> decline_claim(
    db::Transaction& tx, ClaimId id, Decision const& decision, Random& random)
{
    auto const decided = decide(tx, id, ClaimState::Declined, decision);
    if (!decided)
        return ClaimDecisionRefused::NotOpen;
    write_refusal(tx, decided->entry, decided->person, decision, random);
    return decided->claim;
}

std::optional<Claim> find_claim(db::Reader& reader, ClaimId id) { return store::find_claim(reader, id); }

Page<Claim> open_claims(db::Reader& reader, OperatorId at, PageRequest const& request)
{
    return store::open_claims(reader, at, request);
}

std::vector<Claim> claims_of(db::Reader& reader, OrganisationId organisation)
{
    return store::claims_of(reader, organisation);
}

} // namespace passerelle::directory
