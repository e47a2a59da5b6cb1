#include "modules/directory/demo/demo.hpp"

#include "modules/accounts/accounts.hpp"
#include "modules/directory/demo/inventor.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/organisations/record.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/changes/changes.hpp"
#include "platform/crypto/password.hpp"
#include "platform/crypto/random.hpp"
#include "platform/search/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace passerelle::directory {
namespace {

/// Each transaction writes most pages of the indexes anew, however few its rows.
constexpr int organisations_per_transaction = 5'000;

struct Invention {
    Directory& directory;
    search::Thesaurus const& thesaurus;
    crypto::SeededRandom random; ///< ids and chance: repeatable
    demo::Dice dice { random };
    Instant now;
    LocalDate today;
    std::vector<accounts::Operator> operators {};
    std::vector<Organisation> first_ones {};    ///< for people
    std::vector<search::Document> documents {}; ///< of the transaction at work
};

/// Half belong to the association; chambers on either side have their own, some belong to both.
std::vector<OperatorId> invent_memberships(Invention& invention, Lang lang)
{
    std::vector<OperatorId> at;
    if (invention.dice.chance(55))
        at.push_back(invention.operators[0].id);
    if (invention.dice.chance(lang == Lang::fr ? 50 : 12))
        at.push_back(invention.operators[1].id);
    if (invention.dice.chance(lang == Lang::de ? 50 : 12) || at.empty())
        at.push_back(invention.operators[2].id);
    return at;
}

void add_records_of_operators(db::Transaction& tx, Invention& invention, Organisation const& organisation,
    std::vector<OperatorId> const& member_of, int number)
{
    for (auto const& at : member_of) {
        auto const since = *LocalDate::of(
            2006 + invention.dice.roll(20), 1 + static_cast<unsigned>(invention.dice.roll(12)), 1);
        store::insert(tx,
            Membership { MembershipId::fresh(invention.now, invention.random), organisation.id, at,
                fmt::format("{:05}", number), "", since, {} });
        store::set_ref(tx, at, fmt::format("M{:06}", number), organisation.id);
    }
}

void add_operators(db::Transaction& tx, Invention& invention)
{
    for (auto& invented : demo::operators()) {
        auto added = accounts::add_operator(tx, invented, {}, invention.now, invention.random);
        ensure(added);
        invention.operators.push_back(*added);
    }
}

std::vector<std::string> slugs_of(Invention const& invention, std::vector<OperatorId> const& ids)
{
    std::vector<std::string> slugs;
    for (auto const& one : invention.operators)
        if (std::find(ids.begin(), ids.end(), one.id) != ids.end())
            slugs.push_back(one.slug);
    return slugs;
}

void add_organisations(db::Transaction& tx, Invention& invention, int from, int to)
{
    invention.documents.clear();
    for (int number = from; number < to; ++number) {
        auto const organisation = create(tx,
            demo::invent_organisation(invention.thesaurus, invention.dice, number + 1, invention.now),
            { .now = invention.now }, invention.random);
        auto const member_of = invent_memberships(invention, organisation.lang);
        add_records_of_operators(tx, invention, organisation, member_of, number + 1);
        invention.documents.push_back(
            document_of(organisation, slugs_of(invention, member_of), invention.thesaurus, invention.today));
        if (number < 30)
            invention.first_ones.push_back(organisation);
    }
}

DemoDoor door(
    db::Transaction& tx, Invention& invention, accounts::Person const& person, std::string_view role)
{
    // 120 random bits: the demonstration may stand on a public machine.
    auto const password = crypto::Token::fresh(invention.directory.random).text().substr(0, 20);
    accounts::give_password(tx, person.id, crypto::hash_password(password));
    return { std::string(role), person.name, person.email, password,
        accounts::sign_in_token(tx, person.id, invention.now, invention.directory.random) };
}

accounts::Person invent_person(db::Transaction& tx, Invention& invention, std::string_view email, Lang lang)
{
    auto const name = demo::invent_person_name(invention.dice, lang);
    return accounts::ensure_person(tx, email, name, lang, invention.now, invention.random);
}

std::vector<DemoDoor> add_people(db::Transaction& tx, Invention& invention)
{
    using accounts::OperatorRole;
    std::vector<DemoDoor> doors;
    for (auto const& at : invention.operators)
        for (auto const& [role, code] : { std::pair { OperatorRole::Administrator, "administrator" },
                 { OperatorRole::Manager, "manager" }, { OperatorRole::Viewer, "viewer" } }) {
            auto const person
                = invent_person(tx, invention, fmt::format("{}@{}.example", code, at.slug), at.langs.front());
            accounts::give_role(
                tx, person.id, at.id, role, {}, invention.today, invention.now, invention.random);
            if (at.slug == invention.operators.front().slug && role != OperatorRole::Viewer)
                doors.push_back(door(tx, invention, person, code));
        }
    for (auto const& organisation : invention.first_ones) {
        auto const person = invent_person(tx, invention, organisation.email, organisation.lang);
        accounts::give_role(tx, person.id, organisation.id, accounts::OrganisationRole::Owner, "", {},
            invention.today, invention.now, invention.random);
        if (&organisation == &invention.first_ones.front())
            doors.push_back(door(tx, invention, person, "member"));
    }
    return doors;
}

} // namespace

Outcome<std::vector<DemoDoor>, DemoRefused> fill_with_demo(
    Directory& directory, DemoSize size, Instant now, std::function<void(int, int)> const& progress)
{
    auto const is_empty = directory.database.read([](db::Reader& reader) {
        return accounts::operators(reader).empty() && store::ids_after(reader, {}, 1).empty();
    });
    if (!is_empty)
        return DemoRefused::NotEmpty;
    auto const thesaurus = directory.catalogues.thesaurus();
    Invention invention { .directory = directory,
        .thesaurus = *thesaurus,
        .random = crypto::SeededRandom(size.seed),
        .now = now,
        .today = i18n::today(now, directory.installation.zone) };
    directory.database.write([&](db::Transaction& tx) {
        // The demonstration is tried in a minute; a real installation asks staff for a second factor.
        accounts::set_setting(tx, "second_factor_required", "no");
        add_operators(tx, invention);
    });
    auto index = directory.finder.rebuilding(organisations_per_transaction);
    for (int done = 0; done < size.organisations; done += organisations_per_transaction) {
        auto const to = std::min(size.organisations, done + organisations_per_transaction);
        directory.database.write([&](db::Transaction& tx) { add_organisations(tx, invention, done, to); });
        for (auto& document : std::exchange(invention.documents, {}))
            index.put(std::move(document));
        if (progress)
            progress(to, size.organisations);
    }
    auto doors = directory.database.write([&](db::Transaction& tx) { return add_people(tx, invention); });
    directory.database.analyze();
    index.finish(directory.database.read([](db::Reader& reader) { return changes::last_seq(reader); }));
    return doors;
}

} // namespace passerelle::directory
