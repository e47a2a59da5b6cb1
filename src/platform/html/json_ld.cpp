#include "platform/html/json_ld.hpp"

namespace passerelle::html {

JsonLd::JsonLd(std::string_view json)
{
    json_.reserve(json.size() + 32);
    for (std::size_t at = 0; at < json.size(); ++at) {
        auto const line_end = json.substr(at, 3);
        if (json[at] == '<')
            json_ += "\\u003c";
        else if (json[at] == '>')
            json_ += "\\u003e";
        else if (json[at] == '&')
            json_ += "\\u0026";
        else if (line_end == "\xE2\x80\xA8" || line_end == "\xE2\x80\xA9") {
            json_ += line_end[2] == '\xA8' ? "\\u2028" : "\\u2029";
            at += 2;
        } else
            json_ += json[at];
    }
}

Html JsonLd::element() const
{
    return Html::trusted("<script type=\"application/ld+json\">" + json_ + "</script>");
}

} // namespace passerelle::html
