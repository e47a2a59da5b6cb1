#include "app/assets.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace passerelle::app {

std::span<http::Bundle const> bundles()
{
    static auto const all = [] {
        // Sorted by name: 00-layers.css, which orders everything, comes first.
        std::vector<std::string_view> styles;
        for (auto const& file : embedded_assets())
            if (file.path.starts_with("css/"))
                styles.push_back(file.path);
        std::sort(styles.begin(), styles.end());
        return std::vector { http::Bundle { "css/app.css", styles } };
    }();
    return all;
}

} // namespace passerelle::app
