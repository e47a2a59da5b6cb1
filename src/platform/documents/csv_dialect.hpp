#pragma once

#include <cstddef>
#include <string_view>

namespace passerelle::documents {

/// How a CSV file is cut into cells.
struct CsvDialect {
    char separator = ',';
    std::size_t begin = 0; ///< where the table begins: after a `sep=;` line
    std::size_t lines_before = 0;
};

/// Found in the first lines of `text`, which has no byte order mark (any charset that contains ASCII).
CsvDialect detect_dialect(std::string_view text);

} // namespace passerelle::documents
