#include "modules/directory/organisations/entry_reading.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <map>

namespace passerelle::directory::organisations {
namespace {

constexpr std::array<std::string_view, 3> meant_codes { "correction", "translated", "meaning" };

struct SentText {
    std::string text;
    Meant meant = Meant::Correction;
};

Meant parse_meant(std::string_view code)
{
    auto const found = std::find(meant_codes.begin(), meant_codes.end(), code);
    return found == meant_codes.end() ? Meant::Correction : static_cast<Meant>(found - meant_codes.begin());
}

/// All versions of one save are about each other: what two languages say newly in the same save is one new
/// meaning, and a version that was brought up to date expresses it too.
LocalisedText edited(LocalisedText const& before, std::map<Lang, SentText> const& sent)
{
    auto newest = std::max(1, before.meaning());
    auto const is_new_meaning = [&](auto const& item) {
        auto const* old = before.find(item.first);
        return item.second.meant == Meant::Meaning && old && old->text != item.second.text
            && !item.second.text.empty();
    };
    if (std::any_of(sent.begin(), sent.end(), is_new_meaning))
        ++newest;

    std::vector<LocalisedText::Version> versions;
    for (auto const& version : before.versions())
        if (!sent.contains(version.lang))
            versions.push_back(version);
    for (auto const& item : sent) {
        auto const* old = before.find(item.first);
        auto const keeps = old && item.second.meant != Meant::Translated && !is_new_meaning(item);
        versions.push_back({ item.first, item.second.text, keeps ? old->meaning : newest });
    }
    return LocalisedText(std::move(versions));
}

} // namespace

std::string_view code_of(Meant meant) { return meant_codes[static_cast<std::size_t>(meant)]; }

void read_texts(Reading const& reading)
{
    auto const& words = reading.setting.words;
    for (auto const& field : text_fields) {
        std::map<Lang, SentText> sent;
        for (auto const lang : reading.setting.langs) {
            auto const name = text_name(field.field, lang);
            if (!reading.sent.has(name))
                continue;
            auto const label = i18n::fill(words.tr("{field}, {language}"),
                { { "field", words_of(field.field, words) },
                    { "language", i18n::lang_name(lang, reading.setting.lang) } });
            auto const length_max = static_cast<std::size_t>(field.length_max);
            sent[lang] = { field.field == Field::Summary ? read_line(reading, name, length_max, label)
                                                         : read_lines(reading, name, length_max, label),
                parse_meant(reading.sent.text(meant_name(field.field, lang))) };
        }
        auto& text = reading.result.entry.*field.text;
        text = edited(text, sent);
    }
}

} // namespace passerelle::directory::organisations
