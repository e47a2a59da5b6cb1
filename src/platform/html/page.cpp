#include "platform/html/page.hpp"

#include "platform/i18n/words.hpp"

namespace passerelle::html {

Page::Page(Lang shown_lang) : lang(shown_lang), words(&i18n::words(shown_lang)) {}

Html csrf(Page const& page)
{
    Out out;
    out.literal("<input type=\"hidden\" name=\"csrf\" value=\"");
    out.attribute(page.csrf_token);
    out.literal("\">");
    return std::move(out).html();
}

Html link(Url const& url, std::string_view label)
{
    Out out;
    out.literal("<a href=\"");
    out.address(url);
    out.literal("\">");
    out.text(label);
    out.literal("</a>");
    return std::move(out).html();
}

} // namespace passerelle::html
