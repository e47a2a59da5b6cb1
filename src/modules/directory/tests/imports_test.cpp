#include "modules/directory/demo/demo.hpp"
#include "modules/directory/imports/commands.hpp"
#include "modules/directory/imports/draft_store.hpp"
#include "modules/directory/imports/drafts.hpp"
#include "modules/directory/imports/exports.hpp"
#include "modules/directory/imports/import.hpp"
#include "modules/directory/imports/plan_portable.hpp"
#include "modules/directory/imports/undoing.hpp"
#include "modules/directory/tests/import_files.hpp"
#include "modules/directory/tests/public_face.hpp"
#include "platform/changes/changes.hpp"
#include "platform/documents/csv.hpp"
#include "platform/documents/xlsx.hpp"
#include "platform/json/json.hpp"

#include <fmt/format.h>

#include <fstream>
#include <random>
#include <sstream>

namespace passerelle::directory::imports {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ImportsTest : public PublicFace {
protected:
    ImportsTest()
        : chamber_(app_.an_operator("chamber", "Chamber")),
          other_(app_.an_operator("other", "Other"))
    {
    }

    List list(std::string const& bytes, accounts::Operator const& at) const
    {
        return { bytes, "list.csv", {}, at, {}, app_.now };
    }

    Applied take(std::string const& bytes, accounts::Operator const& at)
    {
        auto applied = apply(*directory_, list(bytes, at), {}, i18n::words(Lang::en));
        EXPECT_TRUE(applied);
        return std::move(applied).value();
    }
    Applied take(std::string const& bytes) { return take(bytes, chamber_); }

    Report look(std::string const& bytes)
    {
        auto report = look_through(*directory_, list(bytes, chamber_));
        EXPECT_TRUE(report);
        return std::move(report).value();
    }

    std::optional<OrganisationId> id_of(std::string_view ref, accounts::Operator const& at)
    {
        return app_.read(
            [&](db::Reader& reader) { return directory::store::find_by_ref(reader, at.id, ref); });
    }
    Organisation entry(std::string_view ref) { return entry(ref, chamber_); }
    Organisation entry(std::string_view ref, accounts::Operator const& at)
    {
        auto const id = id_of(ref, at);
        EXPECT_TRUE(id) << ref;
        return *app_.read([&](db::Reader& reader) { return directory::store::find(reader, *id); });
    }
    Records records(std::string_view ref) { return records(*id_of(ref, chamber_), chamber_); }
    Records records(OrganisationId id, accounts::Operator const& at)
    {
        return app_.read(
            [&](db::Reader& reader) { return store::records_of(reader, at.id, { id }).at(id.uuid()); });
    }
    Outcome<Undone, UndoRefused> take_back(ImportId id)
    {
        return app_.write([&](db::Transaction& tx) {
            return undo(tx, *store::find(tx, chamber_.id, id), {}, app_.now, app_.random());
        });
    }
    std::int64_t organisations()
    {
        return app_.read(
            [](db::Reader& reader) { return directory::store::count(reader, State::Published); });
    }
    std::string exported_csv()
    {
        return documents::to_csv(
            exported(*directory_, chamber_.id, all_of(*directory_, chamber_.id), "list"));
    }

    static void expect_sum(Totals const& totals)
    {
        EXPECT_EQ(totals.rows, totals.created + totals.updated + totals.unchanged + totals.refused);
    }

