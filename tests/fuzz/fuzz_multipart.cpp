// sources: src/platform/http/multipart.cpp src/platform/http/headers.cpp src/base/text.cpp
// sources: src/base/ensure.cpp
#include "base/text.hpp"
#include "platform/http/multipart.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

bool is_within(std::string_view part, std::string_view whole)
{
    return part.empty()
        || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

} // namespace

/// The first line is the Content-Type, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const line = input.find('\n');
    auto const boundary = http::multipart_boundary(input.substr(0, line));
    auto const body = line == std::string_view::npos ? std::string_view() : input.substr(line + 1);
    auto const parts = http::parse_multipart(body, boundary.value_or("B"), { 20, 1024 });
    if (parts.refused())
        return 0;
    expect(parts->size() <= 20);
    for (auto const& part : *parts) {
        expect(is_within(part.content, body) && is_within(part.type, body));
        expect(is_valid_utf8(part.name));
        expect(!part.file_name || is_valid_utf8(*part.file_name));
    }
    return 0;
}
