// sources: src/base/text.cpp
#include "base/text.hpp"

#include <cstdint>
#include <cstdlib>

/// What is split can be joined again, what is trimmed stays trimmed, and no bytes lead outside the text.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    std::vector<std::string> parts;
    for (auto const part : passerelle::split(text, '|'))
        parts.emplace_back(part);
    auto const trimmed = passerelle::trim(text);
    if (passerelle::join(parts, "|") != text || passerelle::trim(trimmed) != trimmed)
        std::abort();
    if (passerelle::is_valid_utf8(text) && passerelle::count_characters(text) > size)
        std::abort();
    return 0;
}
