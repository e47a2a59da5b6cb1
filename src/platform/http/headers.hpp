#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// Header fields in their order. Names compare without case (RFC 9110, 5.1). All text lies in one buffer,
/// because a request has twenty of them; views stay valid until the next change.
class Headers {
public:
    /// A field beside those of the same name. `ensure`s a token as name and a value without CR, LF, NUL, so
    /// that no text from outside can add a header.
    void add(std::string_view name, std::string_view value);

    /// The only field of that name.
    void set(std::string_view name, std::string_view value);
    void remove(std::string_view name);

    /// The first of that name.
    std::optional<std::string_view> get(std::string_view name) const;
    bool has(std::string_view name) const { return get(name).has_value(); }
    std::size_t count(std::string_view name) const;

    /// Whether a comma-separated list field (`Vary`, `Connection`, `Accept-Encoding`) holds `token`, without
    /// case and without looking at parameters.
    bool lists(std::string_view name, std::string_view token) const;

    struct Field {
        std::string_view name;
        std::string_view value;
    };
    Field operator[](std::size_t place) const;
    std::size_t size() const { return entries_.size(); }
    bool empty() const { return entries_.empty(); }

    void reserve(std::size_t fields, std::size_t bytes);

private:
    struct Entry {
        std::uint32_t name_at, name_length, value_at, value_length;
    };
    std::string text_;
    std::vector<Entry> entries_;
};

/// ASCII letters without case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

} // namespace passerelle::http
