#pragma once

#include "base/outcome.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

enum class FieldsRefused {
    BadEscape, ///< a broken percent escape, NUL, or text that is not UTF-8
    TooMany,
};

/// Names with values in their order: a query, or the fields of a form. A name may occur several times.
class Fields {
public:
    struct Field {
        std::string name;
        std::string value;
    };

    /// Reads a query without its `?`, or an application/x-www-form-urlencoded body. Decodes once.
    static Outcome<Fields, FieldsRefused> parse(std::string_view encoded, std::size_t fields_max = 1000);

    /// The value of a name that may occur once. Throws StatusError 400 if it occurs more often.
    std::optional<std::string_view> one(std::string_view name) const;

    /// As `one`, an empty text if there is none.
    std::string_view text(std::string_view name) const { return one(name).value_or(std::string_view()); }

    std::vector<std::string_view> all(std::string_view name) const;
    bool has(std::string_view name) const;

    void add(std::string_view name, std::string_view value);
    /// Replaces all of that name by one.
    void set(std::string_view name, std::string_view value);
    void remove(std::string_view name);
    /// Removes the fields of that name that have that value: a facet that is switched off.
    void remove(std::string_view name, std::string_view value);

    /// `a=1&b=%C3%A9`, nothing for no fields.
    std::string encoded() const;

    std::size_t size() const { return fields_.size(); }
    bool empty() const { return fields_.empty(); }
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<Field> fields_;
};

/// `/path?a=1`, or `/path` alone for no fields.
std::string address_of(std::string_view path, Fields const& query);

} // namespace passerelle::http
