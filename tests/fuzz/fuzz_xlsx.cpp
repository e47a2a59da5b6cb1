// sources: src/platform/documents/*.cpp src/platform/documents/tests/workbook_fixture.cpp
// sources: src/platform/i18n/charset.cpp src/base/text.cpp src/base/time.cpp src/base/ensure.cpp
// sources: src/base/id.cpp src/base/bytes.cpp src/base/lang.cpp src/base/localised_text.cpp
// libraries: LibArchive::LibArchive pugixml::pugixml PkgConfig::XLSXWRITER PkgConfig::QRENCODE
#include "base/text.hpp"
#include "platform/documents/tests/workbook_fixture.hpp"
#include "platform/documents/xlsx.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle::documents;

namespace {

/// Checksums keep changed bytes from reaching the XML, so what is no archive itself becomes the parts of one:
/// sheet, shared strings, styles, workbook, each after a zero.
std::string archive_of(std::string_view input)
{
    if (input.substr(0, 2) == "PK")
        return std::string(input);
    constexpr std::size_t part_of[] { 6, 5, 4, 2 };
    auto parts = workbook_parts("");
    auto const texts = passerelle::split(input, '\0');
    for (std::size_t i = 0; i < texts.size() && i < std::size(part_of); ++i)
        if (!texts[i].empty())
            parts[part_of[i]].second = std::string(texts[i]);
    return zip_of(parts);
}

} // namespace

/// Every workbook is read or refused; what is read is text, in rows and columns within the limits.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    TableChoice choice;
    choice.limits = { 5'000'000, 10'000, 500, 100'000 };
    auto const archive = archive_of({ reinterpret_cast<char const*>(bytes), size });
    auto const table = open_xlsx(archive, choice);
    while (table) {
        auto const row = table.value()->next();
        if (!row || !row.value())
            break;
        if (row.value()->cells.size() > choice.limits.columns_max)
            std::abort();
        for (auto const& cell : row.value()->cells)
            if (cell.size() > choice.limits.cell_bytes_max || !passerelle::is_valid_utf8(cell))
                std::abort();
    }
    return 0;
}
