// sources: src/platform/http/request_head.cpp src/platform/http/request.cpp src/platform/http/headers.cpp
// sources: src/platform/http/query.cpp src/platform/http/percent.cpp src/platform/http/path.cpp
// sources: src/platform/http/status.cpp src/base/text.cpp src/base/lang.cpp src/base/ensure.cpp
// libraries: Boost::headers
#include "platform/http/wire_parser.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

constexpr std::size_t head_max = 4096;
constexpr std::size_t body_max = 1024;

/// The length of the head, if it is one, whether it comes at once or byte by byte.
std::optional<std::size_t> head_of(std::string_view input)
{
    http::HeadScanner whole(head_max, 30);
    auto const state = whole.scan(input);
    http::HeadScanner slow(head_max, 30);
    auto pieces = http::HeadScanner::State::Incomplete;
    for (std::size_t n = 1; n <= input.size() && pieces == http::HeadScanner::State::Incomplete; ++n)
        pieces = slow.scan(input.substr(0, n));
    expect(input.empty() || pieces == state);
    if (state != http::HeadScanner::State::Complete)
        return std::nullopt;
    expect(whole.length() == slow.length() && whole.length() <= input.size());
    return whole.length();
}

} // namespace

/// One request as it comes off the wire, head and body.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const length = head_of(input);
    if (!length)
        return 0;
    http::Request request;
    http::WireParser parser(request, head_max);
    if (auto const refused = parser.take_head(input.substr(0, *length))) {
        expect(*refused >= 400 && *refused < 600);
        return 0;
    }
    std::string rest(input.substr(*length));
    if (!parser.is_done() && !rest.empty()) {
        auto const refused = parser.take_body(rest, body_max);
        expect(!refused || *refused >= 400);
    }
    expect(request.body.size() <= body_max);
    return 0;
}
