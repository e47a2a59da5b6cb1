// sources: src/platform/documents/csv_*.cpp src/platform/i18n/charset.cpp src/base/text.cpp src/base/time.cpp
#include "base/text.hpp"
#include "platform/documents/csv.hpp"

#include <cstdint>
#include <cstdlib>

using namespace passerelle::documents;

namespace {

/// All rows of a file, or nothing where it is refused.
std::optional<std::vector<TableRow>> rows_in(std::string_view bytes)
{
    auto source = open_csv(bytes);
    std::vector<TableRow> rows;
    while (source) {
        auto row = source.value()->next();
        if (!row)
            break;
        if (!row.value())
            return rows;
        rows.push_back(*row.value());
    }
    return std::nullopt;
}

void check(std::vector<TableRow> const& rows)
{
    std::int64_t line = 0;
    for (auto const& row : rows) {
        if (row.line <= line)
            std::abort();
        line = row.line;
        for (auto const& cell : row.cells)
            if (!passerelle::is_valid_utf8(cell) || unguarded(guarded(cell)) != cell)
                std::abort();
    }
}

/// What was read, as an export.
std::string exported(std::vector<TableRow> const& rows)
{
    std::size_t next = 0;
    Sheet const sheet { "x", { { "ref" }, { "texte" } }, [&](std::vector<Cell>& cells) {
                           if (next == rows.size())
                               return false;
                           cells.emplace_back(std::string("1"));
                           cells.insert(cells.end(), rows[next].cells.begin(), rows[next].cells.end());
                           ++next;
                           return true;
                       } };
    return to_csv(sheet);
}

} // namespace

/// Every file is read or refused; what is read is text, and comes back from an export of it as it was.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const rows = rows_in({ reinterpret_cast<char const*>(bytes), size });
    if (!rows)
        return 0;
    check(*rows);
    auto const again = rows_in(exported(*rows));
    if (!again || again->size() != rows->size() + 1)
        std::abort();
    for (std::size_t i = 0; i < rows->size(); ++i) {
        auto cells = (*again)[i + 1].cells;
        cells.erase(cells.begin());
        if (cells != (*rows)[i].cells)
            std::abort();
    }
    return 0;
}
