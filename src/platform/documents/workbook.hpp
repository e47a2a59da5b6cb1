#pragma once

#include "platform/documents/zip_parts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::documents {

/// Many short texts in one piece of memory.
class TextTable {
public:
    void add(std::string_view text);
    std::size_t size() const { return ends_.size(); }
    std::string_view at(std::size_t index) const;

private:
    std::string text_;
    std::vector<std::uint32_t> ends_;
};

/// How a number is meant, by the format of its cell.
enum class NumberMeaning : std::uint8_t { Number, Date, Time, DateTime };

/// By the code of ECMA-376, 18.8.31: `dd.mm.yyyy`, `#,##0.00`, `[h]:mm`.
NumberMeaning meaning_of_format(std::string_view code);

/// As a person sees it, in ISO 8601 where it is a date or a time. `from_1904`: the count that old Macs began
/// then.
std::string number_text(double value, NumberMeaning meaning, bool from_1904);

/// What the sheets of a workbook have in common.
struct Workbook {
    struct SheetPart {
        std::string name;
        std::string part; ///< its name in the archive
        bool hidden = false;
    };

    std::vector<SheetPart> sheets;
    TextTable texts;                     ///< shared strings
    std::vector<NumberMeaning> meanings; ///< by the style of a cell
    bool from_1904 = false;
};

Outcome<Workbook, DocumentError> read_workbook(ZipParts const& parts);

} // namespace passerelle::documents
