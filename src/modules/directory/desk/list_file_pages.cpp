#include "modules/directory/desk/file_page.hpp"
#include "modules/directory/desk/list_rows.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/imports/columns.hpp"
#include "modules/directory/imports/exports.hpp"
#include "modules/directory/organisations/entry_words.hpp"

#include <utility>

namespace passerelle::directory::desk {
namespace {

/// The columns of the import in the reader's language, and how each entry stands.
imports::ExportForm form_of(Directory const& directory, i18n::Words const& words)
{
    auto const& installation = directory.installation;
    imports::ExportForm form { .words = &words };
    form.more = { { imports::state_heading(words) }, { imports::confirmed_heading(words) },
        { imports::changed_heading(words) } };
    for (auto const lang : installation.langs)
        form.more.push_back({ imports::texts_heading(lang, words) });
    form.add_more
        = [&words, &installation](Organisation const& organisation, std::vector<documents::Cell>& cells) {
              cells.emplace_back(std::string(words_of(organisation.state, words)));
              cells.emplace_back(organisation.confirmed_at
                      ? documents::Cell(i18n::today(*organisation.confirmed_at, installation.zone))
                      : documents::Cell());
              cells.emplace_back(i18n::today(organisation.updated_at, installation.zone));
              for (auto const& one : states_of(organisation, installation.langs).langs)
                  cells.emplace_back(in_words(one, words));
          };
    return form;
}

http::Response file_of(Directory& directory, accounts::Request const& request, accounts::Operator const& at,
    imports::NextIds next_ids, TableFile file)
{
    auto const& words = request.words();
    return file_of(at.slug + "-" + request.today().text(), file,
        imports::exported(directory, at.id, std::move(next_ids), std::string(words.tr("Organisations")),
            form_of(directory, words)));
}

} // namespace

imports::NextIds ids_of_list(Directory& directory, ListContext const& context, ListFilter const& filter)
{
    return [&directory, filter, context, part = PageRequest { 200, {} }, at_end = false]() mutable {
        std::vector<OrganisationId> ids;
        while (ids.empty() && !at_end) {
            auto page = directory.database.read(
                [&](db::Reader& reader) { return list(reader, directory.finder, context, filter, part); });
            part.after = page.next;
            at_end = page.next.empty();
            ids = std::move(page.items);
        }
        return ids;
    };
}

http::Response file_of_list(Directory& directory, accounts::Request const& request,
    accounts::Operator const& at, ListFilter const& filter, TableFile file)
{
    return file_of(directory, request, at, ids_of_list(directory, list_context(request, at), filter), file);
}

http::Response file_of_chosen(Directory& directory, accounts::Request const& request,
    accounts::Operator const& at, std::vector<OrganisationId> const& chosen, TableFile file)
{
    auto next_ids = [ids = std::vector(chosen)]() mutable { return std::exchange(ids, {}); };
    return file_of(directory, request, at, std::move(next_ids), file);
}

http::Response organisations_file(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    return file_of_list(
        directory, request, at, list_filter_of(request.query()), table_file(request.query().text("format")));
}

} // namespace passerelle::directory::desk
