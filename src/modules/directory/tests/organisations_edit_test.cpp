#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/entry_form.hpp"
#include "modules/directory/organisations/entry_parts.hpp"
#include "modules/directory/tests/organisations_house.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto* edit_address = "/en/organisations/vauclair-sa/edit";

class EditTest : public OrganisationsHouse {
protected:
    /// The form as a browser would send it for the entry as it is now.
    http::Fields form()
    {
        auto const entry = stored();
        auto const thesaurus = catalogues_->thesaurus();
        organisations::FormSetting const setting { i18n::words(Lang::en), Lang::en, app_.installation.langs,
            *thesaurus };
        auto fields = organisations::form_of(entry, setting);
        fields.set("version", std::to_string(entry.version));
        fields.set("marks", organisations::marks_of(organisations::parts_of(entry, setting)));
        return fields;
    }
    http::Fields form_with(std::string_view field, std::string_view value)
    {
        auto fields = form();
        fields.set(field, value);
        return fields;
    }
};

PASSERELLE_ON_BOTH_ENGINES(EditTest);

TEST_P(EditTest, owners_and_responsible_managers_edit_and_nobody_else)
{
    EXPECT_EQ(app_.signed_in(owner_.id).get(edit_address).status, 200);
    EXPECT_EQ(app_.signed_in(manager_.id).get(edit_address).status, 200);
    EXPECT_EQ(app_.anonymous().get(edit_address).status, 303);
    auto const stranger
        = app_.member(add(drafted("Autre SA")).id, OrganisationRole::Owner, "x@other.example");
    EXPECT_EQ(app_.signed_in(stranger.id).get(edit_address).status, 404);
    auto const delegate = app_.member(entry_.id, OrganisationRole::Delegate, "d@vauclair.example");
    EXPECT_EQ(app_.signed_in(delegate.id).get(edit_address).status, 404);
    auto const viewer = app_.staff(chamber_.id, OperatorRole::Viewer, "v@chamber.example");
    EXPECT_EQ(app_.signed_in(viewer.id).get(edit_address).status, 404);
    auto const elsewhere = app_.an_operator("other", "Other");
    auto const foreign = app_.staff(elsewhere.id, OperatorRole::Manager, "m@other.example");
    EXPECT_EQ(app_.signed_in(foreign.id).get(edit_address).status, 404);
    EXPECT_EQ(app_.signed_in(foreign.id).post(edit_address, form_with("name", "Stolen SA")).status, 404);
    EXPECT_EQ(stored().name, "Vauclair SA");
}

