// sources: src/platform/json/*.cpp src/base/text.cpp src/base/ensure.cpp
#include "base/text.hpp"
#include "platform/json/json.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

int depth_of(Json const& value)
{
    int deepest = 0;
    if (value.is_structured())
        for (auto const& inner : value)
            deepest = std::max(deepest, depth_of(inner));
    return deepest + (value.is_structured() ? 1 : 0);
}

} // namespace

/// What was read, written and read again is the same, within the limits, and cannot end a script element.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    JsonLimits const limits { .bytes_max = 1 << 16, .depth_max = 12, .members_max = 40 };
    auto const value = parse_json(input, limits);
    if (value.refused()) {
        expect(value.refusal().byte <= input.size() && value.refusal().line >= 1);
        return 0;
    }
    expect(input.size() <= limits.bytes_max && depth_of(*value) <= limits.depth_max);
    auto const written = to_json_text(*value);
    expect(is_valid_utf8(written));
    auto const again = parse_json(written, { .bytes_max = 1 << 20 });
    expect(bool(again) && to_json_text(*again) == written);
    expect(to_script_json_text(*value).find_first_of("<>&") == std::string::npos);
    return 0;
}
