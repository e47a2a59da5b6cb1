#include "app/assets.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace passerelle::app {
namespace {

/// Sorted by name: 00-layers.css, which orders everything, and 00-bind.js come first.
std::vector<std::string_view> files_in(std::string_view folder)
{
    std::vector<std::string_view> paths;
    for (auto const& file : embedded_assets())
        if (file.path.starts_with(folder))
            paths.push_back(file.path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace

std::span<http::Bundle const> bundles()
{
    static auto const all = [] {
        return std::vector { http::Bundle { "css/app.css", files_in("css/") },
            http::Bundle { "js/app.js", files_in("js/") } };
    }();
    return all;
}

} // namespace passerelle::app
