#include "modules/directory/desk/awaiting.hpp"
#include "modules/directory/desk/list_form.hpp"
#include "modules/directory/desk/saved_views.hpp"
#include "modules/directory/desk/undo.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/tests/desk_rooms.hpp"
#include "platform/changes/changes.hpp"
#include "platform/documents/table.hpp"

#include <algorithm>

namespace passerelle::directory {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Desk : public DeskRooms {
protected:
    desk::ListContext context() { return { chamber_.id, chamber_.slug, app_.today(), app_.now, Lang::en }; }

    std::vector<std::string> listed(desk::ListFilter const& filter, int limit = 50)
    {
        std::vector<std::string> names;
        PageRequest asked { limit, {} };
        app_.read([&](db::Reader& reader) {
            int parts = 0;
            do {
                ASSERT_LT(++parts, 50);
                auto const part = desk::list(reader, *finder_, context(), filter, asked);
                EXPECT_LE(part.items.size(), static_cast<std::size_t>(limit));
                for (auto const& one : desk::load_listed(reader, context(), part.items))
                    names.push_back(one.organisation.name);
                asked.after = part.next;
            } while (!asked.after.empty());
        });
        return names;
    }

    desk::Awaiting awaiting()
    {
        return app_.read([&](db::Reader& reader) {
            return desk::awaiting(reader, chamber_.id, { Lang::fr, Lang::de }, app_.today(), app_.now);
        });
    }
};
PASSERELLE_ON_BOTH_ENGINES(Desk);

TEST_P(Desk, leads_staff_of_one_operator_to_its_desk)
{
    auto const response = manager().get("/en/desk");
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.header("Location"), at(""));
}

TEST_P(Desk, lets_staff_of_two_operators_choose)
{
    app_.write([&](db::Transaction& tx) {
        accounts::give_role(tx, manager_.id, other_.id, accounts::OperatorRole::Viewer, {}, app_.today(),
            app_.now, app_.random());
    });
    EXPECT_THAT(get("/en/desk", manager()), AllOf(HasSubstr("Chamber"), HasSubstr("Other")));
}

TEST_P(Desk, is_there_for_its_own_staff_only)
{
    auto const firm = member("Atelier Sans Pareil");
    for (auto const& address : { at(""), at("/@organisations"), at("/@organisations/@list"), at("/@people"),
             at("/@people/@list"), at("/@changes"),
             at("/@changes/{kind}/{entity}", { "organisation", firm.id.text() }), at("/@translations") }) {
        EXPECT_EQ(viewer().get(address).status, 200) << address;
        EXPECT_EQ(foreign().get(address).status, 404) << address;
        EXPECT_NE(app_.anonymous().get(address).status, 200) << address;
    }
}

TEST_P(Desk, a_viewer_changes_nothing)
{
    auto const firm = member("Atelier Sans Pareil");
    for (auto const& address : { at("/@organisations/@bulk"), at("/@views"),
             at("/@changes/{kind}/{entity}/@undo", { "organisation", firm.id.text() }),
             at("/@translations/@application") }) {
        auto const status
            = viewer().post(address, { { "id", firm.id.text() }, { "action", "archive" } }).status;
        EXPECT_TRUE(status == 403 || status == 404) << address << " " << status;
        EXPECT_EQ(foreign().post(address, { { "id", firm.id.text() } }).status, 404) << address;
        EXPECT_EQ(manager().post_without_token(address).status, 403) << address;
    }
    EXPECT_EQ(find(firm.id).state, State::Published);
}

TEST_P(Desk, counts_what_awaits_its_operator)
{
    auto entry = drafted("Bilingue SA");
    entry.summary = text(Lang::fr, "Décolletage");
    entry.concepts = { { "iso-9001", Standing::Confirmed, "", app_.today().plus_days(30) } };
    auto const firm = add(entry);
    join(firm.id, chamber_.id);
    auto foreign_entry = drafted("Ailleurs SA");
    foreign_entry.summary = text(Lang::fr, "Fraisage");
    join(add(foreign_entry).id, other_.id);

    auto const now = awaiting();
    EXPECT_EQ(now.expiring, 1);
    EXPECT_EQ(now.unconfirmed, 0);
    ASSERT_EQ(now.texts.size(), 2u);
    EXPECT_EQ(now.texts[0].missing, 0);
    EXPECT_EQ(now.texts[1].missing, 1);

    app_.pass(Duration::days(400));
    EXPECT_EQ(awaiting().unconfirmed, 1);
    EXPECT_EQ(awaiting().expiring, 0);
    EXPECT_THAT(get(at(""), manager()), HasSubstr("entry to confirm"));
}

