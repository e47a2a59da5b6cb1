#include "platform/http/path.hpp"

#include "base/text.hpp"
#include "platform/http/percent.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

bool has_control_character(std::string_view text)
{
    return std::any_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

} // namespace

std::optional<Path> Path::parse(std::string_view raw)
{
    if (!raw.starts_with('/'))
        return std::nullopt;
    Path path;
    path.raw_ = raw;
    auto rest = raw.substr(1);
    if (rest.empty())
        return path;
    if (rest.ends_with('/')) {
        path.trailing_slash_ = true;
        rest.remove_suffix(1);
    }
    path.decoded_.reserve(rest.size());
    for (auto const piece : split(rest, '/')) {
        auto const segment = percent_decode(piece);
        if (!segment || has_control_character(*segment) || *segment == "." || *segment == "..")
            return std::nullopt;
        if (!path.starts_.empty())
            path.decoded_ += '/';
        path.starts_.push_back(static_cast<std::uint32_t>(path.decoded_.size()));
        path.decoded_ += *segment;
    }
    return path;
}

std::string_view Path::operator[](std::size_t segment) const
{
    auto const start = starts_[segment];
    auto const end = segment + 1 < starts_.size() ? starts_[segment + 1] - 1 : decoded_.size();
    return std::string_view(decoded_).substr(start, end - start);
}

std::string_view Path::from(std::size_t segment) const
{
    return segment < starts_.size() ? std::string_view(decoded_).substr(starts_[segment])
                                    : std::string_view();
}

} // namespace passerelle::http
