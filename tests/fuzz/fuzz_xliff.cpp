// sources: src/platform/documents/xliff.cpp src/platform/documents/xml.cpp src/base/text.cpp
// sources: src/platform/documents/zip_parts.cpp src/base/lang.cpp src/base/ensure.cpp
// libraries: LibArchive::LibArchive pugixml::pugixml
#include "base/text.hpp"
#include "platform/documents/xliff.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle;

namespace {

void expect(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// What was read, written and read again is the same, and within the limits.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const input(reinterpret_cast<char const*>(data), size);
    auto const document = documents::read_xliff(input, { 1 << 16, 50 });
    if (document.refused())
        return 0;
    std::size_t units = 0;
    for (auto const& file : document->files) {
        units += file.units.size();
        for (auto const& unit : file.units)
            expect(is_valid_utf8(unit.source) && is_valid_utf8(unit.target));
    }
    expect(units <= 50);
    auto const written = documents::to_xliff(*document);
    auto const again = documents::read_xliff(written);
    expect(bool(again) && documents::to_xliff(*again) == written);
    return 0;
}
