#include "modules/directory/imports/drafts.hpp"
#include "modules/directory/imports/store.hpp"
#include "modules/directory/tests/import_files.hpp"
#include "modules/directory/tests/public_face.hpp"
#include "platform/documents/table.hpp"

namespace passerelle::directory::imports {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ImportPagesTest : public PublicFace {
protected:
    ImportPagesTest() : chamber_(app_.an_operator("chamber", "Chamber"))
    {
        manager_ = app_.staff(chamber_.id, accounts::OperatorRole::Manager, "manager@chamber.example").id;
    }
    accounts::Operator chamber_;
    accounts::PersonId manager_;
};
INSTANTIATE_TEST_SUITE_P(on, ImportPagesTest, ::testing::Values(db::Engine::Sqlite), support::name_of_engine);

TEST_P(ImportPagesTest, lead_from_the_file_to_the_result_and_back)
{
    auto browser = app_.signed_in(manager_);
    auto const address = std::string("/en/desk/chamber/imports");
    EXPECT_EQ(browser.get(address).status, 200);
    auto response = browser.upload(address, "file", content_of("members-as-they-come.csv"));
    ASSERT_EQ(response.status, 303);
    auto const mapping = std::string(*response.header("Location"));
    auto const columns = get(mapping, browser);
    EXPECT_THAT(columns, HasSubstr("Rem. 2"));
    EXPECT_THAT(columns, HasSubstr("1 column was not recognised"));
    response = browser.post(mapping, { { "c14", "skip" } });
    ASSERT_EQ(response.status, 303);
    auto const preview_address = std::string(*response.header("Location"));
    auto const preview = get(preview_address, browser);
    EXPECT_THAT(preview, HasSubstr("Import 6 rows"));
    EXPECT_THAT(preview, HasSubstr("is not a day of the calendar"));
    EXPECT_THAT(preview, HasSubstr("Suspected duplicate of Mikropol Seeland GmbH"));
    EXPECT_THAT(preview, Not(HasSubstr("rappeler en mars")));
    EXPECT_THAT(get(preview_address + "?show=refused", browser), Not(HasSubstr("Gravure Combe SA<")));
    auto const base = mapping.substr(0, mapping.rfind('/'));
    response = browser.post(base + "/application");
    ASSERT_EQ(response.status, 303);
    auto const result = get(base, browser);
    EXPECT_THAT(result, HasSubstr("6 created + 0 updated + 0 unchanged + 4 refused = 10 rows."));
    EXPECT_EQ(browser.get(base + "/report").status, 200);
    EXPECT_EQ(browser.get(preview_address).status, 404) << "the file is forgotten";
    auto undone = browser.post(base + "/undo");
    EXPECT_EQ(undone.status, 200);
    EXPECT_THAT(body(undone), HasSubstr("6 rows were taken back."));
}

TEST_P(ImportPagesTest, are_worked_out_once_and_again_where_the_directory_changed)
{
    auto browser = app_.signed_in(manager_);
    auto response = browser.upload(
        "/en/desk/chamber/imports", "file", "ref;name;phone\n1;Eins AG;0323221234\n2;Zwei AG;\n3;;\n");
    auto const mapping = std::string(*response.header("Location"));
    auto const base = mapping.substr(0, mapping.rfind('/'));
    EXPECT_EQ(browser.get(base + "/preview").status, 303) << "not worked out yet";
    browser.post(mapping, http::Fields());
    EXPECT_THAT(get(base + "/preview", browser),
        AllOf(HasSubstr("Import 2 rows"), HasSubstr("Eins AG"), HasSubstr("Zwei AG")));
    EXPECT_THAT(get(base + "/preview?show=refused", browser),
        AllOf(HasSubstr("The row has no name"), Not(HasSubstr("Eins AG"))));
    EXPECT_THAT(get(base + "/preview?after=2", browser), Not(HasSubstr("Eins AG")));
    auto const id = base.substr(base.rfind('/'));
    EXPECT_THAT(get("/de/schreibtisch/chamber/importe" + id + "/vorschau", browser),
        AllOf(HasSubstr("Eins AG"), Not(HasSubstr("The row has no name"))));

    auto const meanwhile = add(drafted("Eins AG"));
    app_.write([&](db::Transaction& tx) { directory::store::set_ref(tx, chamber_.id, "1", meanwhile.id); });
    auto applied = browser.post(base + "/application");
    EXPECT_THAT(std::string(*applied.header("Location")), HasSubstr("moved=1"));
    EXPECT_THAT(get(std::string(*applied.header("Location")), browser),
        AllOf(HasSubstr("has changed since the preview"), HasSubstr("to update")));
    applied = browser.post(base + "/application");
    EXPECT_EQ(*applied.header("Location"), base);
    EXPECT_THAT(get(base, browser), HasSubstr("1 created + 1 updated + 0 unchanged + 1 refused = 3 rows."));
}

TEST_P(ImportPagesTest, give_back_the_refused_rows_with_their_reasons)
{
    auto browser = app_.signed_in(manager_);
    auto response = browser.upload("/de/schreibtisch/chamber/importe", "file",
        "Mitglied-Nr.;Firma;E-Mail\n1;Eins AG;a@eins.example\n2;Zwei AG;=falsch\n");
    ASSERT_EQ(response.status, 303);
    auto const mapping = std::string(*response.header("Location"));
    auto const base = mapping.substr(0, mapping.rfind('/'));
    browser.post(mapping, http::Fields());
    for (auto const* const step : { "", "/ausfuehrung" }) {
        if (*step)
            browser.post(base + step);
        auto file = browser.get(base + "/abgewiesene");
        ASSERT_EQ(file.status, 200);
        auto const content = body(file);
        auto const table = documents::read_table(content);
        ASSERT_TRUE(table);
        ASSERT_THAT(table->rows, SizeIs(2));
        EXPECT_THAT(table->rows[0].cells,
            ElementsAre("Mitglied-Nr.", "Firma", "E-Mail", i18n::words(Lang::de).tr("Refused because")));
        EXPECT_EQ(table->rows[1].cells.at(2), "=falsch");
        EXPECT_THAT(table->rows[1].cells.at(3), HasSubstr("E-Mail"));
    }
}

TEST_P(ImportPagesTest, of_files_that_nobody_applies_are_forgotten)
{
    auto browser = app_.signed_in(manager_);
    auto response = browser.upload("/en/desk/chamber/imports", "file", "ref;name\n1;Eins AG\n");
    auto const mapping = std::string(*response.header("Location"));
    browser.post(mapping, http::Fields());
    EXPECT_THAT(get("/en/desk/chamber/imports", browser), HasSubstr("deleted after 30 days"));
    app_.pass(Duration::days(days_kept - 1));
    app_.write([&](db::Transaction& tx) { expire(tx, app_.now); });
    browser = app_.signed_in(manager_);
    EXPECT_EQ(browser.get(mapping).status, 200);
    app_.pass(Duration::days(2));
    app_.write([&](db::Transaction& tx) { expire(tx, app_.now); });
    browser = app_.signed_in(manager_);
    EXPECT_EQ(browser.get(mapping).status, 404);
}

TEST_P(ImportPagesTest, refuse_half_of_a_workbook)
{
    auto browser = app_.signed_in(manager_);
    auto const whole = content_of("members-as-they-come.xlsx");
    auto response = browser.upload("/en/desk/chamber/imports", "file", whole.substr(0, whole.size() / 2));
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(body(response), HasSubstr("aria-invalid=\"true\""));
    EXPECT_THAT(app_.read([&](db::Reader& reader) {
        return store::list(reader, chamber_.id, { 10, {} }).items;
    }),
        IsEmpty());
}

TEST_P(ImportPagesTest, refuse_a_file_that_is_none)
{
    auto browser = app_.signed_in(manager_);
    auto response = browser.upload("/en/desk/chamber/imports", "file", "%PDF-1.7 whatever");
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(body(response), HasSubstr("neither a CSV file nor an Excel workbook"));
}

TEST_P(ImportPagesTest, are_for_the_operators_own_managers)
{
    auto const other = app_.an_operator("other", "Other");
    auto const stranger = app_.staff(other.id, accounts::OperatorRole::Manager, "manager@other.example");
    auto browser = app_.signed_in(stranger.id);
    EXPECT_EQ(browser.get("/en/desk/chamber/imports").status, 404);
    EXPECT_EQ(browser.get("/en/desk/chamber/organisations/export").status, 404);
    EXPECT_EQ(app_.signed_in(manager_).get("/en/desk/chamber/organisations/export?format=csv").status, 200);
}

} // namespace
} // namespace passerelle::directory::imports
