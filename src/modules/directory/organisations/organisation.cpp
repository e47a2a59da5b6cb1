#include "modules/directory/organisations/organisation.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <array>
#include <utility>

namespace passerelle::directory {
namespace {

constexpr std::array<std::string_view, 4> kinds { "company", "training", "association", "public" };
constexpr std::array<std::string_view, 4> states { "proposed", "published", "archived", "merged" };
constexpr std::array<std::string_view, 3> standings { "confirmed", "proposed", "declined" };
constexpr std::array<std::string_view, 3> audiences { "public", "members", "operators" };
constexpr std::array<std::string_view, 11> fields { "summary", "description", "offers", "needs", "website",
    "email", "phone", "employees", "languages", "sites", "concepts" };

template<class Enum, std::size_t size>
std::optional<Enum> find(std::array<std::string_view, size> const& codes, std::string_view code)
{
    for (std::size_t i = 0; i < size; ++i)
        if (codes[i] == code)
            return static_cast<Enum>(i);
    return std::nullopt;
}

/// Of a stored code; another one is a bug.
template<class Enum, std::size_t size>
Enum stored(std::array<std::string_view, size> const& codes, std::string_view code)
{
    auto const value = find<Enum>(codes, code);
    ensure(value);
    return *value;
}

Audience default_audience(Field field)
{
    switch (field) {
    case Field::Email:
    case Field::Phone:
    case Field::Needs:
        return Audience::Members;
    default:
        return Audience::Public;
    }
}

} // namespace

std::string_view code_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view code) { return find<Kind>(kinds, code); }
std::string_view code_of(State state) { return states[static_cast<std::size_t>(state)]; }
State parse_state(std::string_view code) { return stored<State>(states, code); }
std::string_view code_of(Standing standing) { return standings[static_cast<std::size_t>(standing)]; }
Standing parse_standing(std::string_view code) { return stored<Standing>(standings, code); }
std::string_view code_of(Audience audience) { return audiences[static_cast<std::size_t>(audience)]; }
std::optional<Audience> parse_audience(std::string_view code) { return find<Audience>(audiences, code); }
std::string_view code_of(Field field) { return fields[static_cast<std::size_t>(field)]; }
std::optional<Field> parse_field(std::string_view code) { return find<Field>(fields, code); }

Audience audience_of(Visibility const& visibility, Field field)
{
    auto const chosen = visibility.find(field);
    return chosen == visibility.end() ? default_audience(field) : chosen->second;
}

std::string text_of(Visibility const& visibility)
{
    std::vector<std::string> parts;
    for (auto const& [field, audience] : visibility)
        if (audience != default_audience(field))
            parts.push_back(std::string(code_of(field)) + "=" + std::string(code_of(audience)));
    return join(parts, "|");
}

Visibility parse_visibility(std::string_view text)
{
    Visibility visibility;
    for (auto const& part : split_values(text, '|')) {
        auto const equals = part.find('=');
        ensure(equals != std::string::npos);
        auto const field = parse_field(std::string_view(part).substr(0, equals));
        auto const audience = parse_audience(std::string_view(part).substr(equals + 1));
        ensure(field && audience);
        visibility[*field] = *audience;
    }
    return visibility;
}

} // namespace passerelle::directory
