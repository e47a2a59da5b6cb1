#pragma once

#include "modules/directory/finding/sight.hpp"
#include "platform/html/url.hpp"
#include "platform/http/query.hpp"
#include "platform/search/query.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory::finding {

/// The facets in the order in which pages show them.
std::vector<std::string> const& facet_names();

/// What a reader asks of the directory. All of it stands in the address, so that it can be bookmarked.
struct Asked {
    std::string q;
    std::vector<search::Filter> filters; ///< in the order of `facet_names`, no empty ones
    bool map = false;
    std::string more;  ///< the facet that is shown with all its values
    std::string after; ///< the pager's key

    /// Takes what it knows and passes over the rest; too much of it is cut.
    static Asked read(http::Fields const&);

    http::Fields fields() const;
    html::Url address(std::string const& path) const;

    bool has(std::string_view facet, std::string_view value) const;
    Asked with(std::string_view facet, std::string_view value) const;
    Asked without(std::string_view facet, std::string_view value) const;
    Asked first_page() const;

    /// Whether it is the directory as such, which search engines may keep.
    bool is_plain() const;

    search::Query query(Lang, Sight, int limit) const;
};

} // namespace passerelle::directory::finding
