#include "platform/http/headers.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

/// RFC 9110, 5.6.2
bool is_token(std::string_view text)
{
    auto const is_token_character = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_field_value(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

} // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

void Headers::add(std::string_view name, std::string_view value)
{
    ensure(is_token(name));
    ensure(is_field_value(value));
    auto const at = static_cast<std::uint32_t>(text_.size());
    auto const name_length = static_cast<std::uint32_t>(name.size());
    entries_.push_back({ at, name_length, at + name_length, static_cast<std::uint32_t>(value.size()) });
    text_ += name;
    text_ += value;
}

void Headers::set(std::string_view name, std::string_view value)
{
    remove(name);
    add(name, value);
}

void Headers::remove(std::string_view name)
{
    // The text stays behind in the buffer: removals are rare and a message is short-lived.
    std::erase_if(entries_, [&](Entry const& entry) {
        return equal_ignoring_case(std::string_view(text_).substr(entry.name_at, entry.name_length), name);
    });
}

std::optional<std::string_view> Headers::get(std::string_view name) const
{
    for (std::size_t place = 0; place < size(); ++place)
        if (auto const field = (*this)[place]; equal_ignoring_case(field.name, name))
            return field.value;
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const
{
    std::size_t found = 0;
    for (std::size_t place = 0; place < size(); ++place)
        found += equal_ignoring_case((*this)[place].name, name);
    return found;
}

bool Headers::lists(std::string_view name, std::string_view token) const
{
    for (std::size_t place = 0; place < size(); ++place) {
        auto const field = (*this)[place];
        if (!equal_ignoring_case(field.name, name))
            continue;
        for (auto const item : split(field.value, ','))
            if (equal_ignoring_case(trim(item.substr(0, item.find(';'))), token))
                return true;
    }
    return false;
}

Headers::Field Headers::operator[](std::size_t place) const
{
    auto const& entry = entries_[place];
    auto const text = std::string_view(text_);
    return { text.substr(entry.name_at, entry.name_length), text.substr(entry.value_at, entry.value_length) };
}

void Headers::reserve(std::size_t fields, std::size_t bytes)
{
    entries_.reserve(fields);
    text_.reserve(bytes);
}

} // namespace passerelle::http
