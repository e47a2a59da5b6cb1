#include "platform/search/metadata.hpp"

#include "base/text.hpp"

namespace passerelle::search::metadata {

std::string packed(std::vector<std::uint32_t> const& documents)
{
    // An empty value would mean that there is none.
    std::string bytes = ".";
    for (auto const number : documents)
        for (int shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>((number >> shift) & 0xFF);
    return bytes;
}

std::vector<std::uint32_t> unpacked(std::string_view bytes)
{
    std::vector<std::uint32_t> documents;
    for (std::size_t place = 1; place + 4 <= bytes.size(); place += 4) {
        std::uint32_t number = 0;
        for (int i = 0; i < 4; ++i)
            number |= std::uint32_t(static_cast<unsigned char>(bytes[place + std::size_t(i)])) << (8 * i);
        documents.push_back(number);
    }
    return documents;
}

std::int64_t number(std::string_view text) { return parse_integer(text).value_or(0); }

} // namespace passerelle::search::metadata
