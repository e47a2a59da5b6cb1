#include "modules/directory/organisations/everything.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/tests/organisations_house.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class OperatorRecordTest : public OrganisationsHouse {
protected:
    static constexpr auto* address = "/en/desk/chamber/organisations/vauclair-sa";

    OperatorRecord record(OperatorId at)
    {
        return app_.read([&](db::Reader& reader) { return load_operator_record(reader, at, entry_.id); });
    }
    OperatorRecord record() { return record(chamber_.id); }
    int post(std::string const& below, std::initializer_list<std::pair<char const*, std::string>> fields)
    {
        return app_.signed_in(manager_.id).post(address + below, fields).status;
    }
    std::vector<std::string> log(OperatorId at)
    {
        auto const id = operator_record_id(at, entry_.id);
        std::vector<std::string> actions;
        for (auto const& entry : app_.read([&](db::Reader& reader) {
                                         return changes::of_entity(reader, operator_record_kind, id, {});
                                     })
                                     .items)
            actions.push_back(entry.action);
        return actions;
    }
};

PASSERELLE_ON_BOTH_ENGINES(OperatorRecordTest);

TEST_P(OperatorRecordTest, memberships_notes_contacts_and_refs_are_added_changed_and_removed)
{
    EXPECT_EQ(post("/memberships",
                  { { "number", "RP-1" }, { "category", "A" }, { "since", "2009-01-01" },
                      { "until", "2012-12-31" } }),
        303);
    EXPECT_EQ(post("/notes", { { "label", "Visit" }, { "text", "Line\r\ntwo" } }), 303);
    EXPECT_EQ(post("/contacts",
                  { { "name", "Noémie" }, { "email", "N@Vauclair.example" }, { "phone", "032 322 12 34" },
                      { "lang", "fr" } }),
        303);
    EXPECT_EQ(post("/references", { { "ref", "M000412" } }), 303);
    auto kept = record();
    ASSERT_EQ(kept.memberships.size(), 2u) << "with the one of the beginning";
    ASSERT_EQ(kept.notes.size(), 1u);
    EXPECT_EQ(kept.notes[0].text, "Line\ntwo");
    EXPECT_EQ(kept.notes[0].written_by, manager_.id);
    ASSERT_EQ(kept.contacts.size(), 1u);
    EXPECT_EQ(kept.contacts[0].phone, "+41323221234");
    EXPECT_THAT(kept.refs, ElementsAre("M000412"));

    EXPECT_EQ(post("/notes", { { "id", kept.notes[0].id.text() }, { "text", "Changed" } }), 303);
    EXPECT_EQ(record().notes.at(0).text, "Changed");
    EXPECT_EQ(post("/notes", { { "id", kept.notes[0].id.text() }, { "do", "remove" } }), 303);
    EXPECT_EQ(post("/references", { { "ref", "M000412" }, { "do", "remove" } }), 303);
    EXPECT_EQ(post("/contacts", { { "id", kept.contacts[0].id.text() }, { "do", "remove" } }), 303);
    EXPECT_THAT(record().notes, IsEmpty());
    EXPECT_THAT(record().contacts, IsEmpty());
    EXPECT_THAT(record().refs, IsEmpty());
    EXPECT_THAT(log(chamber_.id),
        ElementsAre("contact.removed", "ref.removed", "note.removed", "note.edited", "ref.added",
            "contact.added", "note.added", "membership.added"));
}

TEST_P(OperatorRecordTest, another_operators_staff_neither_see_nor_change_them)
{
    post("/notes", { { "text", "Confidential" } });
    auto const note = record().notes.at(0);
    auto const other = app_.an_operator("other", "Other");
    join(entry_.id, other.id);
    auto browser = app_.signed_in(app_.staff(other.id, OperatorRole::Administrator, "a@other.example").id);
    EXPECT_EQ(browser.get(address).status, 404);
    EXPECT_EQ(browser.post(std::string(address) + "/notes", { { "text", "Mine now" } }).status, 404);
    EXPECT_THAT(get("/en/desk/other/organisations/vauclair-sa", browser), Not(HasSubstr("Confidential")));

    // Not by another operator's address either.
    auto const own = std::string("/en/desk/other/organisations/vauclair-sa/notes");
    EXPECT_EQ(browser.post(own, { { "id", note.id.text() }, { "text", "Overwritten" } }).status, 422);
    EXPECT_EQ(browser.post(own, { { "id", note.id.text() }, { "do", "remove" } }).status, 303);
    EXPECT_EQ(record().notes.at(0).text, "Confidential");
    EXPECT_THAT(log(other.id), IsEmpty());
    EXPECT_NE(operator_record_id(other.id, entry_.id), operator_record_id(chamber_.id, entry_.id));
}

