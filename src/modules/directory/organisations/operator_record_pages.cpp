#include "base/text.hpp"
#include "modules/accounts/access.hpp"
#include "modules/directory/desk/frame_page.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/operator_record.hpp"
#include "modules/directory/organisations/operator_record_view.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/views/operator_record_page.hpp"
#include "platform/i18n/contact.hpp"

namespace passerelle::directory::organisations {
namespace {

using accounts::Action;

/// One operator's room for one organisation.
struct Room {
    accounts::Operator at;
    Organisation entry;
    accounts::Thing thing; ///< the organisation
};

Room enter(accounts::Request const& request, Directory& directory, Action action)
{
    auto at = accounts::acting_operator(request, action);
    auto entry = access::for_staff(request, directory);
    auto thing = request.read(
        [&](db::Reader& reader) { return access::thing_of(reader, entry.id, request.today()); });
    return { std::move(at), std::move(entry), std::move(thing) };
}

std::string address_in(accounts::Request const& request, Room const& room, std::string_view below = "")
{
    return request.address(
        std::string(record_pattern) + std::string(below), { room.at.slug, room.entry.slug });
}

Author author_in(accounts::Request const& request, Room const& room)
{
    return { request.actor().person, room.at.id, request.now() };
}

/// What the noun's form said, and what was wrong with it.
struct Sent {
    std::string section;
    html::SentForm form;
};

http::Response show(accounts::Request const& request, Room const& room, Sent const& sent, int status)
{
    auto const& words = request.words();
    auto const record = request.read(
        [&](db::Reader& reader) { return load_operator_record(reader, room.at.id, room.entry.id); });
    RecordSetting const setting { request, room.at, room.entry.slug,
        request.can(Action::WriteOwnRecords, accounts::Thing::of(room.at.id)), sent.section, sent.form };
    OperatorRecordPage shown_record { .operator_name = room.at.name,
        .name = room.entry.name,
        .state = std::string(words_of(room.entry.state, words)),
        .sections = sections_of(record, setting) };
    if (request.can(Action::DecideOnOrganisation, room.thing)) {
        if (room.entry.state != State::Published)
            shown_record.states.emplace_back(code_of(State::Published), words.tr("Publish"));
        if (room.entry.state != State::Archived)
            shown_record.states.emplace_back(code_of(State::Archived), words.tr("Archive"));
        shown_record.state_send = html::Url(address_in(request, room, "/@state"));
    }
    auto const add = [&](html::Url url, std::string_view label) {
        if (!url.empty())
            shown_record.links.push_back({ .label = std::string(label), .url = std::move(url) });
    };
    add(html::Url(address_of(request, room.entry)), words.tr("Public page"));
    if (request.can(Action::EditOrganisation, room.thing))
        add(html::Url(address_of(request, room.entry, "/@edit")), words.tr("Edit the shared entry"));
    if (request.can(Action::AssignRoles, room.thing))
        add(html::Url(address_of(request, room.entry, "/@people")), words.tr("People of this organisation"));
    auto constexpr changes_pattern = "/{lang}/@desk/{operator}/@changes/{kind}/{entity}";
    add(mounted_url(request, changes_pattern, { room.at.slug, "organisation", room.entry.id.text() }),
        words.tr("Change log of the shared entry"));
    add(mounted_url(request, changes_pattern,
            { room.at.slug, operator_record_kind, operator_record_id(room.at.id, room.entry.id).text() }),
        words.tr("Change log of our own records"));

    auto page = desk_page(request, room.at, room.entry.name);
    say_done(page, request);
    if (!sent.form.errors.empty())
        say(page, html::Notice::Kind::Bad, words.tr("Nothing was saved: see the message beside the field."));
    auto const frame = desk_frame(request, room.at, DeskRoom::Organisations);
    return shown(views::operator_record_page(page, frame, shown_record), status);
}

std::string_view words_of(RecordRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case RecordRefused::NotThere:
        return words.tr("This was removed meanwhile.");
    case RecordRefused::EndsTooEarly:
        return words.tr("The last day is before the first.");
    case RecordRefused::RefTaken:
        return words.tr("Another organisation has this reference.");
    }
    return {};
}

std::string_view field_of(RecordRefused refused)
{
    switch (refused) {
    case RecordRefused::NotThere:
        return "number";
    case RecordRefused::EndsTooEarly:
        return "until";
    case RecordRefused::RefTaken:
        return "ref";
    }
    return {};
}

/// Reads one posted form of a section.
struct FormReader {
    accounts::Request const& request;
    Sent sent;

    bool removes() const { return sent.form.fields.text("do") == "remove"; }

    template<class ItemId>
    std::optional<ItemId> id() const
    {
        auto const text = sent.form.fields.text("id");
        if (text.empty())
            return ItemId();
        return ItemId::parse(text);
    }

    std::string text(std::string_view name, std::size_t length_max, bool lines = false)
    {
        std::string result;
        for (auto const c : trim(sent.form.fields.text(name)))
            if (c != '\r')
                result += static_cast<unsigned char>(c) < 0x20 && !(lines && c == '\n') ? ' ' : c;
        if (count_characters(result) > length_max)
            refuse(name,
                i18n::fill(request.words().tr("At most {limit} characters."),
                    { { "limit", std::to_string(length_max) } }));
        return result;
    }

