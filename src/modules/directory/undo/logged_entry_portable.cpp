#include "modules/directory/undo/logged_entry_portable.hpp"

#include "base/text.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::undo {
namespace {

/// Fields whose value in the log is all of it. Sites are not: the log keeps no coordinates.
constexpr std::array<std::string_view, 18> undoable { "kind", "name", "lang", "uid", "website", "email",
    "phone", "employees", "langs", "noga", "visibility", "state", "confirmed_at", "summary", "description",
    "offers", "needs", "concepts" };

std::optional<Json> values_of(std::optional<std::string> const& text)
{
    auto parsed = text ? parse_json(*text) : Outcome<Json, JsonRefused>(JsonRefused());
    return parsed && parsed->is_object() ? std::optional(std::move(parsed).value()) : std::nullopt;
}

std::string text_in(Json const& value)
{
    return value.is_string() ? value.get<std::string>() : std::string();
}

LocalisedText localised(Json const& value)
{
    std::vector<LocalisedText::Version> versions;
    for (auto const& [code, version] : value.items())
        if (auto const lang = Lang::parse(code))
            versions.push_back({ *lang, text_in(version.at("text")), version.at("meaning").get<int>() });
    return LocalisedText(std::move(versions));
}

/// `concept|standing|detail|until`; the detail may have bars of its own.
ClaimedConcept claimed(std::string const& text)
{
    auto const first = text.find('|');
    auto const second = text.find('|', first + 1);
    auto const last = text.rfind('|');
    return { text.substr(0, first), parse_standing(text.substr(first + 1, second - first - 1)),
        text.substr(second + 1, last - second - 1), LocalDate::parse(text.substr(last + 1)) };
}

std::optional<Instant> parse_instant(std::string const& text)
{
    // `2026-11-22T20:52:47.123Z`, as `Instant::text` writes it.
    auto const day = LocalDate::parse(std::string_view(text).substr(0, 10));
    if (!day || text.size() != 24)
        return std::nullopt;
    auto const number = [&](std::size_t at, std::size_t size) {
        return parse_integer(std::string_view(text).substr(at, size)).value_or(0);
    };
    auto const days = std::chrono::sys_days(day->ymd()).time_since_epoch().count();
    return Instant { ((days * 24 + number(11, 2)) * 60 + number(14, 2)) * 60'000 + number(17, 2) * 1000
        + number(20, 3) };
}

void put_text(Organisation& organisation, std::string_view name, std::string text)
{
    if (name == "kind")
        organisation.kind = parse_kind(text).value_or(organisation.kind);
    else if (name == "name")
        organisation.name = std::move(text);
    else if (name == "lang")
        organisation.lang = Lang::parse(text).value_or(organisation.lang);
    else if (name == "uid")
        organisation.uid = std::move(text);
    else if (name == "website")
        organisation.website = std::move(text);
    else if (name == "email")
        organisation.email = std::move(text);
    else if (name == "phone")
        organisation.phone = std::move(text);
    else if (name == "langs")
        organisation.langs = parse_langs(text);
    else if (name == "noga")
        organisation.noga = std::move(text);
    else if (name == "visibility")
        organisation.visibility = parse_visibility(text);
    else if (name == "state")
        organisation.state = parse_state(text);
    else if (name == "confirmed_at")
        organisation.confirmed_at = parse_instant(text);
}

void put(Organisation& organisation, std::string const& name, Json const& value)
{
    if (name == "employees")
        organisation.employees = value.is_null() ? std::nullopt : std::optional(value.get<int>());
    else if (name == "summary")
        organisation.summary = localised(value);
    else if (name == "description")
        organisation.description = localised(value);
    else if (name == "offers")
        organisation.offers = localised(value);
    else if (name == "needs")
        organisation.needs = localised(value);
    else if (name == "concepts") {
        organisation.concepts.clear();
        for (auto const& item : value)
            organisation.concepts.push_back(claimed(text_in(item)));
    } else
        put_text(organisation, name, text_in(value));
}

bool mentions_merge(Json const& values)
{
    return values.contains("state") && text_in(values.at("state")) == "merged";
}

} // namespace

bool can_put_back(changes::Entry const& newest)
{
    auto const before = values_of(newest.before);
    auto const after = values_of(newest.after);
    if (!before || !after || before->empty() || mentions_merge(*before) || mentions_merge(*after))
        return false;
    for (auto const& [name, value] : before->items())
        if (std::find(undoable.begin(), undoable.end(), name) == undoable.end())
            return false;
    for (auto const& [name, value] : after->items())
        if (!before->contains(name))
            return false;
    return true;
}

void put_back(Organisation& organisation, changes::Entry const& change)
{
    auto const values = values_of(change.before);
    ensure(values);
    for (auto const& [name, value] : values->items())
        put(organisation, name, value);
}

} // namespace passerelle::directory::undo
