#include "base/localised_text.hpp"

#include <algorithm>

namespace passerelle {

LocalisedText::LocalisedText(std::vector<Version> versions) : versions_(std::move(versions))
{
    std::erase_if(versions_, [](Version const& version) { return version.text.empty(); });
    std::sort(
        versions_.begin(), versions_.end(), [](auto const& a, auto const& b) { return a.lang < b.lang; });
}

LocalisedText::Version const* LocalisedText::find(Lang lang) const
{
    auto const found = std::find_if(
        versions_.begin(), versions_.end(), [&](Version const& version) { return version.lang == lang; });
    return found == versions_.end() ? nullptr : &*found;
}

LocalisedText::Shown LocalisedText::in(Lang lang) const
{
    auto const current = meaning();
    if (auto const* version = find(lang))
        return { version->lang, version->text, false, version->meaning < current };
    for (auto const& version : versions_)
        if (version.meaning == current)
            return { version.lang, version.text, true, false };
    return { lang, {}, false, false };
}

int LocalisedText::meaning() const
{
    int highest = 0;
    for (auto const& version : versions_)
        highest = std::max(highest, version.meaning);
    return highest;
}

Langs LocalisedText::missing(Langs const& langs) const
{
    Langs result;
    if (!empty())
        std::copy_if(
            langs.begin(), langs.end(), std::back_inserter(result), [&](Lang lang) { return !find(lang); });
    return result;
}

Langs LocalisedText::outdated() const
{
    Langs result;
    for (auto const& version : versions_)
        if (version.meaning < meaning())
            result.push_back(version.lang);
    return result;
}

void LocalisedText::set(Lang lang, std::string text, Edit edit)
{
    auto const* old = find(lang);
    auto const unchanged = old && old->text == text;
    auto number = old ? old->meaning : std::max(1, meaning());
    if (edit == Edit::MeaningChanged && old && !unchanged)
        number = meaning() + 1;
    std::erase_if(versions_, [&](Version const& version) { return version.lang == lang; });
    auto versions = std::move(versions_);
    versions.push_back({ lang, std::move(text), number });
    *this = LocalisedText(std::move(versions));
}

} // namespace passerelle