    accounts::Operator chamber_, other_;
};
PASSERELLE_ON_BOTH_ENGINES(ImportsTest);

TEST_P(ImportsTest, take_a_list_as_chambers_have_it)
{
    auto const report = take(content_of("members-as-they-come.csv")).report;
    EXPECT_EQ(report.totals, (Totals { 10, 6, 0, 0, 4 }));
    EXPECT_THAT(report.unknown_columns, ElementsAre("Rem. 2"));
    std::vector<std::string> refused;
    for (auto const& problem : report.refusals)
        refused.push_back(fmt::format("{} {} {}", problem.line, problem.column, code_of(problem.complaint)));
    EXPECT_THAT(refused,
        ElementsAre("8 Mitglied seit no-such-date", "9 E-Mail bad-email", "11 Mitglied-Nr. ref-missing",
            "14 ref ref-twice"));

    auto const vauclair = entry("101");
    EXPECT_EQ(vauclair.name, "Décolletage Vauclair Sàrl");
    EXPECT_EQ(vauclair.phone, "+41323221234");
    EXPECT_EQ(vauclair.website, "https://www.vauclair-decolletage.example");
    EXPECT_EQ(vauclair.employees, 31);
    ASSERT_THAT(vauclair.sites, SizeIs(1));
    EXPECT_EQ(vauclair.sites[0].postcode, "2502");
    EXPECT_EQ(vauclair.sites[0].place_id, "biel-bienne");
    EXPECT_EQ(vauclair.sites[0].canton, "BE");
    EXPECT_EQ(vauclair.description.in(Lang::fr).text, "Pièces décolletées en laiton\net en acier.");
    ASSERT_THAT(vauclair.concepts, SizeIs(2));
    EXPECT_EQ(vauclair.concepts[0].concept_id, "bar-turning");
    EXPECT_EQ(vauclair.concepts[1].concept_id, "milling");

    auto const kept = records("101");
    ASSERT_THAT(kept.contacts, SizeIs(2));
    EXPECT_EQ(kept.memberships.front().since, LocalDate::of(1998, 3, 15));
    EXPECT_EQ(kept.notes.front().label, "Rem. 2");
    EXPECT_EQ(kept.notes.front().text, "rappeler en mars");

    EXPECT_EQ(entry("102").employees, 29);
    EXPECT_EQ(entry("102").sites[0].place_id, "biel-bienne");
    EXPECT_EQ(entry("105").name, "=Formel & Cie");
    EXPECT_EQ(records("105").notes.size(), 2u) << "an unknown skill is kept beside the remark";
    EXPECT_EQ(records("107").contacts.front().email, "claire@ecole-vallon.example");
    EXPECT_EQ(records("107").contacts.front().name, "Mme Claire Rochat");
    EXPECT_EQ(entry("110").sites[0].country, "FR");
}

TEST_P(ImportsTest, say_what_was_not_known_and_what_is_near)
{
    auto const report = look(content_of("members-as-they-come.csv"));
    std::vector<std::string> warnings;
    for (auto const& problem : report.warnings)
        warnings.push_back(fmt::format("{}: {}", problem.line, words_of(problem, i18n::words(Lang::en))));
    EXPECT_THAT(warnings, Contains(HasSubstr("Saint-Imier”?")));
    EXPECT_THAT(warnings, Contains(HasSubstr("Ultraschallzauberei")));
    ASSERT_THAT(report.suspected, SizeIs(1));
    EXPECT_EQ(report.suspected[0].with.profile.name, "Mikropol Seeland GmbH");
    EXPECT_GE(report.suspected[0].with.likeness.score, 70);
    EXPECT_EQ(organisations(), 0) << "looking through writes nothing";
}

TEST_P(ImportsTest, read_a_workbook_with_merged_titles_and_dates_of_excel)
{
    auto const report = take(content_of("members-as-they-come.xlsx")).report;
    EXPECT_EQ(report.totals, (Totals { 3, 3, 0, 0, 0 }));
    EXPECT_THAT(records("201").contacts, SizeIs(2));
    EXPECT_EQ(records("201").memberships.front().since, LocalDate::of(2003, 4, 1));
    EXPECT_EQ(entry("201").concepts.size(), 3u);
    EXPECT_EQ(entry("203").employees, 25);
    EXPECT_EQ(entry("203").lang, Lang::de);
}

TEST_P(ImportsTest, change_nothing_when_an_export_comes_back)
{
    take(content_of("members-as-they-come.csv"));
    take(content_of("members-as-they-come.xlsx"));
    auto const csv = exported_csv();
    auto const again = take(csv).report;
    EXPECT_EQ(again.totals, (Totals { 9, 0, 0, 9, 0 })) << csv;
    auto const xlsx
        = documents::to_xlsx(exported(*directory_, chamber_.id, all_of(*directory_, chamber_.id), "list"));
    EXPECT_EQ(take(xlsx).report.totals, (Totals { 9, 0, 0, 9, 0 }));
}

TEST_P(ImportsTest, keep_what_was_refused_to_be_corrected_and_brought_again)
{
    auto const applied
        = take("ref;name;E-Mail;Gründung\n1;Gut AG;a@gut.example;1990\n2;Falsch AG;ohne;1991\n");
    auto const rows
        = app_.read([&](db::Reader& reader) { return store::refused_rows(reader, applied.id, -1, 10); });
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_THAT(parse_cells(rows[0].cells), ElementsAre("ref", "name", "E-Mail", "Gründung"));
    EXPECT_THAT(parse_cells(rows[1].cells), ElementsAre("2", "Falsch AG", "ohne", "1991"));
    EXPECT_EQ(parse_problems(rows[1].problems).at(0).complaint, Complaint::BadEmail);
    app_.pass(Duration::days(days_kept + 1));
    app_.write([&](db::Transaction& tx) { expire(tx, app_.now); });
    EXPECT_THAT(
        app_.read([&](db::Reader& reader) { return store::refused_rows(reader, applied.id, -1, 10); }),
        IsEmpty());
}

TEST_P(ImportsTest, take_script_and_formulas_as_the_texts_that_they_are)
{
    take("ref;name;summary_fr;Bemerkung\n1;<script>alert(1)</script> SA;=1+1;@SUM(A1)\n");
    EXPECT_EQ(entry("1").name, "<script>alert(1)</script> SA");
    EXPECT_THAT(get("/en/organisations/" + entry("1").slug),
        AllOf(HasSubstr("&lt;script&gt;alert(1)"), Not(HasSubstr("<script>alert"))));
    EXPECT_EQ(records("1").notes.at(0).text, "@SUM(A1)");
    EXPECT_EQ(take(exported_csv()).report.totals, (Totals { 1, 0, 0, 1, 0 }));
}

TEST_P(ImportsTest, say_where_what_is_wrong_and_what_would_be_right)
{
    struct Case {
        std::string row, said;
    };
    for (auto const& [row, said] : {
             Case { "1;A;30.02.2020;x@a.example;25;2502", "“30.02.2020” is not a day of the calendar" },
             Case { "1;A;2020;not a mail;25;2502", "“not a mail” is not a mail address" },
             Case { "1;A;2020;x@a.example;many;2502", "“many” is not a number" },
             Case { "1;;2020;x@a.example;25;2502", "The row has no name" },
             Case { ";A;2020;x@a.example;25;2502", "The row has no reference" },
             Case { "1;A\xEF\xBF\xBD;2020;x@a.example;25;2502", "cannot be read" },
         }) {
        auto const report = look("ref;name;member_since;email;employees;postcode\n" + row + "\n");
        ASSERT_THAT(report.refusals, Not(IsEmpty())) << row;
        EXPECT_THAT(words_of(report.refusals[0], i18n::words(Lang::en)), HasSubstr(said)) << row;
        EXPECT_EQ(report.refusals[0].line, 2);
    }
}

TEST_P(ImportsTest, guard_formulas_on_the_way_out)
{
    take("ref;name;summary_fr\n1;=HYPERLINK(1);+cmd\n");
    EXPECT_THAT(exported_csv(), HasSubstr("'=HYPERLINK(1)"));
    EXPECT_THAT(exported_csv(), HasSubstr("'+cmd"));
}

TEST_P(ImportsTest, change_only_what_the_second_list_speaks_of)
{
    take("ref;name;lang;street;postcode;place;phone;summary_fr;summary_de;capabilities\n"
         "1;Muster AG;de;Gasse 1;2502;Biel;032 322 12 34;Bref;Kurz;milling|bar-turning\n");
    auto const before = entry("1");
    app_.pass(Duration::hours(1));
    auto const report
        = take("ref;name;phone;summary_fr;place\n1;Muster AG;032 322 12 35;Plus long;\n").report;
    EXPECT_EQ(report.totals, (Totals { 1, 0, 1, 0, 0 }));
    auto const after = entry("1");
    EXPECT_EQ(after.phone, "+41323221235");
    EXPECT_EQ(after.sites, before.sites);
    EXPECT_EQ(after.concepts, before.concepts);
    EXPECT_EQ(after.summary.find(Lang::fr)->text, "Plus long");
    EXPECT_EQ(after.summary.find(Lang::de)->text, "Kurz");
    EXPECT_THAT(after.summary.outdated(), ElementsAre(Lang::de));
    EXPECT_EQ(take("ref;name;phone\n1;Muster AG;032 322 12 35\n").report.totals, (Totals { 1, 0, 0, 1, 0 }));
}

TEST_P(ImportsTest, link_the_entry_that_another_operator_brought_and_keep_records_apart)
{
    take("ref;name;postcode;place;contact_name;Rem. 2\nA1;Muster AG;2502;Biel;Anna;geheim\n");
    auto const report = take(
        "ref;name;postcode;place;phone;contact_name\nB7;Muster SA;2502;Bienne;032 322 12 34;Beat\n", other_)
                            .report;
    EXPECT_EQ(report.totals, (Totals { 1, 0, 1, 0, 0 }));
    ASSERT_THAT(report.recognised, SizeIs(1));
    auto const shared = entry("B7", other_);
    EXPECT_EQ(shared.id, entry("A1").id);
    EXPECT_EQ(shared.phone, "+41323221234");
    auto const theirs = records(shared.id, other_);
    ASSERT_THAT(theirs.contacts, SizeIs(1));
    EXPECT_EQ(theirs.contacts[0].name, "Beat");
    EXPECT_THAT(theirs.notes, IsEmpty());
    auto const ours = records("A1");
    ASSERT_THAT(ours.contacts, SizeIs(1));
    EXPECT_EQ(ours.contacts[0].name, "Anna");
    EXPECT_THAT(ours.refs, ElementsAre("A1"));
}

TEST_P(ImportsTest, never_take_two_own_rows_for_one_entry)
{
    auto const report = take("ref;name;postcode\n1;Muster AG;2502\n2;Muster SA;2502\n").report;
    EXPECT_EQ(report.totals, (Totals { 2, 2, 0, 0, 0 }));
    EXPECT_THAT(report.suspected, SizeIs(1));
    EXPECT_EQ(take("ref;name;postcode\n3;Muster GmbH;2502\n").report.totals.created, 1);
}

TEST_P(ImportsTest, make_references_where_the_list_has_none)
{
    auto const list = std::string("Firma;PLZ;Ort\nMuster AG;2502;Biel\nBeispiel GmbH;2555;Brügg\n");
    auto const report = take(list).report;
    EXPECT_TRUE(report.refs_are_derived);
    EXPECT_EQ(report.totals.created, 2);
    EXPECT_EQ(take(list).report.totals, (Totals { 2, 0, 0, 2, 0 }));
}

TEST_P(ImportsTest, go_in_as_a_whole_or_not_at_all)
{
    auto const outcome
        = apply(*directory_, list("ref;name\n1;A\n2;\"never closed\n", chamber_), {}, i18n::words(Lang::en));
    EXPECT_TRUE(outcome.refused());
    EXPECT_EQ(organisations(), 0);
    auto const none = apply(*directory_, list("ref;name\n;A\n", chamber_), {}, i18n::words(Lang::en));
    ASSERT_TRUE(none.refused());
    EXPECT_EQ(none.refusal().reason, SheetRefused::Reason::EveryRowRefused);
}

TEST_P(ImportsTest, are_undone_without_a_trace)
{
    take("ref;name;phone;contact_name;Rem\n1;Muster AG;032 322 12 34;Anna;alt\n");
    auto const before = entry("1");
    auto const kept = records("1");
    app_.pass(Duration::hours(1));
    auto const second = take("ref;name;phone;contact_name;Rem;summary_de\n"
                             "1;Muster AG;032 322 12 99;Beat;neu;Kurz\n2;Zweite AG;;Chris;x;Text\n");
    auto const created = entry("2").id;
    auto const undone = take_back(second.id);
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->rows, 2);
    EXPECT_THAT(undone->touched, IsEmpty());
    auto after = entry("1");
    EXPECT_EQ(after.phone, before.phone);
    EXPECT_TRUE(after.summary.empty());
    EXPECT_TRUE(same(records("1"), kept));
    EXPECT_FALSE(app_.read([&](db::Reader& reader) { return directory::store::find(reader, created); }));
    EXPECT_FALSE(id_of("2", chamber_));
    EXPECT_TRUE(take_back(second.id).refused()) << "once only";
}

