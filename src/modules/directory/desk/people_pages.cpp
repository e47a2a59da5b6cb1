#include "modules/accounts/role_words.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/desk/people.hpp"
#include "modules/directory/desk/views/desk_people_page.hpp"
#include "platform/documents/csv.hpp"
#include "platform/documents/xlsx.hpp"
#include "platform/i18n/format.hpp"

#include <array>

namespace passerelle::directory::desk {
namespace {

constexpr auto* people_pattern = "/{lang}/@desk/{operator}/@people";
constexpr int file_rows_max = 20'000;

using i18n::message;
constexpr std::array column_labels { message("Name"), message("Organisation"), message("Role"),
    message("Function"), message("Language"), message("E-mail"), message("Phone") };

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
        table.columns.push_back({ .label = tr(label) });
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
    auto const filter = PeopleFilter::read(request.query());
    auto const asked = request.page_request();
    auto const part = request.read(
        [&](db::Reader& reader) { return people(reader, at.id, request.today(), filter, asked); });
    auto const tr = words_in(request);
    auto const address = request.address(people_pattern, { at.slug });
    auto const start = html::Url(http::address_of(address, filter.query()));
    auto const file = html::Url(http::address_of(
        request.address("/{lang}/@desk/{operator}/@people/@list", { at.slug }), filter.query()));
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

http::Response people_file(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const filter = PeopleFilter::read(request.query());
    std::vector<std::vector<documents::Cell>> rows;
    PageRequest asked { .limit = 200, .after = {} };
    do {
        auto const part = request.read(
            [&](db::Reader& reader) { return people(reader, at.id, request.today(), filter, asked); });
        for (auto const& person : part.items)
            rows.push_back({ person.name, person.organisation_name,
                std::string(accounts::words_of(person.role, request.words())), person.title,
                i18n::lang_name(person.lang, request.lang()), person.email, person.phone });
        asked.after = part.next;
    } while (!asked.after.empty() && rows.size() < file_rows_max);
    std::vector<documents::SheetColumn> columns;
    auto const tr = words_in(request);
    for (auto const label : column_labels)
        columns.push_back({ tr(label), 24 });
    documents::Sheet const sheet { tr("People"), std::move(columns), documents::rows_of(std::move(rows)) };
    auto const name = at.slug + "-" + request.today().text();
    if (request.query().text("format") == "csv")
        return http::Response::download(name + ".csv", "text/csv; charset=utf-8", documents::to_csv(sheet));
    return http::Response::download(name + ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", documents::to_xlsx(sheet));
}

} // namespace passerelle::directory::desk
