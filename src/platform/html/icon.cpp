#include "base/ensure.hpp"
#include "platform/html/page.hpp"

#include <algorithm>
#include <array>

namespace passerelle::html {
namespace {

struct Drawing {
    std::string_view name;
    std::string_view path; ///< on a field of 24 by 24
};

constexpr std::array<Drawing, 20> drawings { {
    { "search", "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.3 15.3L21 21" },
    { "menu", "M3 6h18M3 12h18M3 18h18" },
    { "close", "M5 5l14 14M19 5L5 19" },
    { "left", "M15 4l-8 8l8 8" },
    { "right", "M9 4l8 8l-8 8" },
    { "up", "M4 15l8-8l8 8" },
    { "down", "M4 9l8 8l8-8" },
    { "check", "M4 13l5 5L20 6" },
    { "warning", "M12 3L2 21h20zM12 10v5M12 18v.5" },
    { "information", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v6M12 7v.5" },
    { "person", "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21c0-8 16-8 16 0" },
    { "place", "M12 22C5 14 5 10 5 9a7 7 0 0 1 14 0c0 1 0 5-7 13M12 7a2 2 0 1 0 0 4a2 2 0 1 0 0-4" },
    { "mail", "M3 5h18v14H3zM3 6l9 7l9-7" },
    { "phone", "M5 3h4l2 5l-3 2c1 3 3 5 6 6l2-3l5 2v4c-9 3-19-7-16-16" },
    { "link", "M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-2 2M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l2-2" },
    { "download", "M12 3v12M6 10l6 6l6-6M4 21h16" },
    { "upload", "M12 16V4M6 9l6-6l6 6M4 21h16" },
    { "edit", "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4" },
    { "print", "M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z" },
    { "calendar", "M3 5h18v16H3zM3 10h18M8 2v5M16 2v5" },
} };

} // namespace

Html icon(std::string_view name)
{
    auto const drawing = std::ranges::find(drawings, name, &Drawing::name);
    ensure(drawing != drawings.end());
    return Html::trusted("<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" fill=\"none\""
                         " stroke=\"currentColor\" stroke-width=\"2\" aria-hidden=\"true\"><path d=\""
        + std::string(drawing->path) + "\"/></svg>");
}

} // namespace passerelle::html
