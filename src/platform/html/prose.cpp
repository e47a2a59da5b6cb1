#include "platform/html/prose.hpp"

#include "base/text.hpp"

namespace passerelle::html {

Html paragraphs(std::string_view text)
{
    Out out(text.size() + text.size() / 8 + 32);
    bool open = false;
    for (auto const& part : split(text, '\n')) {
        auto const line = trim(part);
        if (line.empty()) {
            if (open)
                out.literal("</p>");
            open = false;
            continue;
        }
        if (open)
            out.literal("<br>");
        else
            out.literal("<p>");
        out.text(line);
        open = true;
    }
    if (open)
        out.literal("</p>");
    return std::move(out).html();
}

} // namespace passerelle::html
