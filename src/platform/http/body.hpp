#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace passerelle::http {

/// Bytes that outlive the response: part of the program, or kept by `owner`.
struct SharedBytes {
    std::string_view bytes;
    std::shared_ptr<void const> owner;
};

/// A body that is made while it is sent. Each piece is asked for on a worker, once the one before has left.
struct Stream {
    enum class Step {
        More,  ///< `piece` was filled, there is more
        Later, ///< nothing now; ask again in a moment (a quarter of a second at most)
        End,   ///< `piece` may have been filled; there is no more
    };
    std::function<Step(std::string& piece)> produce {}; ///< `piece` comes empty; about 64 KB are a good size
    std::optional<std::uint64_t> length {};             ///< if known beforehand; else sent in chunks
};

class Body {
public:
    Body() = default;
    Body(std::string text) : content_(std::move(text)) {}
    Body(SharedBytes bytes) : content_(std::move(bytes)) {}
    Body(Stream stream) : content_(std::move(stream)) {}

    /// Everything; nothing for a stream.
    std::string_view text() const;
    std::size_t size() const { return text().size(); }

    bool is_stream() const { return std::holds_alternative<Stream>(content_); }
    Stream& stream() { return std::get<Stream>(content_); }
    Stream const& stream() const { return std::get<Stream>(content_); }

private:
    std::variant<std::string, SharedBytes, Stream> content_;
};

} // namespace passerelle::http
