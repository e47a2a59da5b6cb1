#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/db/db.hpp"
#include "platform/search/document.hpp"
#include "platform/search/thesaurus.hpp"

#include <optional>
#include <vector>

namespace passerelle::directory {

/// Who the index asks about beside everybody: people who speak for an organisation, staff.
inline constexpr std::string_view members_audience = "members";
inline constexpr std::string_view operators_audience = "operators";

/// Names of the facets in the index, in addresses and on pages.
namespace facets {
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view region = "region"; ///< canton or district, by id of the place
inline constexpr std::string_view place = "place";
inline constexpr std::string_view capability = "capability";
inline constexpr std::string_view material = "material";
inline constexpr std::string_view machine = "machine";
inline constexpr std::string_view certification = "certification";
inline constexpr std::string_view market = "market";
inline constexpr std::string_view lang = "lang";
inline constexpr std::string_view operator_slug = "operator";
} // namespace facets

/// The facet of the index for what an organisation claims.
std::string_view facet_name(Facet);

/// What the index is to know of an organisation. `operator_slugs` of which it is a member today.
search::Document document_of(Organisation const&, std::vector<std::string> const& operator_slugs,
    search::Thesaurus const&, LocalDate today);

/// The documents of those of `ids` that the public directory shows.
std::vector<search::Document> documents_of(
    db::Reader&, std::vector<OrganisationId> const& ids, search::Thesaurus const&, LocalDate today);

} // namespace passerelle::directory
