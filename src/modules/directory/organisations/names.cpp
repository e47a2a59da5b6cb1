#include "modules/directory/organisations/names.hpp"

#include "base/text.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace passerelle::directory {
namespace {

// Folded, as `fold` writes them: "S.à r.l." is "s a r l", "& Cie" is "cie".
constexpr std::array<std::string_view, 25> legal_forms { "sa", "ag", "sarl", "gmbh", "snc", "kg", "klg",
    "kmg", "cie", "co", "et cie", "und co", "et co", "und cie", "s a", "s a r l", "sagl", "scoop",
    "genossenschaft", "societe anonyme", "aktiengesellschaft", "ltd", "inc", "llc", "holding" };

constexpr std::array<std::string_view, 16> mail_domains { "bluewin.ch", "gmail.com", "gmx.ch", "gmx.net",
    "gmx.de", "hotmail.com", "hotmail.ch", "outlook.com", "icloud.com", "sunrise.ch", "yahoo.com", "yahoo.fr",
    "vtxnet.ch", "hispeed.ch", "swissonline.ch", "protonmail.com" };

/// One legal form less at the end, or the same.
std::string_view without_last_form(std::string_view key)
{
    std::string_view best = key;
    for (auto const form : legal_forms) {
        if (key.size() <= form.size() + 1 || !key.ends_with(form) || key[key.size() - form.size() - 1] != ' ')
            continue;
        auto const shorter = key.substr(0, key.size() - form.size() - 1);
        if (shorter.size() < best.size())
            best = shorter;
    }
    return best;
}

} // namespace

std::string name_key(std::string_view name)
{
    auto const key = i18n::fold(name);
    std::string_view rest = key;
    for (auto shorter = without_last_form(rest); shorter.size() < rest.size();
         shorter = without_last_form(rest))
        rest = shorter;
    return std::string(rest);
}

bool is_common_mail_domain(std::string_view domain)
{
    return std::find(mail_domains.begin(), mail_domains.end(), domain) != mail_domains.end();
}

} // namespace passerelle::directory
