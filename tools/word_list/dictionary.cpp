#include "word_list/dictionary.hpp"

#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <optional>
#include <sstream>

namespace passerelle::word_list {
namespace {

/// Longer ones tell stories.
constexpr std::size_t explanation_bytes_max = 400;

std::string trimmed(std::string_view text)
{
    auto const begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos)
        return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin));
}

std::string without_parentheses(std::string_view text)
{
    std::string result;
    auto depth = 0;
    for (auto const c : text) {
        depth += c == '(' || c == '[';
        if (depth == 0)
            result += c;
        depth -= (c == ')' || c == ']') && depth > 0;
    }
    return result;
}

/// The number of a sense that begins a line, "2. Gewebe", with what follows it.
std::optional<std::pair<int, std::string>> numbered(std::string const& line)
{
    std::size_t digits = 0;
    while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])))
        ++digits;
    if (digits == 0 || digits > 2 || line.compare(digits, 2, ". ") != 0)
        return std::nullopt;
    return std::pair(std::stoi(line.substr(0, digits)), line.substr(digits + 2));
}

void add_translations(Entry& entry, std::string const& line, int sense)
{
    std::istringstream parts(without_parentheses(line));
    for (std::string part; std::getline(parts, part, ',');) {
        auto text = trimmed(part);
        // The number of the next sense, where this one is explained on the same line.
        while (!text.empty() && (text.back() == '.' || std::isdigit(static_cast<unsigned char>(text.back()))))
            text.pop_back();
        if (text = trimmed(text); !text.empty())
            entry.translations.push_back({ text, sense });
    }
}

std::string unpacked(std::string const& path)
{
    std::string text;
    auto* const file = ::gzopen(path.c_str(), "rb");
    if (!file)
        return text;
    char part[1 << 16];
    for (int size; (size = ::gzread(file, part, sizeof part)) > 0;)
        text.append(part, static_cast<std::size_t>(size));
    ::gzclose(file);
    return text;
}

std::size_t base64_number(std::string const& digits)
{
    static std::string const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t number = 0;
    for (auto const c : digits)
        number = number * 64 + letters.find(c);
    return number;
}

} // namespace

Entry parse_entry(std::string const& text)
{
    Entry entry;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    entry.headword = trimmed(without_parentheses(line.substr(0, std::min(line.find(" /"), line.find(" <")))));
    for (auto first = true; std::getline(lines, line); first = false)
        if (auto const sense = numbered(line))
            add_translations(entry, sense->second, sense->first);
        else if (first)
            add_translations(entry, line, 1);
        else
            entry.explanation += line + " ";
    if (entry.explanation.size() > explanation_bytes_max)
        entry.explanation.clear();
    return entry;
}

std::vector<Entry> read_dictionary(std::string const& stem)
{
    auto const text = unpacked(stem + ".dict.dz");
    std::ifstream index(stem + ".index");
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::string line; std::getline(index, line);) {
        auto const tab = line.find('\t');
        auto const next = line.find('\t', tab + 1);
        if (next == std::string::npos || line.starts_with("00"))
            continue;
        places.emplace_back(
            base64_number(line.substr(tab + 1, next - tab - 1)), base64_number(line.substr(next + 1)));
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<Entry> entries;
    for (auto const& [begin, size] : places)
        if (begin + size <= text.size())
            entries.push_back(parse_entry(text.substr(begin, size)));
    return entries;
}

} // namespace passerelle::word_list
