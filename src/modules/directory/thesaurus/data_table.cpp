#include "modules/directory/thesaurus/data_table.hpp"

#include "base/ensure.hpp"
#include "modules/directory/embedded_data.hpp"
#include "platform/documents/csv.hpp"

namespace passerelle::directory {

DataTable::DataTable(std::string_view path)
{
    auto opened = documents::open_csv(data_file(path));
    ensure(opened);
    auto const source = std::move(opened).value();
    for (;;) {
        auto row = source->next();
        ensure(row);
        if (!row.value())
            break;
        auto cells = (*row.value()).cells;
        if (columns_.empty()) {
            for (std::size_t i = 0; i < cells.size(); ++i)
                columns_.emplace(cells[i], i);
        } else {
            cells.resize(columns_.size());
            rows_.push_back(std::move(cells));
        }
    }
}

std::string const& DataTable::at(std::size_t row, std::string_view column) const
{
    auto const found = columns_.find(column);
    ensure(found != columns_.end());
    return rows_[row][found->second];
}

} // namespace passerelle::directory
