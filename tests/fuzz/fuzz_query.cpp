// sources: src/platform/http/query.cpp src/platform/http/percent.cpp src/platform/http/path.cpp
// sources: src/platform/http/status.cpp src/base/text.cpp
#include "base/text.hpp"
#include "platform/http/path.hpp"
#include "platform/http/percent.hpp"
#include "platform/http/query.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

/// What was read, written and read again is the same, and never text that the inside must not see.
void check_fields(std::string_view input)
{
    auto const fields = http::Fields::parse(input, 50);
    if (fields.refused())
        return;
    expect(fields->size() <= 50);
    for (auto const& field : *fields)
        expect(is_valid_utf8(field.name) && is_valid_utf8(field.value));
    auto const written = fields->encoded();
    auto const again = http::Fields::parse(written, 50);
    expect(bool(again) && again->encoded() == written && again->size() == fields->size());
}

void check_path(std::string_view input)
{
    auto const path = http::Path::parse(input);
    if (!path)
        return;
    for (std::size_t segment = 0; segment < path->size(); ++segment) {
        auto const text = (*path)[segment];
        expect(is_valid_utf8(text) && text != "." && text != "..");
        expect(http::percent_decode(http::percent_encode(text)) == text);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    check_fields(input);
    check_path(input);
    return 0;
}