TEST_P(Desk, lists_members_by_name_in_pages)
{
    for (auto const* const name : { "Zwahlen AG", "Älpli AG", "Étampes SA", "Büren AG", "Estoppey SA" })
        member(name);
    join(add(drafted("Ailleurs SA")).id, other_.id);
    EXPECT_THAT(
        listed({}, 2), ElementsAre("Älpli AG", "Büren AG", "Estoppey SA", "Étampes SA", "Zwahlen AG"));
    EXPECT_THAT(listed({ .members_only = false }, 3).size(), 6u);
}

TEST_P(Desk, lists_in_the_order_of_confirmation_and_of_change)
{
    auto const first = member("A");
    app_.pass(Duration::days(1));
    auto const second = member("B");
    app_.pass(Duration::days(1));
    alter(first.id, [&](Organisation& entry) { entry.confirmed_at = app_.now; });
    EXPECT_THAT(listed({ .order = desk::ListOrder::Confirmed }, 1), ElementsAre("B", "A"));
    EXPECT_THAT(listed({ .order = desk::ListOrder::Updated }, 1), ElementsAre("A", "B"));
}

TEST_P(Desk, each_filter_narrows_the_list)
{
    auto school = drafted("Schule Biel", Lang::de);
    school.kind = Kind::Training;
    school.email = "post@schule.example";
    school.summary = text(Lang::de, "Lehre");
    school.sites = { site_in("lyss") };
    school = add(school);
    join_as(school.id, chamber_.id, "patron", "RP-7");
    member("Firma", "member", "RP-8");
    auto const archived = member("Alt AG");
    alter(archived.id, [](Organisation& entry) { entry.state = State::Archived; });
    auto const only = [&](desk::ListFilter filter) { return listed(filter); };

    EXPECT_THAT(only({ .kind = Kind::Training }), ElementsAre("Schule Biel"));
    EXPECT_THAT(only({ .state = State::Archived }), ElementsAre("Alt AG"));
    EXPECT_THAT(only({ .category = "patron" }), ElementsAre("Schule Biel"));
    EXPECT_THAT(only({ .lang = Lang::de }), ElementsAre("Schule Biel"));
    EXPECT_THAT(only({ .place = "lyss" }), ElementsAre("Schule Biel"));
    EXPECT_THAT(only({ .open_in = Lang::fr }), ElementsAre("Schule Biel"));
    EXPECT_THAT(only({ .open_in = Lang::de }), IsEmpty());
    EXPECT_THAT(only({ .without_email = true }), ElementsAre("Firma"));
    EXPECT_THAT(only({ .unconfirmed = true }), IsEmpty());
    EXPECT_THAT(only({ .text = "RP-8" }), ElementsAre("Firma"));
    EXPECT_THAT(only({ .text = "schu" }), ElementsAre("Schule Biel"));
    index();
    EXPECT_THAT(only({ .text = "Biel" }), ElementsAre("Schule Biel"));
    app_.pass(Duration::days(400));
    EXPECT_THAT(only({ .unconfirmed = true }), UnorderedElementsAre("Firma", "Schule Biel"));
}

TEST_P(Desk, a_filter_is_read_as_it_was_written)
{
    desk::ListFilter filter { .members_only = false,
        .text = "a b",
        .kind = Kind::Public,
        .state = State::Archived,
        .category = "x",
        .place = "lyss",
        .lang = Lang::de,
        .unconfirmed = true,
        .open_in = Lang::fr,
        .without_email = true,
        .expiring = true,
        .order = desk::ListOrder::Confirmed };
    EXPECT_EQ(desk::query_of(desk::list_filter_of(desk::query_of(filter))).encoded(),
        desk::query_of(filter).encoded());
    EXPECT_EQ(desk::query_of(filter).size(), 12u);
    http::Fields odd;
    odd.add("kind", "castle");
    odd.add("place", "nowhere");
    odd.add("state", "merged");
    EXPECT_TRUE(desk::query_of(desk::list_filter_of(odd)).empty());
}

