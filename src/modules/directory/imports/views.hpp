#pragma once

#include "modules/directory/desk/frame_page.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"

#include <string>
#include <vector>

/// What the pages of an import show.
namespace passerelle::directory::imports {

enum class Step { File, Columns, Check, Result };

/// An import of before.
struct PastImport {
    std::string file {};
    html::Url url {};
    std::string line {}; ///< when, by whom, how many rows
    html::Url undo {};   ///< empty where it cannot be undone any more
};

struct UploadPage {
    DeskFrame frame {};
    html::FileField file {};
    html::Url action {};
    std::string retention {}; ///< how long a file is kept that nobody imports
    html::Url export_csv {}, export_xlsx {};
    std::vector<PastImport> past {};
    html::Pager pager {};
};

struct ColumnRow {
    std::string id {}; ///< of the heading and name of the field
    std::string heading {};
    std::string examples {};
    std::vector<html::Choice> choices {};
    std::string badge {};
    std::string badge_class {};
};

struct ColumnsPage {
    DeskFrame frame {};
    std::string file {};
    std::string unknown {}; ///< how many are not known, as a sentence; empty for none
    std::string error {};
    std::vector<ColumnRow> columns {};
    html::Url action {};
    html::Url other_file {};
};

struct Figure {
    std::string label {};
    std::string value {};
};

struct ShownChange {
    std::string label {}, before {}, after {};
};

struct ShownSuspect {
    std::string name {};
    html::Url url {}; ///< empty for one in the same file
    std::string score {};
    std::vector<std::string> reasons {};
};

struct ShownRow {
    std::string line {};
    std::string name {};
    std::string badge {};
    std::string badge_class {};
    bool refused = false;
    std::vector<ShownChange> changes {};
    std::vector<std::string> problems {};
    std::vector<ShownSuspect> suspects {};
};

struct PreviewPage {
    DeskFrame frame {};
    std::string file {};
    std::string notice {}; ///< that it had to be worked out anew; else empty
    std::vector<Figure> figures {};
    html::Url refused_file {}; ///< where rows are refused
    std::vector<html::Link> shown {};
    std::vector<ShownRow> rows {};
    html::Pager pager {};
    std::string apply_label {}; ///< empty where there is nothing to import
    html::Url apply {};
    html::Url columns {};
    html::Url discard {};
};

struct ResultPage {
    DeskFrame frame {};
    std::string file {};
    std::string title {};
    std::string sum {};
    bool undone = false;
    std::vector<Figure> figures {};
    std::vector<ShownRow> refused {};
    html::Url refused_file {};   ///< where rows were refused, as long as they are kept
    std::string refused_more {}; ///< that there are more than are shown; else empty
    std::string retention {};    ///< how long they are kept
    html::Url report {};
    html::Url organisations {};
    html::Url duplicates {}; ///< where some are suspected
    html::Url undo {};       ///< empty where it cannot be undone
};

/// Rows that an undo left as they are, as something has changed them since.
struct TouchedPage {
    DeskFrame frame {};
    std::string file {};
    std::string done {};
    std::vector<html::Link> touched {};
    html::Url back {};
};

} // namespace passerelle::directory::imports
