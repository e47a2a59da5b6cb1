#pragma once

#include <string>
#include <utility>
#include <vector>

namespace passerelle::documents {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A ZIP archive of these parts.
std::string zip_of(Parts const& parts);

/// What every workbook has around its sheets, one of them called "Liste"; `sheet` is its sheetData.
Parts workbook_parts(std::string const& sheet_data, std::string const& shared_strings = "");

std::string workbook_of(std::string const& sheet_data, std::string const& shared_strings = "");

} // namespace passerelle::documents