TEST_P(ImportsTest, leave_what_was_touched_since_when_undone)
{
    auto const applied = take("ref;name;contact_name\n1;Muster AG;Anna\n2;Zweite AG;Beat\n3;Dritte AG;\n");
    alter(entry("1").id, [](Organisation& organisation) { organisation.phone = "+41323221234"; });
    auto contact = records("2").contacts.front();
    contact.phone = "+41323221235";
    app_.write([&](db::Transaction& tx) { directory::store::update(tx, contact); });
    auto const undone = take_back(applied.id);
    EXPECT_EQ(undone->rows, 1);
    EXPECT_THAT(undone->touched, ElementsAre(entry("1").id, entry("2").id));
    EXPECT_FALSE(id_of("3", chamber_));
}

TEST_P(ImportsTest, archive_what_another_operator_holds_on_to_when_undone)
{
    auto const applied = take("ref;name;postcode\n1;Muster AG;2502\n");
    auto const id = entry("1").id;
    take("ref;name;postcode\nX;Muster AG;2502\n", other_);
    ASSERT_EQ(entry("X", other_).id, id);
    auto const undone = take_back(applied.id);
    EXPECT_EQ(undone->rows, 1);
    EXPECT_EQ(entry("X", other_).state, State::Archived);
    EXPECT_FALSE(id_of("1", chamber_));
}

