#pragma once

#include "platform/html/html.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace passerelle::html {

enum class Align { Start, End };
enum class Sorted { No, Ascending, Descending };

struct Column {
    std::string label {};
    Align align = Align::Start; ///< End for figures
    Url sort {};                ///< where the list is in the order of this column; empty: it cannot be
    Sorted sorted = Sorted::No;
    bool hidden_on_phone = false;
};

struct TableRow {
    std::vector<Html> cells {};
    std::string css_class {};
    std::string value {}; ///< that its checkbox sends
    std::string name {};  ///< of what stands in the row, for its checkbox
};

/// A list as rows and columns; each row has a cell for each column.
struct Table {
    std::string caption {}; ///< said to screen readers, not shown
    std::vector<Column> columns {};
    std::vector<TableRow> rows {};
    std::size_t head = 0;     ///< the column that names the row
    std::string selection {}; ///< name of the checkboxes, for bulk actions; none where empty
};

/// Where a list paged by key goes on.
struct Pager {
    Url previous {};      ///< empty at the start
    Url next {};          ///< empty at the end
    std::string place {}; ///< "1 to 50 of 91"; may be empty
};

} // namespace passerelle::html
