#include "modules/directory/desk/bulk.hpp"

#include "modules/accounts/policy.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/desk/members.hpp"
#include "modules/directory/organisations/confirmation.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory::desk {
namespace {

bool holds(Membership const& membership, LocalDate today)
{
    return (!membership.since || *membership.since <= today)
        && (!membership.until || *membership.until >= today);
}

} // namespace

int set_state_of(db::Transaction& tx, std::vector<OrganisationId> const& ids, State state,
    accounts::Actor const& actor, Author const& author, LocalDate today, Random& random)
{
    int changed = 0;
    auto const responsible = store::member_of(tx, ids, today);
    for (auto const& before : store::load(tx, ids)) {
        auto const found = responsible.find(before.id.uuid());
        auto const thing = accounts::Thing::of(
            before.id, found == responsible.end() ? std::vector<OperatorId>() : found->second);
        if (before.state == State::Merged || before.state == state
            || !accounts::can(actor, accounts::Action::DecideOnOrganisation, thing))
            continue;
        if (set_state(tx, before, state, author, random))
            ++changed;
    }
    return changed;
}

int set_category_of(db::Transaction& tx, std::vector<OrganisationId> const& ids, OperatorId at,
    std::string_view category, Author const& author, LocalDate today, Random& random)
{
    int changed = 0;
    for (auto const& id : ids)
        for (auto const& before : store::memberships_of(tx, id, at)) {
            if (!holds(before, today) || before.category == category)
                continue;
            auto after = before;
            after.category = category;
            if (save(tx, std::move(after), author, random))
                ++changed;
        }
    return changed;
}

static db::Statement const mark_asked { "desk.mark_asked", R"sql(
    update organisations set confirmation_asked_at = $3
    where id = $1 and state = 'published' and (confirmation_asked_at is null or confirmation_asked_at < $2)
)sql" };

namespace {

void write_to(db::Transaction& tx, Organisation const& organisation, accounts::Holder const& owner,
    AskingFor const& asking, Instant now, Random& random)
{
    auto const& words = i18n::words(owner.lang);
    auto const said = [&](std::string_view text) {
        return i18n::fill(text, { { "name", organisation.name }, { "operator", asking.at.name } });
    };
    auto const token = confirmation_token({ organisation.id, owner.person }, asking.key, now);
    send(tx, { owner.name, owner.email, owner.lang, owner.person },
        { .purpose = "directory.confirmation",
            .subject = said(words.tr("Is the entry of {name} still right?")),
            .paragraphs
            = { said(words.tr(
                    "{operator} asks you to look at the entry of {name} in the directory. With this link "
                    "you see it and confirm it by one click, without signing in:")),
                asking.addresses.absolute(owner.lang,
                    "/{lang}/@organisations/{organisation}/@confirm/{token}", { organisation.slug, token }),
                std::string(words.tr("If something has changed, correct it here:")),
                asking.addresses.absolute(
                    owner.lang, "/{lang}/@organisations/{organisation}/@edit", { organisation.slug }) },
            .on_behalf_of = asking.at.id,
            .confidential = true,
            .bulk = true },
        now, random);
}

std::vector<accounts::Holder> owners_of(db::Reader& reader, OrganisationId id, LocalDate today)
{
    auto holders = accounts::holders(reader, id, today);
    std::erase_if(holders, [](accounts::Holder const& holder) {
        return holder.role != accounts::code_of(accounts::OrganisationRole::Owner) || holder.email.empty();
    });
    return holders;
}

} // namespace

int ask_to_confirm(db::Transaction& tx, std::vector<OrganisationId> const& ids, AskingFor const& asking,
    Author const& author, Random& random)
{
    int asked = 0;
    for (auto const& organisation : store::load(tx, ids)) {
        auto const owners = owners_of(tx, organisation.id, asking.today);
        if (owners.empty() || !was_ever_member(tx, asking.at.id, organisation.id)
            || tx.run(mark_asked, organisation.id, author.now - Duration::days(7), author.now) == 0)
            continue;
        for (auto const& owner : owners)
            write_to(tx, organisation, owner, asking, author.now, random);
        changes::record(tx,
            { .at = author.now,
                .actor = author.person ? std::optional(author.person->uuid()) : std::nullopt,
                .operator_id = asking.at.id.uuid(),
                .action = "organisation.confirmation_asked",
                .entity_kind = "organisation",
                .entity = organisation.id.uuid() });
        ++asked;
    }
    return asked;
}

} // namespace passerelle::directory::desk
