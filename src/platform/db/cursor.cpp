#include "platform/db/cursor.hpp"

#include "base/text.hpp"
#include "platform/crypto/encoding.hpp"

namespace passerelle::db {
namespace {

/// Unit separator: in no name that anybody types.
constexpr char between = '\x1f';

} // namespace

std::string cursor(std::initializer_list<std::string_view> key)
{
    std::string joined;
    for (auto const part : key) {
        joined += part;
        joined += between;
    }
    return crypto::base64url(joined);
}

std::optional<std::vector<std::string>> parse_cursor(std::string_view text, std::size_t parts)
{
    auto const joined = crypto::from_base64url(text);
    if (!joined || !joined->ends_with(between) || !is_valid_utf8(*joined))
        return std::nullopt;
    std::vector<std::string> result;
    for (auto const part : split(std::string_view(*joined).substr(0, joined->size() - 1), between))
        result.emplace_back(part);
    return result.size() == parts ? std::optional(std::move(result)) : std::nullopt;
}

} // namespace passerelle::db
