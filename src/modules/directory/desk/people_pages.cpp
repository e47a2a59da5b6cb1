#include "modules/accounts/role_words.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/desk/people_form.hpp"
#include "modules/directory/desk/views/desk_people_page.hpp"
#include "platform/i18n/format.hpp"

#include <array>

namespace passerelle::directory::desk {
namespace {

constexpr auto* people_pattern = "/{lang}/@desk/{operator}/@people";

using i18n::message;
constexpr std::array column_labels { message("Name"), message("Organisation"), message("Role"),
    message("Function"), message("Language"), message("E-mail"), message("Phone") };

/// A phone shows who it is and how to reach them.
bool is_secondary(std::string_view label)
{
    return label == "Role" || label == "Function" || label == "Language";
}

std::vector<html::ChoiceField> choices_of(
    accounts::Request const& request, PeopleFilter const& filter, Langs const& langs)
{
    auto const tr = words_in(request);
    std::vector<html::Choice> roles, spoken;
    using accounts::OrganisationRole;
    for (auto const role : { OrganisationRole::Owner, OrganisationRole::Editor, OrganisationRole::Delegate })
        roles.push_back(choice(accounts::code_of(role), accounts::words_of(role, request.words()),
            filter.role ? accounts::code_of(*filter.role) : ""));
    for (auto const lang : langs)
        spoken.push_back(choice(
            lang.code(), i18n::lang_name(lang, request.lang()), filter.lang ? filter.lang->code() : ""));
    auto const all = tr("all");
    return {
        { .name = "role", .label = tr("Role"), .choices = std::move(roles), .blank = all, .id = "f-role" },
        { .name = "lang",
            .label = tr("Language"),
            .choices = std::move(spoken),
            .blank = all,
            .id = "f-lang" }
    };
}

html::Table table_of_people(
    accounts::Request const& request, accounts::Operator const& at, std::vector<ListedPerson> const& people)
{
    using html::Html;
    auto const tr = words_in(request);
    html::Table table;
    table.caption = tr("People");
    for (auto const label : column_labels)
        table.columns.push_back({ .label = tr(label), .hidden_on_phone = is_secondary(label) });
    for (auto const& person : people)
        table.rows.push_back(
            { .cells = { Html::escaped(person.name),
                  html::link(desk_entry_url(request, at, person.organisation_slug), person.organisation_name),
                  Html::escaped(accounts::words_of(person.role, request.words())),
                  Html::escaped(person.title), Html::escaped(i18n::lang_name(person.lang, request.lang())),
                  person.email.empty() ? Html() : html::link(html::Url::mailto(person.email), person.email),
                  Html::escaped(person.phone) } });
    return table;
}

} // namespace

http::Response people_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const filter = people_filter_of(request.query());
    auto const asked = request.page_request();
    auto const part = request.read(
        [&](db::Reader& reader) { return people(reader, at.id, request.today(), filter, asked); });
    auto const tr = words_in(request);
    auto const address = request.address(people_pattern, { at.slug });
    auto const start = html::Url(http::address_of(address, query_of(filter)));
    auto const file = html::Url(http::address_of(
        request.address("/{lang}/@desk/{operator}/@people/@list", { at.slug }), query_of(filter)));
    PeoplePage list {
        .frame = desk_frame(request, at, DeskRoom::People),
        .action = html::Url(address),
        .text = { .name = "q", .label = tr("Name or e-mail"), .value = filter.text, .id = "f-q" },
        .choices = choices_of(request, filter, directory.installation.langs),
        .table = table_of_people(request, at, part.items),
        .pager = { .previous = asked.after.empty() ? html::Url() : start,
            .next = part.next.empty() ? html::Url() : start.with("after", part.next) },
        .xlsx = file.with("format", "xlsx"),
        .csv = file.with("format", "csv"),
    };
    auto const page = desk_page(request, at, request.words().tr("People"));
    return shown(views::desk_people_page(page, list));
}

http::Response people_file(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const& words = request.words();
    auto const read = [&directory, at = at.id, today = request.today(),
                          filter = people_filter_of(request.query())](PageRequest const& part) {
        return directory.database.read(
            [&](db::Reader& reader) { return people(reader, at, today, filter, part); });
    };
    std::vector<documents::SheetColumn> columns;
    for (auto const label : column_labels)
        columns.push_back({ std::string(words.tr(label)), 24 });
    auto next = [&words, next_person = in_pages<ListedPerson>(read)](std::vector<documents::Cell>& cells) {
        ListedPerson person;
        if (!next_person(person))
            return false;
        cells = { person.name, person.organisation_name, std::string(accounts::words_of(person.role, words)),
            person.title, i18n::lang_name(person.lang, words.lang()), person.email, person.phone };
        return true;
    };
    return file_of(at.slug + "-" + request.today().text(), table_file(request.query().text("format")),
        { std::string(words.tr("People")), std::move(columns), std::move(next) });
}

} // namespace passerelle::directory::desk
