#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::http {

/// The path of an address, taken apart at `/` and then decoded once, so that an escaped slash stays inside
/// its segment.
class Path {
public:
    /// `/`
    Path() = default;

    /// Nothing if it does not start with a slash, has a broken escape, a control character, text that is not
    /// UTF-8, or a segment `.` or `..`.
    static std::optional<Path> parse(std::string_view raw);

    /// As it was received.
    std::string const& raw() const { return raw_; }

    /// `/` has none, `/a/b/` has two.
    std::size_t size() const { return starts_.size(); }
    std::string_view operator[](std::size_t segment) const;

    /// Segments from that one to the last, joined with slashes.
    std::string_view from(std::size_t segment) const;

    bool has_trailing_slash() const { return trailing_slash_; }

private:
    std::string raw_ { "/" };
    std::string decoded_;
    std::vector<std::uint32_t> starts_;
    bool trailing_slash_ = false;
};

} // namespace passerelle::http
