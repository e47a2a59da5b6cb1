#include "platform/search/general_words.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <charconv>

namespace passerelle {
std::span<EmbeddedFile const> embedded_general_words();
} // namespace passerelle

namespace passerelle::search {
namespace {

std::size_t line_begin(std::string_view list, std::size_t place)
{
    auto const before = place == 0 ? std::string_view::npos : list.rfind('\n', place - 1);
    return before == std::string_view::npos ? 0 : before + 1;
}

std::string_view line_at(std::string_view list, std::size_t begin)
{
    return list.substr(begin, list.find('\n', begin) - begin);
}

/// Where the first line stands that is not before `key`.
std::size_t lower_bound(std::string_view list, std::string_view key)
{
    std::size_t low = 0;
    auto high = list.size();
    while (low < high) {
        auto const begin = line_begin(list, low + (high - low) / 2);
        auto const line = line_at(list, begin);
        if (line.substr(0, line.find('\t')) < key)
            low = begin + line.size() + 1;
        else
            high = begin;
    }
    return low;
}

} // namespace

GeneralWords::GeneralWords(std::string_view list) : list_(list)
{
    for (auto place = lower_bound(list_, "w"); place < list_.size();) {
        auto const line = line_at(list_, place);
        auto const word = line.substr(1);
        german_.insert(word);
        if (word.ends_with("en") && word.size() > 5)
            german_.insert(word.substr(0, word.size() - 2));
        else if (word.ends_with('e') && word.size() > 4)
            german_.insert(word.substr(0, word.size() - 1));
        place += line.size() + 1;
    }
}

GeneralWords const& GeneralWords::embedded()
{
    static GeneralWords const words(embedded_general_words().front().content);
    return words;
}

std::string_view GeneralWords::line(std::string_view stems, Lang from) const
{
    if (stems.empty() || (from != Lang::fr && from != Lang::de))
        return {};
    std::string key(1, from.code().front());
    key += stems;
    auto const begin = lower_bound(list_, key);
    if (begin >= list_.size())
        return {};
    auto const line = line_at(list_, begin);
    return line.size() > key.size() && line.starts_with(key) && line[key.size()] == '\t' ? line
                                                                                         : std::string_view();
}

std::vector<GeneralWords::Translation> GeneralWords::translations(std::string_view stems, Lang from) const
{
    std::vector<Translation> result;
    auto const fields = split(line(stems, from), '\t');
    for (std::size_t i = 1; i < fields.size(); ++i) {
        auto const equals = fields[i].rfind('=');
        if (equals == std::string_view::npos)
            continue;
        int percent = 0;
        std::from_chars(fields[i].data() + equals + 1, fields[i].data() + fields[i].size(), percent);
        auto const words = split(fields[i].substr(0, equals), '|');
        result.push_back({ words.front(), words.back(), static_cast<float>(percent) / 100 });
    }
    return result;
}

std::vector<std::string_view> GeneralWords::explanation(std::string_view stems, Lang of) const
{
    auto const fields = split(line(stems, of), '\t');
    return fields.back().starts_with('~') ? split(fields.back().substr(1), ' ')
                                          : std::vector<std::string_view>();
}

} // namespace passerelle::search
