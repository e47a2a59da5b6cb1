#include "platform/documents/sheet_text.hpp"

#include "platform/documents/xml.hpp"
#include "platform/i18n/charset.hpp"

#include <charconv>

namespace passerelle::documents {
namespace {

/// `_xHHHH_` at the start of `text`.
bool is_escape(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEFabcdef";
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_'
        && text.substr(2, 4).find_first_not_of(digits) == std::string_view::npos;
}

std::string escaped_character(std::string_view digits)
{
    unsigned code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    char const bytes[] { static_cast<char>(code & 0xFF), static_cast<char>(code >> 8) };
    return i18n::to_utf8({ bytes, 2 }, i18n::Charset::Utf16Le);
}

} // namespace

std::string unescaped(std::string_view text)
{
    std::string result;
    for (auto at = text.find("_x"); at != std::string_view::npos; at = text.find("_x")) {
        auto const escape = is_escape(text.substr(at));
        result += text.substr(0, at);
        result += escape ? escaped_character(text.substr(at + 2, 4)) : "_";
        text.remove_prefix(at + (escape ? 7 : 1));
    }
    return result += text;
}

std::string rich_text(pugi::xml_node item)
{
    std::string text;
    for (auto const child : item.children()) {
        auto const name = local_name(child.name());
        if (name == "t")
            text += child.text().get();
        else if (name == "r")
            text += child_named(child, "t").text().get();
    }
    return unescaped(text);
}

bool is_true(std::string_view text) { return text == "1" || text == "true"; }

} // namespace passerelle::documents
