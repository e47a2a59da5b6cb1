#include "platform/texts/coverage.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace passerelle::texts {
namespace {

bool contains(Langs const& langs, Lang lang)
{
    return std::find(langs.begin(), langs.end(), lang) != langs.end();
}

} // namespace

Coverage Coverage::of(LocalisedText const& text)
{
    Coverage coverage;
    auto const meaning = text.meaning();
    for (auto const& version : text.versions())
        (version.meaning < meaning ? coverage.outdated : coverage.current).push_back(version.lang);
    return coverage;
}

Coverage Coverage::parse(std::string_view text)
{
    Coverage coverage;
    for (auto const& word : split_values(text, ' ')) {
        auto const is_outdated = word.ends_with('-');
        auto const lang = Lang::parse(std::string_view(word).substr(0, 2));
        if (!lang)
            throw db::Malformed("text_pieces.coverage is not a list of languages");
        (is_outdated ? coverage.outdated : coverage.current).push_back(*lang);
    }
    return coverage;
}

std::string Coverage::text() const
{
    std::vector<std::string> words;
    for (auto const lang : current)
        words.emplace_back(lang.code());
    for (auto const lang : outdated)
        words.push_back(std::string(lang.code()) + "-");
    std::sort(words.begin(), words.end());
    return join(words, " ");
}

State Coverage::state(Lang lang) const
{
    return contains(current, lang) ? State::Current
        : contains(outdated, lang) ? State::Outdated
                                   : State::Missing;
}

bool Coverage::is_open(OpenFilter const& filter) const
{
    return std::any_of(filter.langs.begin(), filter.langs.end(), [&](Lang lang) {
        auto const state = this->state(lang);
        return (state == State::Outdated && filter.outdated) || (state == State::Missing && filter.missing);
    });
}

} // namespace passerelle::texts
