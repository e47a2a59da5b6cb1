// sources: src/platform/mail/mime.cpp src/platform/crypto/encoding.cpp src/base/text.cpp src/base/ensure.cpp
// libraries: PkgConfig::SODIUM
#include "platform/mail/mime.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

constexpr std::size_t line_max = 76;
constexpr std::size_t phrase_max = 122; // 60 quotation marks, each escaped, within two of them

/// Every line is ASCII, short, and a continuation of its header but for the first (RFC 5322, 2.1.1, 2.2.3).
void check_header(std::string const& value, std::size_t length_max)
{
    std::size_t begin = 0;
    while (begin <= value.size()) {
        auto const end = std::min(value.find("\r\n", begin), value.size());
        expect(begin == 0 || value[begin] == ' ');
        expect(end - begin <= length_max);
        for (auto at = begin; at < end; ++at)
            expect(value[at] >= 0x20 && value[at] < 0x7F);
        begin = end + 2;
    }
}

void check_body(std::string const& text)
{
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const c = text[at];
        expect(c == '\r' || c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7F));
        expect(c != '\n' || text[at - 1] == '\r');
        expect(c != '\r' || at == 0 || (text[at - 1] != ' ' && text[at - 1] != '\t'));
        length = c == '\n' ? 0 : length + 1;
        expect(length <= 77); // with the CR
    }
}

} // namespace

/// Nothing that people write begins another header or a line of its own.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    check_header(mail::header_text(input), line_max);
    check_header(mail::header_phrase(input), phrase_max);
    expect(mail::extended_parameter("filename", input).find_first_of("\r\n") == std::string::npos);
    check_body(mail::quoted_printable(input));
    check_body(mail::base64_lines(input));
    return 0;
}
