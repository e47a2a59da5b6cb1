#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory {

/// The rows of a CSV file that is part of the program, by the names of its columns. `ensure`s that it is
/// sound.
class DataTable {
public:
    explicit DataTable(std::string_view path);

    std::size_t size() const { return rows_.size(); }
    std::string const& at(std::size_t row, std::string_view column) const;

private:
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::vector<std::vector<std::string>> rows_;
};

} // namespace passerelle::directory