    std::optional<LocalDate> date(std::string_view name)
    {
        auto const written = trim(sent.form.fields.text(name));
        auto const day = LocalDate::parse(written);
        if (!day && !written.empty())
            refuse(name, request.words().tr("This day does not exist. Right would be 2028-03-31."));
        return day;
    }

    void refuse(std::string_view name, std::string_view message) { sent.form.errors.add(name, message); }
    bool ok() const { return sent.form.errors.empty(); }
};

http::Response answer(accounts::Request const& request, Room const& room, FormReader& form,
    Outcome<Done, RecordRefused> const& outcome)
{
    if (!outcome.refused())
        return done(address_in(request, room));
    form.refuse(field_of(outcome.refusal()), words_of(outcome.refusal(), request.words()));
    return show(request, room, form.sent, 422);
}

/// Removes or saves what the form is about; `item` is complete but for its identity.
template<class Item>
http::Response save_item(accounts::Request const& request, Room const& room, FormReader& form, Item item)
{
    using ItemId = decltype(item.id);
    auto const id = form.id<ItemId>();
    if (!id)
        accounts::not_found();
    auto const author = author_in(request, room);
    if (form.removes()) {
        request.write(
            [&](db::Transaction& tx) { directory::remove(tx, room.at.id, room.entry.id, *id, author); });
        return done(address_in(request, room));
    }
    if (!form.ok())
        return show(request, room, form.sent, 422);
    item.id = *id;
    item.organisation = room.entry.id;
    item.operator_id = room.at.id;
    return answer(request, room, form, request.write([&](db::Transaction& tx) {
        return directory::save(tx, item, author, request.random());
    }));
}

FormReader form_of(accounts::Request const& request, std::string_view section)
{
    return { request, { std::string(section), { request.form().fields, {} } } };
}

} // namespace

http::Response operator_record_page(Directory& directory, accounts::Request& request)
{
    return show(request, enter(request, directory, Action::ReadOwnRecords), {}, 200);
}

http::Response save_membership(Directory& directory, accounts::Request& request)
{
    auto const room = enter(request, directory, Action::WriteOwnRecords);
    auto form = form_of(request, "memberships");
    Membership membership {};
    membership.number = form.text("number", 60);
    membership.category = form.text("category", 120);
    membership.since = form.date("since");
    membership.until = form.date("until");
    return save_item(request, room, form, membership);
}

http::Response save_note(Directory& directory, accounts::Request& request)
{
    auto const room = enter(request, directory, Action::WriteOwnRecords);
    auto form = form_of(request, "notes");
    OperatorNote note {};
    note.label = form.text("label", 120);
    note.text = form.text("text", 10'000, true);
    if (note.text.empty() && !form.removes())
        form.refuse("text", request.words().tr("The note is empty."));
    return save_item(request, room, form, note);
}

http::Response save_contact(Directory& directory, accounts::Request& request)
{
    auto const room = enter(request, directory, Action::WriteOwnRecords);
    auto const& words = request.words();
    auto form = form_of(request, "contacts");
    OperatorContact contact {};
    contact.name = form.text("name", 120);
    contact.role = form.text("role", 120);
    auto const email = form.text("email", 254);
    auto const phone = form.text("phone", 40);
    contact.email = email.empty() ? "" : i18n::normalise_email(email).value_or("");
    contact.phone = phone.empty() ? "" : i18n::normalise_phone(phone).value_or("");
    contact.lang = Lang::parse(form.sent.form.fields.text("lang")).value_or(room.entry.lang);
    if (!email.empty() && contact.email.empty())
        form.refuse("email", words.tr("This is not a mail address. Right would be anna.meier@example.ch."));
    if (!phone.empty() && contact.phone.empty())
        form.refuse("phone", words.tr("This is not a phone number. Right would be 032 322 12 34."));
    if (contact.name.empty() && email.empty() && phone.empty() && !form.removes())
        form.refuse("name", words.tr("The name is missing."));
    return save_item(request, room, form, contact);
}

http::Response save_ref(Directory& directory, accounts::Request& request)
{
    auto const room = enter(request, directory, Action::WriteOwnRecords);
    auto form = form_of(request, "refs");
    auto const ref = form.text("ref", 120);
    auto const author = author_in(request, room);
    if (form.removes()) {
        request.write([&](db::Transaction& tx) { remove_ref(tx, room.at.id, room.entry.id, ref, author); });
        return done(address_in(request, room));
    }
    if (ref.empty())
        form.refuse("ref", request.words().tr("The reference is missing."));
    if (!form.ok())
        return show(request, room, form.sent, 422);
    return answer(request, room, form, request.write([&](db::Transaction& tx) {
        return add_ref(tx, room.at.id, room.entry.id, ref, author);
    }));
}

http::Response save_state(Directory& directory, accounts::Request& request)
{
    auto const room = enter(request, directory, Action::WriteOwnRecords);
    request.require(Action::DecideOnOrganisation, room.thing);
    auto const order = request.form().fields.text("state");
    auto const publishes = order == code_of(State::Published);
    if (!publishes && order != code_of(State::Archived))
        accounts::not_found();
    auto const outcome = request.write([&](db::Transaction& tx) {
        return set_state(tx, room.entry, publishes ? State::Published : State::Archived,
            author_in(request, room), request.random());
    });
    if (outcome.refused())
        return http::Response::see_other(address_in(request, room));
    return done(address_in(request, room));
}

} // namespace passerelle::directory::organisations
