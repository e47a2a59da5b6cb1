#include "base/text.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/conflict_page.hpp"
#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/entry_page.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/organisations/views/entry_edit_page.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

/// Keeps alive what the form's setting refers to.
struct Sitting {
    std::shared_ptr<search::Thesaurus const> thesaurus;
    FormSetting setting;

    Sitting(Directory& directory, accounts::Request const& request, Organisation const& entry)
        : thesaurus(directory.catalogues.thesaurus()),
          setting { request.words(), request.lang(), text_langs(directory.installation.langs, entry),
              *thesaurus }
    {
    }
};

http::Response show_form(
    accounts::Request const& request, access::Reached const& reached, EntryPage entry, int status)
{
    auto const& organisation = reached.organisation;
    auto page = form_page(request,
        i18n::fill(request.words().tr("Edit {name}"), { { "name", organisation.name } }), organisation);
    say_done(page, request);
    entry.send = html::Url(address_of(request, organisation, "/@edit"));
    entry.back = html::Url(address_of(request, organisation));
    entry.confirm = html::Url(address_of(request, organisation, "/@confirm"));
    entry.people = html::Url(address_of(request, organisation, "/@people"));
    entry.may_confirm = !entry.changed && organisation.state == State::Published
        && request.can(accounts::Action::ConfirmOrganisation, reached.thing);
    entry.may_assign = request.can(accounts::Action::AssignRoles, reached.thing);
    return shown(views::entry_edit_page(page, entry), status);
}

/// The form again as it was sent, with its messages. What it was based on stays what it was.
http::Response show_again(accounts::Request const& request, access::Reached const& reached,
    http::Fields fields, EntryRead const& read, FormSetting const& setting)
{
    auto const order = std::string(fields.text("do"));
    for (auto const facet : all_facets)
        if (read.errors.of(add_name(facet)).empty())
            fields.set(add_name(facet), "");
    auto entry = entry_page_of(fields, read, setting, order == "add_site" ? 1 : 0);
    entry.version = static_cast<int>(parse_integer(fields.text("version")).value_or(0));
    entry.marks = fields.text("marks");
    entry.changed = true;
    return show_form(request, reached, std::move(entry), read.errors.empty() ? 200 : 422);
}

void take_choices(
    Organisation& mine, Organisation const& theirs, http::Fields const& sent, FormSetting const& setting)
{
    constexpr std::string_view prefix = "choose.";
    for (auto const& field : sent)
        if (field.name.starts_with(prefix) && field.value == "theirs")
            take_part(mine, theirs, std::string_view(field.name).substr(prefix.size()), setting);
}

bool waits_for_answers(Organisation const& entry)
{
    return std::any_of(entry.concepts.begin(), entry.concepts.end(),
        [](ClaimedConcept const& claimed) { return claimed.standing == Standing::Proposed; });
}

bool has_unknown_place(Organisation const& entry)
{
    return std::any_of(entry.sites.begin(), entry.sites.end(),
        [](Site const& site) { return site.country == "CH" && site.place_id.empty(); });
}

http::Response after_saving(
    accounts::Request const& request, Organisation const& before, Organisation const& saved)
{
    if (has_unknown_place(saved) && before.sites != saved.sites)
        return done(address_of(request, saved, "/@edit"));
    if (waits_for_answers(saved) && before.concepts != saved.concepts)
        return done(address_of(request, saved, "/@concepts"));
    return done(address_of(request, saved));
}

} // namespace

http::Response edit_page(Directory& directory, accounts::Request& request)
{
    auto const reached = access::editable(request, directory);
    auto const& entry = reached.organisation;
    if (reached.moved)
        return http::Response::see_other(address_of(request, entry, "/@edit"));
    Sitting const sitting(directory, request, entry);
    auto page = entry_page_of(form_of(entry, sitting.setting), { entry, entry, {}, {} }, sitting.setting);
    page.version = entry.version;
    page.marks = marks_of(parts_of(entry, sitting.setting));
    return show_form(request, reached, std::move(page), 200);
}

http::Response save_entry(Directory& directory, accounts::Request& request)
{
    auto const reached = access::editable(request, directory);
    auto const& theirs = reached.organisation;
    Sitting const sitting(directory, request, theirs);
    auto const& sent = request.form().fields;
    auto read = read_entry(sent, theirs, sitting.setting);
    if (!read.errors.empty() || !sent.text("do").empty())
        return show_again(request, reached, sent, read, sitting.setting);

    take_choices(read.entry, theirs, sent, sitting.setting);
    auto const based_on = parse_integer(sent.text("version"));
    if (based_on != theirs.version)
        return conflict_page(request, theirs, { read.entry, sent, sent.text("marks") }, sitting.setting);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return edit(tx, theirs, read.entry, *sitting.thesaurus, author_of(request), request.random());
    });
    if (outcome)
        return after_saving(request, theirs, *outcome);
    switch (outcome.refusal()) {
    case WriteRefused::ChangedMeanwhile:
        break;
    }
    auto const now = access::editable(request, directory).organisation;
    return conflict_page(request, now, { read.entry, sent, sent.text("marks") }, sitting.setting);
}

} // namespace passerelle::directory::organisations
