#pragma once

#include "modules/directory/directory.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace passerelle::directory {

struct ImportOptions {
    std::string file;
    std::string operator_slug;
    std::string mapping_file {}; ///< JSON `{"Heading": "column"}`
    std::string report_file {};
    bool dry_run = false;
    bool json = false; ///< the report on standard output, instead of words
    Instant now {};
    std::function<void(std::int64_t rows)> progress {};
};

/// The verb `import organisations` (contracts.md). The exit status: 0 done; 1 the file cannot be read, has no
/// column of names, names an unknown operator, or not one row could be taken. Files that cannot be opened are
/// refused, too.
int import_organisations(Directory&, ImportOptions const&, std::ostream& out, std::ostream& err, Lang);

} // namespace passerelle::directory