TEST_P(Desk, the_list_comes_as_a_file_without_formulas)
{
    member("=1+1 SA", "patron", "RP-1");
    auto response = viewer().get(at("/@organisations/@list") + "?format=csv");
    auto const csv = body(response);
    EXPECT_THAT(csv, AllOf(HasSubstr("'=1+1 SA"), HasSubstr("RP-1"), HasSubstr("patron")));
    auto book = viewer().get(at("/@organisations/@list"));
    auto const table = documents::read_table(body(book));
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.at(1).cells.at(1), "=1+1 SA");
    EXPECT_THAT(table->rows.at(0).cells,
        AllOf(Contains("Name of the organisation"), Contains("State in the directory"),
            Contains("State of the texts in German")));
}

TEST_P(Desk, exports_exactly_what_is_selected_or_all_that_the_filter_shows)
{
    auto const first = member("Arve SA");
    member("Birs AG");
    auto const last = member("Suze SA", "patron");
    auto const names = [&](http::Fields const& form) {
        auto response = manager().post(at("/@organisations/@bulk"), form);
        EXPECT_EQ(response.status, 200);
        auto const table = documents::read_table(body(response));
        EXPECT_TRUE(table);
        std::vector<std::string> found;
        for (std::size_t i = 1; i < table->rows.size(); ++i)
            found.push_back(table->rows[i].cells.at(1));
        return found;
    };
    for (auto const* const action : { "export-xlsx", "export-csv" }) {
        http::Fields form;
        form.add("action", action);
        EXPECT_THAT(names(form), ElementsAre("Arve SA", "Birs AG", "Suze SA"));
        form.add("back", "category=patron");
        EXPECT_THAT(names(form), ElementsAre("Suze SA"));
        form.add("id", last.id.text());
        form.add("id", first.id.text());
        EXPECT_THAT(names(form), UnorderedElementsAre("Arve SA", "Suze SA"));
    }
}

TEST_P(Desk, a_file_has_all_rows_however_many_pages_they_are)
{
    for (int i = 0; i < 450; ++i)
        member("Firm " + std::to_string(1000 + i));
    auto const rows_in = [&](std::string_view address) {
        auto response = viewer().get(at(address) + "?format=csv");
        EXPECT_TRUE(response.body.is_stream());
        auto const csv = body(response);
        return std::count(csv.begin(), csv.end(), '\n');
    };
    EXPECT_EQ(rows_in("/@organisations/@list"), 451);
    EXPECT_EQ(rows_in("/@organisations/@export"), 451);
}

TEST_P(Desk, archives_what_is_selected_and_its_own)
{
    auto const ours = member("Ours AG");
    auto const theirs = add(drafted("Theirs AG"));
    join(theirs.id, other_.id);
    http::Fields form;
    form.add("action", "archive");
    form.add("id", ours.id.text());
    form.add("id", theirs.id.text());
    EXPECT_EQ(manager().post(at("/@organisations/@bulk"), form).status, 303);
    EXPECT_EQ(find(ours.id).state, State::Archived);
    EXPECT_EQ(find(theirs.id).state, State::Published);
}

TEST_P(Desk, sets_the_category_of_its_own_memberships)
{
    auto const firm = member("Ours AG", "old");
    join_as(firm.id, other_.id, "theirs", "");
    manager().post(at("/@organisations/@bulk"),
        { { "action", "category" }, { "category", "patron" }, { "id", firm.id.text() } });
    auto const memberships
        = app_.read([&](db::Reader& reader) { return store::memberships_of(reader, firm.id); });
    for (auto const& membership : memberships)
        EXPECT_EQ(membership.category, membership.operator_id == chamber_.id ? "patron" : "theirs");
    auto const record = operator_record_id(chamber_.id, firm.id);
    auto const log = app_.read([&](db::Reader& reader) {
        return changes::of_entity(reader, operator_record_kind, record, { 10, {} }).items;
    });
    ASSERT_EQ(log.size(), 1u) << "where the operator's own page of the entry logs, too";
    EXPECT_EQ(log[0].action, "membership.edited");
    EXPECT_THAT(get(at("/@changes"), manager()),
        AllOf(HasSubstr("changed a membership"), HasSubstr("Ours AG"), Not(HasSubstr(firm.id.text() + "<"))));
}

