#pragma once

#include "modules/accounts/access.hpp"
#include "modules/accounts/request.hpp"
#include "modules/directory/imports/import.hpp"
#include "modules/directory/imports/views.hpp"

/// What the pages of an import have in common.
namespace passerelle::directory::imports {

inline constexpr auto* imports_pattern = "/{lang}/@desk/{operator}/@imports";

template<class Markup>
http::Response shown(Markup&& markup, int status = 200)
{
    return http::Response::html(std::forward<Markup>(markup).markup(), status);
}

/// The path's import at the operator of the path; 404 for another's.
struct Reached {
    accounts::Operator at;
    Import import;
};
Reached reached(accounts::Request const&);

/// The address of an import, or of one of its pages: `@mapping`.
std::string address_of(accounts::Request const&, Reached const&, std::string_view below = "");

/// A draft as the list that it is; 404 once it is applied.
struct Draft {
    std::string bytes;
    List list; ///< looks into `bytes`

    Draft(std::string bytes, List list);
    Draft(Draft const&) = delete;
};
std::unique_ptr<Draft> draft_of(accounts::Request const&, Reached const&);

/// `Column “E-mail”: …`
std::string in_column(Problem const&, i18n::Words const&);

std::vector<Figure> figures_of(Totals const&, i18n::Words const&, bool done);
ShownRow shown(PlannedRow const&, accounts::Request const&, search::Thesaurus const&);

} // namespace passerelle::directory::imports