TEST_P(ImportsTest, have_counts_that_add_up_whatever_the_table)
{
    std::mt19937 chance(7);
    auto const one_of
        = [&](std::vector<std::string> const& values) { return values[chance() % values.size()]; };
    for (int round = 0; round < 12; ++round) {
        std::string table
            = "ref;name;postcode;place;email;phone;employees;member_since;lang;capabilities;Xyz\n";
        for (int row = 0; row < 25; ++row)
            table += one_of({ "1", "2", "3", "4", "5", "", "6 7" }) + ";"
                + one_of({ "A AG", "B SA", "C", "", "\xff\xfe" }) + ";"
                + one_of({ "2502", "CH-2502", "99", "x" }) + ";"
                + one_of({ "Biel", "Bienne", "Nirgends", "" }) + ";"
                + one_of({ "a@example.ch", "no", "", "a@example.ch;b@example.ch" }) + ";"
                + one_of({ "032 322 12 34", "12", "" }) + ";" + one_of({ "3", "3-9", "viele", "" }) + ";"
                + one_of({ "2001", "31.2.2001", "" }) + ";" + one_of({ "de", "fr", "klingon", "" }) + ";"
                + one_of({ "milling", "nosuch", "" }) + ";" + one_of({ "=1", "<b>", "" }) + "\n";
        auto const looked = look(table);
        expect_sum(looked.totals);
        auto const applied = apply(*directory_, list(table, chamber_), {}, i18n::words(Lang::fr));
        if (applied.refused())
            continue;
        EXPECT_EQ(applied->report.totals, looked.totals);
        std::set<std::int64_t> lines;
        for (auto const& problem : looked.refusals)
            lines.insert(problem.line);
        EXPECT_EQ(static_cast<std::int64_t>(lines.size()), looked.totals.refused);
        EXPECT_EQ(take(table).report.totals.created, 0) << "a second time nothing is new";
    }
}

