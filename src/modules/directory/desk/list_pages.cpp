#include "modules/directory/desk/list_rows.hpp"
#include "modules/directory/desk/members.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/desk/saved_views.hpp"
#include "modules/directory/desk/views/desk_organisations_page.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::desk {
namespace {

constexpr auto* list_pattern = "/{lang}/@desk/{operator}/@organisations";

html::ChoiceField field(
    std::string_view name, std::string label, std::string blank, std::vector<html::Choice> choices)
{
    return { .name = std::string(name),
        .label = std::move(label),
        .choices = std::move(choices),
        .blank = std::move(blank),
        .id = "f-" + std::string(name) };
}

std::vector<html::Choice> place_choices(ListFilter const& filter, Lang lang)
{
    std::vector<html::Choice> choices;
    for (auto const& place : Places::all().list())
        if (place.type != Place::Type::Area)
            choices.push_back(choice(place.id, place.name(lang), filter.place));
    std::sort(choices.begin(), choices.end(), [](auto const& a, auto const& b) { return a.label < b.label; });
    return choices;
}

std::vector<html::Choice> lang_choices(Langs const& langs, std::optional<Lang> chosen, Lang reader)
{
    std::vector<html::Choice> choices;
    for (auto const lang : langs)
        choices.push_back(choice(lang.code(), i18n::lang_name(lang, reader), chosen ? chosen->code() : ""));
    return choices;
}

std::vector<html::ChoiceField> choices_of(accounts::Request const& request, ListFilter const& filter,
    std::vector<std::string> const& categories, Langs const& langs)
{
    auto const tr = words_in(request);
    auto const& words = request.words();
    auto const kind = filter.kind ? code_of(*filter.kind) : "";
    std::vector<html::Choice> kinds, states, used;
    for (auto const one : { Kind::Company, Kind::Training, Kind::Association, Kind::Public })
        kinds.push_back(choice(code_of(one), words_of(one, words), kind));
    for (auto const one : { State::Published, State::Proposed, State::Archived })
        states.push_back(choice(code_of(one), words_of(one, words), code_of(filter.state)));
    for (auto const& one : categories)
        used.push_back(choice(one, one, filter.category));
    std::vector<html::ChoiceField> fields {
        field("of", tr("Which"), "",
            { choice("", tr("our members"), filter.members_only ? "" : "all"),
                choice("all", tr("all organisations"), filter.members_only ? "" : "all") }),
        field("kind", tr("Kind"), tr("all"), std::move(kinds)),
        field("state", tr("State"), "", std::move(states)),
        field("place", tr("Place or region"), tr("all"), place_choices(filter, request.lang())),
        field("lang", tr("First language"), tr("all"), lang_choices(langs, filter.lang, request.lang())),
        field(
            "open", tr("Text open in"), tr("no matter"), lang_choices(langs, filter.open_in, request.lang())),
    };
    if (!used.empty())
        fields.insert(fields.begin() + 3, field("category", tr("Category"), tr("all"), std::move(used)));
    return fields;
}

std::vector<html::Checkbox> boxes_of(accounts::Request const& request, ListFilter const& filter)
{
    auto const tr = words_in(request);
    auto const box = [&](std::string name, std::string label, bool checked) {
        return html::Checkbox {
            .name = name, .label = std::move(label), .checked = checked, .id = "f-" + name
        };
    };
    return { box("unconfirmed", tr("Not confirmed for a year"), filter.unconfirmed),
        box("no_email", tr("Without e-mail"), filter.without_email),
        box("expiring", tr("Certification runs out"), filter.expiring) };
}

/// What the filter says, in words, with each condition's name in the address.
std::vector<std::pair<std::string, std::string>> conditions(
    accounts::Request const& request, ListFilter const& filter)
{
    auto const tr = words_in(request);
    auto const& words = request.words();
    std::vector<std::pair<std::string, std::string>> said;
    auto const add = [&](bool holds, std::string name, auto const& text) {
        if (holds)
            said.emplace_back(std::move(name), text());
    };
    add(!filter.members_only, "of", [&] { return tr("all organisations"); });
    add(!filter.text.empty(), "q", [&] { return filter.text; });
    add(filter.kind.has_value(), "kind", [&] { return std::string(words_of(*filter.kind, words)); });
    add(filter.state != State::Published, "state",
        [&] { return std::string(words_of(filter.state, words)); });
    add(!filter.category.empty(), "category", [&] { return filter.category; });
    add(!filter.place.empty(), "place",
        [&] { return std::string(Places::all().find(filter.place)->name(request.lang())); });
    add(filter.lang.has_value(), "lang", [&] { return i18n::lang_name(*filter.lang, request.lang()); });
    add(filter.open_in.has_value(), "open", [&] {
        return html::Tr(words)(
            "text open in {language}", { { "language", i18n::lang_name(*filter.open_in, request.lang()) } });
    });
    add(filter.unconfirmed, "unconfirmed", [&] { return tr("Not confirmed for a year"); });
    add(filter.without_email, "no_email", [&] { return tr("Without e-mail"); });
    add(filter.expiring, "expiring", [&] { return tr("Certification runs out"); });
    return said;
}

std::vector<FilterChip> chips_of(
    accounts::Request const& request, ListFilter const& filter, std::string const& list)
{
    std::vector<FilterChip> chips;
    for (auto& [name, text] : conditions(request, filter)) {
        auto query = query_of(filter);
        query.remove(name);
        chips.push_back({ std::move(text), html::Url(http::address_of(list, query)) });
    }
    return chips;
}

std::vector<ViewChip> view_chips(accounts::Request const& request, accounts::Operator const& at,
    std::vector<SavedView> const& saved, std::string const& list, std::string const& query)
{
    std::vector<ViewChip> chips;
    for (auto const& view : saved)
        chips.push_back({ view.name, html::Url(view.query.empty() ? list : list + "?" + view.query),
            view.query == query,
            html::Url(request.address("/{lang}/@desk/{operator}/@views/{view}", { at.slug, view.id.text() })),
            html::Url(request.address(
                "/{lang}/@desk/{operator}/@views/{view}/@removal", { at.slug, view.id.text() })) });
    return chips;
}

html::ChoiceField bulk_actions(accounts::Request const& request)
{
    auto const tr = words_in(request);
    return { .name = "action",
        .label = tr("Action"),
        .choices = { choice("ask", tr("Ask for confirmation"), ""), choice("archive", tr("Archive"), ""),
            choice("publish", tr("Publish"), ""),
            choice("category", tr("Set the category of membership"), ""),
            choice("export-xlsx", tr("Export as Excel (XLSX)"), ""),
            choice("export-csv", tr("Export as CSV"), "") } };
}

void say_done(html::Page& page, accounts::Request const& request)
{
    auto const code = request.query().text("done");
    auto const n = std::string(request.query().text("n"));
    html::Tr const tr(request.words());
    using Kind = html::Notice::Kind;
    if (code == "bulk")
        say(page, Kind::Good, tr("Done for {n} of the organisations selected.", { { "n", n } }));
    else if (code == "bulk-none")
        say(page, Kind::Warn, std::string(tr("Nothing was done: tick organisations that you may change.")));
    else if (code == "view")
        say(page, Kind::Good, std::string(tr("The saved views are changed.")));
    else if (code == "view-name")
        say(page, Kind::Bad, std::string(tr("A view needs a name of at most 60 characters.")));
    else if (code == "view-many")
        say(page, Kind::Bad, std::string(tr("There are 30 views already: delete one first.")));
    else if (code == "view-gone")
        say(page, Kind::Warn, std::string(tr("This view is not there any more.")));
}

html::Pager pager_of(std::string const& list, ListFilter const& filter, PageRequest const& asked,
    Page<OrganisationId> const& part)
{
    html::Pager pager;
    auto const start = html::Url(http::address_of(list, query_of(filter)));
    if (!asked.after.empty())
        pager.previous = start;
    if (!part.next.empty())
        pager.next = start.with("after", part.next);
    return pager;
}

struct Read {
    Page<OrganisationId> part;
    std::vector<ListedOrganisation> listed;
    std::vector<SavedView> views;
    std::vector<std::string> categories;
};

} // namespace