TEST_P(Desk, asks_owners_to_confirm_once_a_week)
{
    auto const firm = member("Ours AG");
    app_.member(firm.id, accounts::OrganisationRole::Owner, "owner@ours.example");
    auto const ask = [&] {
        manager().post(at("/@organisations/@bulk"), { { "action", "ask" }, { "id", firm.id.text() } });
        return app_.take_mails();
    };
    auto const mails = ask();
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_EQ(mails[0].to, "owner@ours.example");
    EXPECT_THAT(mails[0].text, HasSubstr("Chamber"));
    EXPECT_EQ(app_.anonymous().get(mails[0].link()).status, 200);
    EXPECT_THAT(ask(), IsEmpty());
    app_.pass(Duration::days(8));
    EXPECT_EQ(ask().size(), 1u);
}

TEST_P(Desk, keeps_views_for_its_staff)
{
    EXPECT_EQ(manager()
                  .post(at("/@views"), { { "name", " Patrons " }, { "back", "category=patron&evil=1" } })
                  .status,
        303);
    auto const page = get(at("/@organisations"), viewer());
    EXPECT_THAT(page, AllOf(HasSubstr("Patrons"), HasSubstr("?category=patron\""), Not(HasSubstr("evil=1"))));
    auto const views = app_.read([&](db::Reader& reader) { return desk::saved_views(reader, chamber_.id); });
    ASSERT_EQ(views.size(), 1u);
    auto const id = views[0].id.text();
    EXPECT_EQ(foreign().post(at("/@views/{view}", { id }), { { "name", "Mine" } }).status, 404);
    manager().post(at("/@views/{view}", { id }), { { "name", "Renamed" } });
    EXPECT_THAT(get(at("/@organisations"), viewer()), HasSubstr("Renamed"));
    manager().post(at("/@views/{view}/@removal", { id }));
    EXPECT_THAT(get(at("/@organisations"), viewer()), Not(HasSubstr("Renamed")));
}

TEST_P(Desk, a_view_needs_a_name)
{
    auto const refused = manager().post(at("/@views"), { { "name", "  " } });
    EXPECT_THAT(std::string(refused.header("Location").value_or("")), HasSubstr("done=view-name"));
}

TEST_P(Desk, lists_people_of_its_members)
{
    auto const ours = member("Ours AG");
    auto const theirs = add(drafted("Theirs AG"));
    join(theirs.id, other_.id);
    app_.member(ours.id, accounts::OrganisationRole::Owner, "a.owner@ours.example");
    app_.member(ours.id, accounts::OrganisationRole::Delegate, "b.delegate@ours.example");
    app_.member(theirs.id, accounts::OrganisationRole::Owner, "c.owner@theirs.example");
    EXPECT_THAT(get(at("/@people"), viewer()),
        AllOf(HasSubstr("a.owner@ours.example"), HasSubstr("b.delegate@ours.example"),
            Not(HasSubstr("theirs.example"))));
    EXPECT_THAT(get(at("/@people") + "?role=owner", viewer()), Not(HasSubstr("b.delegate@")));
    EXPECT_THAT(get(at("/@people") + "?q=B.DEL", viewer()),
        AllOf(HasSubstr("b.delegate@"), Not(HasSubstr("a.owner@"))));
    auto const first = get(at("/@people") + "?limit=1", viewer());
    EXPECT_THAT(first, HasSubstr("rel=\"next\""));
    EXPECT_THAT(get(at("/@people/@list") + "?format=csv", viewer()), HasSubstr("a.owner@ours.example"));
}

class ChangeLog : public DeskRooms {
protected:
    std::string record(OrganisationId id)
    {
        return at("/@changes/{kind}/{entity}", { "organisation", id.text() });
    }

    std::int64_t last_seq()
    {
        return app_.read([](db::Reader& reader) { return changes::last_seq(reader); });
    }
    http::Response undo(OrganisationId id, std::int64_t seq)
    {
        return manager().post(at("/@changes/{kind}/{entity}/@undo", { "organisation", id.text() }),
            { { "seq", std::to_string(seq) } });
    }
};
PASSERELLE_ON_BOTH_ENGINES(ChangeLog);

