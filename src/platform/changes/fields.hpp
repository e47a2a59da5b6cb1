#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "base/localised_text.hpp"
#include "base/time.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace passerelle::changes {

struct Difference;

/// The fields of a record as they were before or are after a change, in the order of `add`, written as JSON.
///
///     changes::Fields().add("name", organisation.name).add("employees", organisation.employees)
class Fields {
public:
    Fields& add(std::string_view name, std::string_view value);
    Fields& add(std::string_view name, char const* value) { return add(name, std::string_view(value)); }
    Fields& add(std::string_view name, std::string const& value)
    {
        return add(name, std::string_view(value));
    }
    Fields& add(std::string_view name, bool value);
    template<std::integral T>
    requires(!std::same_as<T, bool>) Fields& add(std::string_view name, T value)
    {
        return add_integer(name, static_cast<std::int64_t>(value));
    }
    Fields& add(std::string_view name, double value);
    Fields& add(std::string_view name, std::nullopt_t);
    Fields& add(std::string_view name, Uuid const& value) { return add(name, value.text()); }
    template<class T>
    Fields& add(std::string_view name, Id<T> const& value)
    {
        return add(name, value.uuid());
    }
    Fields& add(std::string_view name, Lang value) { return add(name, value.code()); }
    Fields& add(std::string_view name, Instant value) { return add(name, value.text()); }
    Fields& add(std::string_view name, LocalDate value) { return add(name, value.text()); }
    /// `{"fr": {"text": "…", "meaning": 1}}`
    Fields& add(std::string_view name, LocalisedText const& value);
    /// An array, in its order.
    Fields& add(std::string_view name, std::vector<std::string> const& values);
    template<class T>
    Fields& add(std::string_view name, std::vector<Id<T>> const& ids)
    {
        std::vector<std::string> texts;
        for (auto const& id : ids)
            texts.push_back(id.text());
        return add(name, texts);
    }
    template<class T>
    Fields& add(std::string_view name, std::optional<T> const& value)
    {
        return value ? add(name, *value) : add(name, std::nullopt);
    }

    bool empty() const { return fields_.empty(); }
    bool has(std::string_view name) const { return find(name) != nullptr; }

    /// One JSON object without blanks (RFC 8259).
    std::string json() const;

    bool operator==(Fields const&) const = default;

private:
    friend Difference difference(Fields const& before, Fields const& after);
    Fields& add_integer(std::string_view name, std::int64_t value);
    Fields& add_raw(std::string_view name, std::string json);
    std::string const* find(std::string_view name) const;

    std::vector<std::pair<std::string, std::string>> fields_; ///< name and value, the value as JSON
};

/// What differs between two states of a record; a field that only one side has stays on that side.
struct Difference {
    Fields before;
    Fields after;
    bool empty() const { return before.empty() && after.empty(); }
};

Difference difference(Fields const& before, Fields const& after);

/// A JSON string with its quotes.
std::string json_string(std::string_view text);

} // namespace passerelle::changes
