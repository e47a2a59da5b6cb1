#pragma once

#include "platform/html/url.hpp"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace passerelle {
class Lang;
}

namespace passerelle::html {

struct Page;

/// Every part's views are found beside one's own; platform/html has the shared ones.
namespace views {
}

/// Markup that is safe to send: it comes from templates, or from text through `escaped`.
class Html {
public:
    Html() = default;

    /// Text becomes markup as it stands. Only platform/html may call it; the house rules' test looks.
    static Html trusted(std::string markup) { return Html(std::move(markup)); }

    static Html escaped(std::string_view text);

    bool empty() const { return markup_.empty(); }
    std::string const& markup() const& { return markup_; }
    std::string&& markup() && { return std::move(markup_); }

    Html& operator+=(Html const& more)
    {
        markup_ += more.markup_;
        return *this;
    }

    bool operator==(Html const&) const = default;

private:
    explicit Html(std::string markup) : markup_(std::move(markup)) {}
    std::string markup_;
};

/// Whole numbers are sent as digits; for people, format them first (`i18n::number`).
template<class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// A value with one unambiguous spelling: ids, dates.
template<class T>
concept HasText = requires(T const& value)
{
    {
        value.text()
        } -> std::convertible_to<std::string_view>;
}
&&!std::same_as<T, Url>;

/// What views write into. Each function escapes for one place (WHATWG HTML, 13.1; RFC 3986); the template
/// compiler chooses. Control characters and bytes that are not UTF-8 become U+FFFD.
class Out {
public:
    explicit Out(std::size_t size_expected = 0) { buffer_.reserve(size_expected); }
    Out(Out const&) = delete;
    Out& operator=(Out const&) = delete;

    /// From a template, as it stands.
    template<std::size_t N>
    void literal(char const (&markup)[N])
    {
        buffer_.append(markup, N - 1);
    }

    /// Between tags.
    void text(std::string_view);
    void text(Html const& markup) { buffer_ += markup.markup(); }
    void text(WholeNumber auto number) { whole(number); }

    /// In title and textarea, where markup would show.
    void text_only(std::string_view value) { text(value); }
    void text_only(WholeNumber auto number) { whole(number); }

    /// In a quoted attribute.
    void attribute(std::string_view);
    void attribute(Lang const&);
    void attribute(WholeNumber auto number) { whole(number); }
    void attribute(std::floating_point auto number) { decimal(static_cast<double>(number)); }
    void attribute(Url const& url) { attribute(std::string_view(url.text())); }
    void attribute(HasText auto const& value) { attribute(std::string_view(value.text())); }

    /// A whole address; one that `Url` refuses is sent as `#`.
    void address(Url const& url) { attribute(std::string_view(url.text())); }
    void address(std::string_view text) { address(Url(text)); }

    /// A segment or value inside an address.
    void address_part(std::string_view);
    void address_part(Lang const&);
    void address_part(WholeNumber auto number) { whole(number); }
    void address_part(HasText auto const& value) { address_part(std::string_view(value.text())); }

    Html html() && { return Html::trusted(std::move(buffer_)); }

private:
    template<class T>
    void whole(T number)
    {
        if constexpr (std::is_signed_v<T>)
            signed_number(number);
        else
            unsigned_number(number);
    }
    void decimal(double);
    void signed_number(long long);
    void unsigned_number(unsigned long long);

    std::string buffer_;
};

} // namespace passerelle::html
