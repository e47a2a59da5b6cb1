#pragma once

#include "markup.hpp"
#include "problem.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace passerelle::templates {

/// Writes the body of the C++ function. Code of the template stands on lines of its own, behind a `#line` and
/// in its own column, so that what g++ says points into the template.
class Writer {
public:
    Writer(std::string_view source, std::string_view label) : source_(source), label_(label) {}

    /// Literal HTML collects here until code follows.
    std::string& pending() { return pending_; }

    void expression(Place place, std::string_view code, std::size_t offset);
    /// `head` before and `tail` after code of the template, on lines of their own.
    void statement(std::string_view head, std::string_view code, std::size_t offset, std::string_view tail);
    void line(std::string_view text);

    void flush();
    std::string const& body() const { return body_; }
    std::size_t literal_size() const { return literal_size_; }

    /// `#line 5 "src/…"` and `code` in its column.
    std::string located(std::string_view code, std::size_t offset) const;

private:
    std::string_view source_;
    std::string_view label_;
    std::string pending_;
    std::string body_;
    std::size_t literal_size_ = 0;
};

std::string joined(std::initializer_list<std::string_view> parts);

/// As a C++ string literal, quotes included.
std::string quoted(std::string_view text);

} // namespace passerelle::templates
