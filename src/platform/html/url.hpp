#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace passerelle::html {

/// Percent-encoded for one segment of a path or one name or value of a query: everything but letters, digits
/// and
/// `-._~@` (RFC 3986, 2.3; `@` may stand in both).
std::string percent_encoded(std::string_view text);

/// An address that is safe to put into a page: a path, query or fragment, or a whole address with http,
/// https, mailto or tel. Whatever else it is made from becomes `#`.
class Url {
public:
    Url() = default;
    explicit Url(std::string_view text);
    static Url mailto(std::string_view address);
    static Url tel(std::string_view number);

    /// With one more query parameter, before any fragment: `Url("/fr/repertoire").with("q", query)`.
    Url with(std::string_view name, std::string_view value) const;
    Url with(std::string_view name, std::int64_t value) const;

    /// At the element with this id.
    Url at(std::string_view id) const;

    bool empty() const { return text_.empty(); }
    std::string const& text() const { return text_; }
    bool operator==(Url const&) const = default;

private:
    std::string text_;
};

} // namespace passerelle::html