TEST_P(OperatorRecordTest, members_and_the_public_do_not_get_in)
{
    EXPECT_EQ(app_.signed_in(owner_.id).get(address).status, 404);
    EXPECT_EQ(app_.anonymous().get(address).status, 303);
}

TEST_P(OperatorRecordTest, viewers_read_and_do_not_write)
{
    post("/notes", { { "text", "To be read" } });
    auto browser = app_.signed_in(app_.staff(chamber_.id, OperatorRole::Viewer, "v@chamber.example").id);
    auto const page = get(address, browser);
    EXPECT_THAT(page, HasSubstr("To be read"));
    EXPECT_THAT(page, Not(HasSubstr("<textarea")));
    EXPECT_EQ(browser.post(std::string(address) + "/notes", { { "text", "x" } }).status, 404);
}

TEST_P(OperatorRecordTest, bad_input_is_refused_and_kept_in_the_form)
{
    auto browser = app_.signed_in(manager_.id);
    auto response = browser.post(
        std::string(address) + "/memberships", { { "number", "RP-9" }, { "since", "2026-02-30" } });
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(body(response), HasSubstr("value=\"RP-9\""));
    EXPECT_EQ(post("/memberships", { { "since", "2020-01-02" }, { "until", "2020-01-01" } }), 422);
    EXPECT_EQ(post("/notes", { { "text", "" } }), 422);
    EXPECT_EQ(post("/notes", { { "text", std::string(10'001, 'x') } }), 422);
    EXPECT_EQ(post("/contacts", { { "name", "N" }, { "email", "none" } }), 422);
    EXPECT_EQ(record().memberships.size(), 1u);
}

TEST_P(OperatorRecordTest, a_reference_belongs_to_one_organisation)
{
    auto const other = add(drafted("Autre SA"));
    app_.write([&](db::Transaction& tx) { store::set_ref(tx, chamber_.id, "M1", other.id); });
    EXPECT_EQ(post("/references", { { "ref", "M1" } }), 422);
    EXPECT_EQ(app_.read([&](db::Reader& reader) { return store::find_by_ref(reader, chamber_.id, "M1"); }),
        other.id);
}

TEST_P(OperatorRecordTest, a_membership_tells_the_index_without_saying_what)
{
    auto const before = app_.read([](db::Reader& reader) { return changes::last_seq(reader); });
    post("/memberships", { { "number", "SECRET-7" }, { "since", "2020-01-01" } });
    auto const entries = app_.read([&](db::Reader& reader) { return changes::after(reader, before, 10); });
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[1].entity_kind, "organisation");
    EXPECT_EQ(entries[1].entity, entry_.id.uuid());
    EXPECT_THAT(entries[1].after.value_or(""), Not(HasSubstr("SECRET-7")));
}

TEST_P(OperatorRecordTest, the_entry_is_archived_and_published_by_a_responsible_manager_only)
{
    auto const other = app_.an_operator("other", "Other");
    auto const foreign = app_.staff(other.id, OperatorRole::Manager, "m@other.example");
    EXPECT_EQ(app_.signed_in(foreign.id)
                  .post("/en/desk/other/organisations/vauclair-sa/state", { { "state", "archived" } })
                  .status,
        404);
    EXPECT_EQ(post("/state", { { "state", "merged" } }), 404);
    EXPECT_EQ(post("/state", { { "state", "archived" } }), 303);
    EXPECT_EQ(stored().state, State::Archived);
    EXPECT_EQ(status("/en/organisations/vauclair-sa"), 404);
    EXPECT_EQ(post("/state", { { "state", "published" } }), 303);
    EXPECT_EQ(stored().state, State::Published);
}

TEST_P(OperatorRecordTest, everything_of_an_organisation_is_listed_and_of_one_operator_only_its_own)
{
    post("/notes", { { "text", "Ours" } });
    auto const other = app_.an_operator("other", "Other");
    join(entry_.id, other.id);
    auto const all
        = app_.read([&](db::Reader& reader) { return everything_of(reader, entry_.id, app_.today()); });
    ASSERT_TRUE(all);
    EXPECT_EQ(all->operators.size(), 2u);
    EXPECT_EQ(all->people.size(), 1u);
    auto const own = app_.read(
        [&](db::Reader& reader) { return everything_of(reader, entry_.id, app_.today(), other.id); });
    ASSERT_EQ(own->operators.size(), 1u);
    EXPECT_THAT(own->operators[0].record.notes, IsEmpty());
}

} // namespace
} // namespace passerelle::directory
