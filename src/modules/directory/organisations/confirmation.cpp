#include "modules/directory/organisations/confirmation.hpp"

#include "base/text.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/changes/changes.hpp"
#include "platform/crypto/signed_value.hpp"
#include "platform/i18n/zone.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

constexpr auto purpose = "directory.confirm";
constexpr int batch = 100;

struct Due {
    OrganisationId id;
    std::string name, slug;
};

struct Owners {
    Due due;
    std::vector<accounts::Holder> holders;
};

bool is_owner(accounts::Holder const& holder)
{
    return holder.role == accounts::code_of(accounts::OrganisationRole::Owner) && !holder.email.empty();
}

} // namespace

// In the order of ids, wherever they stand in the index of confirmations: one walk for all portions.
static db::Statement const due_for_confirmation { "directory.due_for_confirmation", R"sql(
    select id, name, slug from organisations
    where state || '' = 'published' and id > $1 and created_at < $2
      and (confirmed_at is null or confirmed_at < $2)
      and (confirmation_asked_at is null or confirmation_asked_at < $2)
    order by id limit $3
)sql" };

static db::Statement const mark_asked { "directory.mark_asked", R"sql(
    update organisations set confirmation_asked_at = $3
    where id = $1 and state = 'published' and (confirmation_asked_at is null or confirmation_asked_at < $2)
)sql" };

namespace {

std::vector<Owners> next_due(db::Reader& reader, OrganisationId after, LocalDate today, Instant before)
{
    auto const due = reader.all(
        due_for_confirmation,
        [](db::Row const& row) {
            return Due { row.id<Organisation>(0), row.text(1), row.text(2) };
        },
        after, before, batch);
    std::vector<Owners> result;
    for (auto const& item : due) {
        auto holders = accounts::holders(reader, item.id, today);
        std::erase_if(holders, [](accounts::Holder const& holder) { return !is_owner(holder); });
        result.push_back({ item, std::move(holders) });
    }
    return result;
}

void write_to(db::Transaction& tx, Due const& due, accounts::Holder const& owner,
    crypto::SecretKey const& key, Addresses const& addresses, Instant now, Random& random)
{
    auto const& words = i18n::words(owner.lang);
    auto const token = confirmation_token({ due.id, owner.person }, key, now);
    send(tx, { owner.name, owner.email, owner.lang, owner.person },
        { .purpose = "directory.confirmation",
            .subject = i18n::fill(words.tr("Is the entry of {name} still right?"), { { "name", due.name } }),
            .paragraphs
            = { i18n::fill(
                    words.tr("Once a year we ask you to look at the entry of {name} in the directory. "
                             "With this link you see it and confirm it by one click, without signing in:"),
                    { { "name", due.name } }),
                addresses.absolute(owner.lang, "/{lang}/@organisations/{organisation}/@confirm/{token}",
                    { due.slug, token }),
                std::string(words.tr("If something has changed, correct it here:")),
                addresses.absolute(owner.lang, "/{lang}/@organisations/{organisation}/@edit", { due.slug }) },
            .confidential = true,
            .bulk = true },
        now, random);
}

/// False where another node was quicker.
bool ask(db::Transaction& tx, Owners const& owners, crypto::SecretKey const& key, Addresses const& addresses,
    Instant now, Random& random)
{
    if (tx.run(mark_asked, owners.due.id, now - confirmation_interval, now) == 0)
        return false;
    for (auto const& owner : owners.holders)
        write_to(tx, owners.due, owner, key, addresses, now, random);
    changes::record(tx,
        { .at = now,
            .action = "organisation.confirmation_asked",
            .entity_kind = "organisation",
            .entity = owners.due.id.uuid() });
    return true;
}

} // namespace

Asking ask_for_confirmation(Directory& directory, http::Router const& router, Instant now, int asked_max)
{
    Addresses const addresses { directory.site, router };
    auto const today = i18n::today(now, directory.installation.zone);
    Asking asking;
    OrganisationId after;
    while (asking.asked < asked_max) {
        auto const portion = directory.database.read(
            [&](db::Reader& reader) { return next_due(reader, after, today, now - confirmation_interval); });
        if (portion.empty())
            break;
        after = portion.back().due.id;
        auto const asked = directory.database.write([&](db::Transaction& tx) {
            return static_cast<int>(std::count_if(portion.begin(), portion.end(), [&](Owners const& owners) {
                return !owners.holders.empty()
                    && ask(tx, owners, directory.installation.secret, addresses, now, directory.random);
            }));
        });
        asking.asked += asked;
        asking.without_owner += static_cast<int>(std::count_if(
            portion.begin(), portion.end(), [](Owners const& owners) { return owners.holders.empty(); }));
    }
    return asking;
}

std::string confirmation_token(ConfirmationLink const& link, crypto::SecretKey const& key, Instant now)
{
    return crypto::sign_value(
        key, purpose, link.organisation.text() + " " + link.person.text(), now + confirmation_link_lifetime);
}

std::optional<ConfirmationLink> read_confirmation_token(
    std::string_view token, crypto::SecretKey const& key, Instant now)
{
    auto const payload = crypto::read_signed_value(key, purpose, token, now);
    if (!payload)
        return std::nullopt;
    auto const parts = split(*payload, ' ');
    if (parts.size() != 2)
        return std::nullopt;
    auto const organisation = OrganisationId::parse(parts[0]);
    auto const person = PersonId::parse(parts[1]);
    return organisation && person ? std::optional(ConfirmationLink { *organisation, *person }) : std::nullopt;
}

std::optional<Organisation> entry_to_confirm(
    db::Reader& reader, ConfirmationLink const& link, LocalDate today)
{
    auto entry = access::current(reader, link.organisation);
    if (!entry || entry->state != State::Published)
        return std::nullopt;
    auto const actor = accounts::actor_of(reader, link.person, today);
    // After a merge the owners of the absorbed entry have their roles at the successor.
    if (!actor.holds(entry->id, accounts::OrganisationRole::Editor))
        return std::nullopt;
    return entry;
}

} // namespace passerelle::directory
