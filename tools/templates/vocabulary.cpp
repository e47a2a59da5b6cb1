#include "vocabulary.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace passerelle::templates {
namespace {

bool among(std::span<std::string_view const> names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 14> void_elements { "area", "base", "br", "col", "embed", "hr", "img",
    "input", "link", "meta", "param", "source", "track", "wbr" };

constexpr std::array<std::string_view, 34> paragraph_closers { "address", "article", "aside", "blockquote",
    "details", "dialog", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "summary", "table", "ul", "li" };

constexpr std::array<std::string_view, 15> refused_elements { "style", "base", "object", "embed", "iframe",
    "frame", "frameset", "applet", "xmp", "plaintext", "listing", "noembed", "noframes", "marquee", "param" };

constexpr std::array<std::string_view, 6> url_attributes { "href", "src", "action", "formaction", "poster",
    "cite" };

constexpr std::array<std::string_view, 88> plain_attributes { "abbr", "accept", "alt", "autocapitalize",
    "autocomplete", "class", "color", "colspan", "cols", "content", "cx", "cy", "d", "datetime", "dir",
    "dirname", "download", "dx", "dy", "enterkeyhint", "fill", "for", "form", "headers", "height", "high",
    "hreflang", "id", "inputmode", "itemid", "itemprop", "itemtype", "label", "lang", "list", "loading",
    "low", "max", "maxlength", "media", "min", "minlength", "name", "offset", "optimum", "pathlength",
    "pattern", "placeholder", "points", "popover", "popovertarget", "popovertargetaction",
    "preserveaspectratio", "property", "r", "role", "rotate", "rows", "rowspan", "rx", "ry", "scope", "size",
    "sizes", "span", "start", "step", "stroke", "stroke-dasharray", "stroke-width", "tabindex", "text-anchor",
    "title", "transform", "translate", "type", "value", "viewbox", "width", "wrap", "x", "x1", "x2", "y",
    "y1", "y2", "opacity", "spellcheck" };

} // namespace

bool is_void_element(std::string_view name) { return among(void_elements, name); }

bool is_preformatted(std::string_view name) { return name == "pre" || name == "textarea"; }

bool is_text_only(std::string_view name) { return name == "title" || name == "textarea"; }

bool is_untranslated(std::string_view name)
{
    return name == "code" || name == "kbd" || name == "samp" || name == "var";
}

std::string_view refused_element(std::string_view name)
{
    if (name == "style")
        return "Styles belong into assets/css; a style element is against the content security policy.";
    if (name == "base")
        return "A base element changes the meaning of every address on the page; write whole paths.";
    if (among(refused_elements, name))
        return "This element lets foreign content into the page or changes how it is read; do without it.";
    return {};
}

bool closes_paragraph(std::string_view name) { return among(paragraph_closers, name); }

bool may_contain(std::string_view parent, std::string_view child)
{
    if (child == "td" || child == "th")
        return parent == "tr";
    if (child == "tr")
        return parent == "tbody" || parent == "thead" || parent == "tfoot" || parent == "table";
    if (child == "li")
        return parent == "ul" || parent == "ol" || parent == "menu";
    if (child == "dt" || child == "dd")
        return parent == "dl" || parent == "div";
    if (parent == "ul" || parent == "ol")
        return child == "template";
    if (parent == "tr")
        return child == "template";
    if (parent == "select")
        return child == "option" || child == "optgroup" || child == "hr";
    return true;
}

bool is_url_attribute(std::string_view name) { return among(url_attributes, name); }

bool is_plain_attribute(std::string_view name)
{
    return name.starts_with("aria-") || name.starts_with("data-") || among(plain_attributes, name);
}

bool is_human_attribute(std::string_view name)
{
    return name == "alt" || name == "title" || name == "placeholder" || name == "label"
        || name == "aria-label" || name == "aria-description" || name == "aria-roledescription"
        || name == "aria-valuetext";
}

} // namespace passerelle::templates