http::Response organisations_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const filter = list_filter_of(request.query());
    auto const context = list_context(request, at);
    auto const asked = request.page_request();
    auto const read = request.read([&](db::Reader& reader) {
        auto part = list(reader, directory.finder, context, filter, asked);
        auto listed = load_listed(reader, context, part.items);
        return Read { std::move(part), std::move(listed), saved_views(reader, at.id),
            categories(reader, at.id) };
    });
    auto const tr = words_in(request);
    auto page = desk_page(request, at, tr("Organisations"));
    say_done(page, request);
    auto const& langs = directory.installation.langs;
    auto const address = request.address(list_pattern, { at.slug });
    auto const query = query_of(filter).encoded();
    auto const file = html::Url(http::address_of(
        request.address("/{lang}/@desk/{operator}/@organisations/@list", { at.slug }), query_of(filter)));
    OrganisationsPage shown_list {
        .frame = desk_frame(request, at, DeskRoom::Organisations),
        .views = view_chips(request, at, read.views, address, query),
        .chips = chips_of(request, filter, address),
        .action = html::Url(address),
        .text = { .name = "q", .label = tr("Name or number"), .value = filter.text, .id = "f-q" },
        .choices = choices_of(request, filter, read.categories, langs),
        .boxes = boxes_of(request, filter),
        .sort = std::string(query_of(filter).text("sort")),
        .may_write = request.can(accounts::Action::WriteOwnRecords, accounts::Thing::of(at.id)),
        .bulk = html::Url(request.address("/{lang}/@desk/{operator}/@organisations/@bulk", { at.slug })),
        .bulk_action = bulk_actions(request),
        .bulk_category = { .name = "category", .label = tr("Category") },
        .back = query,
        .table = list_table(page, request, at, read.listed, filter, html::Url(address), langs),
        .pager = pager_of(address, filter, asked, read.part),
        .xlsx = file.with("format", "xlsx"),
        .csv = file.with("format", "csv"),
        .save_view = html::Url(request.address("/{lang}/@desk/{operator}/@views", { at.slug })),
        .view_name = { .name = "name",
            .label = tr("Name of the view"),
            .required = true,
            .length_max = view_name_characters_max,
            .id = "view-name" },
    };
    if (shown_list.may_write)
        shown_list.table.selection = "id";
    return shown(views::desk_organisations_page(page, shown_list));
}

} // namespace passerelle::directory::desk