TEST_P(ImportsTest, are_logged_for_each_entry)
{
    take("ref;name\n1;Muster AG\n");
    auto const id = entry("1").id;
    auto const log = app_.read([&](db::Reader& reader) {
        return changes::of_entity(reader, "organisation", id.uuid(), { 50, {} });
    });
    ASSERT_THAT(log.items, Not(IsEmpty()));
    EXPECT_EQ(log.items.back().operator_id, chamber_.id.uuid());
}

class ImportCommandTest : public PublicFace {
protected:
    int run(std::string const& content, std::string const& slug, bool dry_run = false)
    {
        auto const file = index_folder_ + "/list.csv";
        std::ofstream(file, std::ios::binary) << content;
        out_.str({});
        err_.str({});
        ImportOptions options { file, slug };
        options.dry_run = dry_run;
        options.json = true;
        options.now = app_.now;
        return import_organisations(*directory_, options, out_, err_, Lang::en);
    }
    std::int64_t count(char const* name) const
    {
        return parse_json(out_.str())->at(name).get<std::int64_t>();
    }
    bool has_operator(std::string const& slug)
    {
        return app_.read(
            [&](db::Reader& reader) { return accounts::find_operator(reader, slug).has_value(); });
    }

    std::ostringstream out_, err_;
};
INSTANTIATE_TEST_SUITE_P(
    on, ImportCommandTest, ::testing::Values(db::Engine::Sqlite), support::name_of_engine);

