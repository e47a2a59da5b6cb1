#include "base/lang.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace passerelle {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char lower(char c) { return static_cast<char>(c | 0x20); }

} // namespace

std::optional<Lang> Lang::parse(std::string_view text)
{
    if (text.size() < 2 || !is_letter(text[0]) || !is_letter(text[1]))
        return std::nullopt;
    if (text.size() > 2 && text[2] != '-' && text[2] != '_')
        return std::nullopt;
    return Lang(lower(text[0]), lower(text[1]));
}

bool is_interface_lang(Lang lang)
{
    return std::find(interface_langs.begin(), interface_langs.end(), lang) != interface_langs.end();
}

std::string text_of(Langs const& langs)
{
    std::vector<std::string> codes;
    for (auto const lang : langs)
        codes.emplace_back(lang.code());
    return join(codes, "|");
}

Langs parse_langs(std::string_view text)
{
    Langs langs;
    for (auto const& code : split_values(text, '|'))
        if (auto const lang = Lang::parse(code))
            langs.push_back(*lang);
    return langs;
}

} // namespace passerelle