TEST_P(ChangeLog, tells_fields_by_their_labels)
{
    auto const firm = member("Ours AG");
    alter(firm.id, [](Organisation& entry) {
        entry.employees = 12;
        entry.kind = Kind::Training;
        entry.summary = text(Lang::de, "Drehen");
    });
    auto const page = get(record(firm.id), viewer());
    EXPECT_THAT(page,
        AllOf(HasSubstr("Number of people"), HasSubstr("<ins>12</ins>"), HasSubstr("<del>Company</del>"),
            HasSubstr("<ins>Training institution</ins>"), HasSubstr("<ins lang=\"de\">Drehen</ins>")));
}

TEST_P(ChangeLog, never_shows_what_another_operator_keeps_for_itself)
{
    auto const firm = member("Ours AG");
    auto const secret = Uuid::fresh(app_.now, app_.random());
    app_.write([&](db::Transaction& tx) {
        changes::record(tx,
            { .at = app_.now,
                .operator_id = other_.id.uuid(),
                .action = "note.added",
                .entity_kind = "note",
                .entity = secret,
                .after = changes::Fields().add("text", "slow payer") });
        changes::record(tx,
            { .at = app_.now,
                .operator_id = other_.id.uuid(),
                .action = "organisation.edited",
                .entity_kind = "organisation",
                .entity = firm.id.uuid(),
                .before = changes::Fields().add("phone", "1").add("remark", "old"),
                .after = changes::Fields().add("phone", "2").add("remark", "slow payer too") });
    });
    EXPECT_EQ(viewer().get(at("/@changes/{kind}/{entity}", { "note", secret.text() })).status, 404);
    EXPECT_THAT(get(at("/@changes"), viewer()), AllOf(HasSubstr("Phone"), Not(HasSubstr("slow payer"))));
    EXPECT_THAT(get(record(firm.id), viewer()), Not(HasSubstr("slow payer")));
}

TEST_P(ChangeLog, takes_the_last_change_back)
{
    auto entry = drafted("Ours AG");
    entry.summary = text(Lang::fr, "Décolletage");
    entry.concepts = { { "polishing", Standing::Confirmed, "Matt | glossy", app_.today() } };
    auto const firm = add(entry);
    join(firm.id, chamber_.id);
    app_.pass(Duration::hours(1));
    auto const changed = alter(firm.id, [&](Organisation& now) {
        now.name = "Other AG";
        now.employees = 9;
        now.concepts.clear();
        now.confirmed_at = app_.now;
        now.summary = text(Lang::de, "Drehen");
    });
    EXPECT_THAT(get(record(firm.id), manager()), HasSubstr("Undo this change"));
    EXPECT_THAT(get(record(firm.id), viewer()), Not(HasSubstr("Undo this change")));
    EXPECT_EQ(undo(firm.id, last_seq()).status, 303);

    auto restored = find(firm.id);
    EXPECT_GT(restored.version, changed.version);
    restored.version = firm.version;
    restored.updated_at = firm.updated_at;
    EXPECT_EQ(fields_of(restored), fields_of(firm));
}

TEST_P(ChangeLog, takes_back_nothing_but_the_last_change)
{
    auto const firm = member("Ours AG");
    alter(firm.id, [](Organisation& entry) { entry.employees = 1; });
    auto const seq = last_seq();
    alter(firm.id, [](Organisation& entry) { entry.employees = 2; });
    auto const refused = undo(firm.id, seq);
    EXPECT_THAT(std::string(refused.header("Location").value_or("")), HasSubstr("not-last"));
    EXPECT_EQ(find(firm.id).employees, 2);
}

TEST_P(ChangeLog, does_not_take_back_an_addition_or_sites)
{
    auto const firm = member("Ours AG");
    EXPECT_THAT(get(record(firm.id), manager()), Not(HasSubstr("Undo this change")));
    alter(firm.id, [&](Organisation& entry) { entry.sites = { site_in("lyss") }; });
    EXPECT_THAT(get(record(firm.id), manager()), Not(HasSubstr("Undo this change")));
    undo(firm.id, last_seq());
    EXPECT_EQ(find(firm.id).sites.size(), 1u);
}

} // namespace
} // namespace passerelle::directory