TEST_P(ImportCommandTest, makes_the_operator_of_an_empty_database)
{
    EXPECT_EQ(run("ref;name\n1;A\n", "chamber", true), 0);
    EXPECT_FALSE(has_operator("chamber")) << "a dry run writes nothing";
    EXPECT_EQ(run("ref;name\n1;A\n;B\n", "chamber"), 0);
    EXPECT_EQ(count("rows"), 2);
    EXPECT_EQ(count("created"), 1);
    EXPECT_EQ(count("refused"), 1);
    EXPECT_TRUE(has_operator("chamber"));
    EXPECT_THAT(err_.str(), HasSubstr("line 3, column “ref”"));
}

TEST_P(ImportCommandTest, refuses_an_unknown_operator_and_names_the_nearest)
{
    app_.an_operator("chamber");
    EXPECT_EQ(run("ref;name\n1;A\n", "chambre"), 1);
    EXPECT_THAT(err_.str(), HasSubstr("“chamber”"));
    EXPECT_EQ(out_.str(), "");
}

TEST_P(ImportCommandTest, refuses_what_it_cannot_read_with_the_place)
{
    EXPECT_EQ(run("ref;NPA\n1;2502\n", "chamber"), 1);
    EXPECT_THAT(err_.str(), HasSubstr("list.csv, line 1"));
    EXPECT_FALSE(has_operator("chamber"));
    EXPECT_EQ(run("", "chamber"), 1);
    EXPECT_EQ(run("ref;name\n;A\n", "chamber"), 1);
    EXPECT_FALSE(has_operator("chamber")) << "nothing was changed";
    EXPECT_EQ(count("refused"), 1);
}

TEST_P(ImportCommandTest, changes_nothing_when_an_export_of_the_whole_network_comes_back)
{
    ASSERT_TRUE(fill_with_demo(*directory_, {}, app_.now));
    for (auto const& at : app_.read([](db::Reader& reader) { return accounts::operators(reader); })) {
        auto const sheet = [&] { return exported(*directory_, at.id, all_of(*directory_, at.id), "list"); };
        std::vector<std::string> files { documents::to_csv(sheet()), documents::to_xlsx(sheet()) };
        auto const manager = app_.staff(at.id, accounts::OperatorRole::Manager, at.slug + "@manager.example");
        for (auto const* const list : { "/en/desk/{}/organisations/list", "/fr/bureau/{}/organisations/liste",
                 "/de/schreibtisch/{}/organisationen/liste" })
            files.push_back(get(fmt::format(fmt::runtime(list), at.slug), app_.signed_in(manager.id)));
        for (auto const& file : files) {
            auto const report = look_through(*directory_, { file, "list", {}, at, {}, app_.now });
            ASSERT_TRUE(report);
            auto const& totals = report->totals;
            EXPECT_GT(totals.rows, 0) << at.slug;
            EXPECT_EQ(totals, (Totals { totals.rows, 0, 0, totals.rows, 0 })) << at.slug;
        }
    }
}

} // namespace
} // namespace passerelle::directory::imports
