#pragma once

#include "modules/directory/desk/frame_page.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the translation desk shows.
namespace passerelle::directory::translations {

struct Figure {
    std::string label {};
    std::string count {};
};

struct TranslationsPage {
    DeskFrame frame {};
    std::vector<Figure> figures {};
    html::Url action {};
    std::vector<html::ChoiceField> choices {};
    html::Table table {};
    html::Pager pager {};
    std::vector<html::Link> files {}; ///< for an agency
    bool may_write = false;
    html::Url preview {};
    html::FileField file {};
    std::string file_error {};
};

/// One version of a text, as a translator sees it.
struct Side {
    Lang lang {};
    std::string lang_name {};
    std::string state {};
    std::string state_class {};
    std::string text {};
};

struct PiecePage {
    DeskFrame frame {};
    std::string organisation {};
    html::Url entry {};
    std::vector<Side> sources {}; ///< every other language, current ones first
    Side target {};
    html::Field text {};
    html::ChoiceField meant {};
    html::Url send {};
    html::Url skip {};
    html::Url back {};
    std::string meaning {};
    std::string at {};
    html::FormErrors errors {};
    bool may_write = false;
};

struct PreviewRow {
    std::string organisation {};
    html::Url url {};
    std::string field {};
    std::string before {};
    std::string after {};
    std::string problem {}; ///< empty: will be written
};

struct TranslationsPreview {
    DeskFrame frame {};
    Lang into {};
    std::string summary {};
    std::vector<PreviewRow> ready {};
    std::vector<PreviewRow> problems {};
    std::string not_shown {}; ///< that there are more than are shown; else empty
    html::Url apply {};
    html::Url back {};
    std::string content {}; ///< what is ready once more, as XLIFF
};

} // namespace passerelle::directory::translations