TEST_P(EditTest, the_form_shows_what_is_there_in_both_languages)
{
    auto const page = get(edit_address, app_.signed_in(owner_.id));
    EXPECT_THAT(page, HasSubstr("Nous livrons."));
    EXPECT_THAT(page, HasSubstr("Wir liefern."));
    EXPECT_THAT(page, HasSubstr("lang=\"de\""));
    EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST_P(EditTest, an_edit_is_stored_and_logged_with_who_did_it)
{
    auto fields = form();
    fields.set("phone", "032 / 322 12 34");
    fields.set("audience.phone", "operators");
    fields.set("text.description.fr", "Nous tournons.");
    fields.set("meant.description.fr", "meaning");
    auto const response = app_.signed_in(owner_.id).post(edit_address, fields);
    EXPECT_EQ(response.status, 303);
    auto const entry = stored();
    EXPECT_EQ(entry.phone, "+41323221234");
    EXPECT_EQ(audience_of(entry.visibility, Field::Phone), Audience::Operators);
    EXPECT_EQ(entry.version, 2);
    EXPECT_EQ(entry.description.outdated(), Langs { Lang::de });
    auto const log = app_.read(
        [&](db::Reader& reader) { return changes::of_entity(reader, "organisation", entry.id.uuid(), {}); });
    EXPECT_EQ(log.items.front().action, "organisation.edited");
    EXPECT_EQ(log.items.front().actor, owner_.id.uuid());
}

TEST_P(EditTest, errors_come_back_beside_their_fields_with_everything_that_was_typed)
{
    auto fields = form();
    fields.set("email", "info.vauclair.example");
    fields.set("text.description.fr", "Presque <script>alert(1)</script>");
    auto response = app_.signed_in(owner_.id).post(edit_address, fields);
    EXPECT_EQ(response.status, 422);
    auto const page = body(response);
    EXPECT_THAT(page, HasSubstr("id=\"email-error\""));
    EXPECT_THAT(page, HasSubstr("value=\"info.vauclair.example\""));
    EXPECT_THAT(page, HasSubstr("Presque &lt;script&gt;"));
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    EXPECT_EQ(stored().version, 1);
}

TEST_P(EditTest, another_site_is_asked_for_by_a_button_that_saves_nothing)
{
    auto fields = form_with("name", "Vauclair & Fils SA");
    fields.set("do", "add_site");
    auto response = app_.signed_in(owner_.id).post(edit_address, fields);
    EXPECT_EQ(response.status, 200);
    auto const page = body(response);
    EXPECT_THAT(page, HasSubstr("site.0.locality"));
    EXPECT_THAT(page, HasSubstr("Vauclair &amp; Fils SA"));
    EXPECT_EQ(stored().name, "Vauclair SA");
}

TEST_P(EditTest, an_unknown_place_is_saved_and_the_nearest_one_suggested)
{
    auto fields = form();
    fields.set("site.0.postcode", "2610");
    fields.set("site.0.locality", "Saint-Imjer");
    auto browser = app_.signed_in(owner_.id);
    auto const response = browser.post(edit_address, fields);
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(stored().sites.at(0).locality, "Saint-Imjer");
    auto const page = get(std::string(*response.header("Location")), browser);
    EXPECT_THAT(page, HasSubstr("Saint-Imier"));
}

TEST_P(EditTest, the_second_of_two_sees_both_versions_and_loses_nothing)
{
    auto mine = form();
    mine.set("phone", "032 000 00 11");
    mine.set("text.description.fr", "Version de l’une.");
    alter(entry_.id, [](Organisation& entry) {
        entry.phone = "+41320000012";
        entry.email = "info@vauclair.example";
    });

    auto browser = app_.signed_in(owner_.id);
    auto response = browser.post(edit_address, mine);
    ASSERT_EQ(response.status, 409);
    auto const page = body(response);
    EXPECT_THAT(page, HasSubstr("+41 32 000 00 11"));
    EXPECT_THAT(page, HasSubstr("+41 32 000 00 12"));
    EXPECT_THAT(page, HasSubstr("Version de l’une."));
    EXPECT_EQ(stored().phone, "+41320000012") << "nothing is written before a choice";

    // The other's mail address stays, of the phone numbers one's own is chosen.
    auto chosen = hidden_fields(page);
    chosen.set("choose.phone", "mine");
    chosen.set("choose.email", "theirs");
    chosen.set("choose.text.description.fr", "mine");
    EXPECT_EQ(browser.post(edit_address, chosen).status, 303);
    auto const entry = stored();
    EXPECT_EQ(entry.phone, "+41320000011");
    EXPECT_EQ(entry.email, "info@vauclair.example");
    EXPECT_EQ(entry.description.find(Lang::fr)->text, "Version de l’une.");
}

TEST_P(EditTest, a_third_one_who_writes_during_the_choice_is_not_overwritten_either)
{
    auto mine = form_with("phone", "032 000 00 11");
    alter(entry_.id, [](Organisation& entry) { entry.phone = "+41320000012"; });
    auto browser = app_.signed_in(owner_.id);
    auto response = browser.post(edit_address, mine);
    auto chosen = hidden_fields(body(response));
    chosen.set("choose.phone", "mine");
    alter(entry_.id, [](Organisation& entry) { entry.phone = "+41320000013"; });
    EXPECT_EQ(browser.post(edit_address, chosen).status, 409);
    EXPECT_EQ(stored().phone, "+41320000013");
}

TEST_P(EditTest, concepts_recognised_in_a_new_text_wait_for_a_yes)
{
    auto fields = form_with("text.offers.fr", "Nous faisons du polissage miroir.");
    auto browser = app_.signed_in(owner_.id);
    auto const response = browser.post(edit_address, fields);
    ASSERT_EQ(response.status, 303);
    auto const waiting = stored().concepts;
    ASSERT_FALSE(waiting.empty());
    EXPECT_EQ(waiting.front().standing, Standing::Proposed);
    auto const address = std::string(*response.header("Location"));
    EXPECT_THAT(address, HasSubstr("/skills"));
    EXPECT_THAT(get(address, browser), HasSubstr("value=\"" + waiting.front().concept_id + "\""));
    EXPECT_EQ(
        browser.post("/en/organisations/vauclair-sa/skills", { { "confirm", waiting.front().concept_id } })
            .status,
        303);
    EXPECT_EQ(stored().concepts.front().standing, Standing::Confirmed);
}

TEST_P(EditTest, a_merged_entry_is_followed_to_its_successor)
{
    auto const old = add(drafted("Vauclair Décolletage"));
    alter(old.id, [&](Organisation& entry) {
        entry.state = State::Merged;
        entry.successor = entry_.id;
    });
    auto const response = app_.signed_in(owner_.id).get("/en/organisations/vauclair-decolletage/edit");
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(*response.header("Location"), edit_address);
}

TEST_P(EditTest, an_edit_in_the_very_moment_of_another_is_refused_by_the_version)
{
    auto const before = stored();
    alter(entry_.id, [](Organisation& entry) { entry.phone = "+41320000012"; });
    auto after = before;
    after.name = "Autre";
    auto const outcome = app_.write([&](db::Transaction& tx) {
        return edit(tx, before, after, *catalogues_->thesaurus(), { .now = app_.now }, app_.random());
    });
    EXPECT_TRUE(outcome.refused());
    EXPECT_EQ(stored().name, "Vauclair SA");
}

} // namespace
} // namespace passerelle::directory
