#pragma once

#include "base/lang.hpp"
#include "platform/http/query.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The form kit: what a field is, what was wrong with it, and what was sent. The views `text_field`,
/// `select_field` … show it (platform/html/components.hpp).
namespace passerelle::html {

/// What is wrong with a form, in words of the reader's language, by field.
class FormErrors {
public:
    struct Error {
        std::string field;
        std::string message;
        std::string label; ///< of the field, for the summary; may be empty
    };

    /// Only the first message for a field is kept: it is the one to begin with.
    void add(std::string_view field, std::string_view message, std::string_view label = {});

    /// Empty where there is none.
    std::string_view of(std::string_view field) const;

    bool empty() const { return errors_.empty(); }
    std::size_t size() const { return errors_.size(); }
    auto begin() const { return errors_.begin(); }
    auto end() const { return errors_.end(); }

private:
    std::vector<Error> errors_;
};

/// One line or more of text, a date, a number, a password.
struct Field {
    std::string name {};
    std::string label {};
    std::string hint {};
    std::string error {};
    std::string value {};
    bool required = false;
    std::string autocomplete {}; ///< a token of HTML, 4.10.18.7: `email`, `organization`, `off`
    std::string type { "text" }; ///< `email`, `tel`, `url`, `date`, `number`, `password`, `search` …
    std::string input_mode {};   ///< `numeric` for digits that are no number
    std::optional<Lang> lang {}; ///< that the value is in
    int length_max = 0;          ///< in characters; 0: no limit shown
    int rows = 6;                ///< of a text area
    bool is_short = false;       ///< a postcode, not a street
    bool readonly = false;
    std::string id {}; ///< its name where empty; needed where a page has two forms
};

struct Choice {
    std::string value {};
    std::string label {};
    bool selected = false;
    std::string hint {};
    std::optional<Lang> lang {}; ///< of the label, where it is not the page's
};

/// One of several or several of several: a select, radio buttons, a group of checkboxes.
struct ChoiceField {
    std::string name {};
    std::string label {};
    std::string hint {};
    std::string error {};
    bool required = false;
    std::vector<Choice> choices {};
    std::string blank {}; ///< label of an empty first choice of a select; none where empty
    bool in_line = false; ///< side by side
    std::string id {};
};

struct Checkbox {
    std::string name {};
    std::string label {};
    std::string hint {};
    std::string error {};
    bool checked = false;
    bool required = false;
    std::string value { "1" };
    std::string id {};
};

struct FileField {
    std::string name {};
    std::string label {};
    std::string hint {};
    std::string error {};
    bool required = false;
    std::string accept {}; ///< `.xlsx,.csv`
    std::string id {};
    int megabytes_max = 0; ///< what is larger is said so before it is sent; 0: not said
};

/// A form as somebody sent it, to be shown again with its messages.
struct SentForm {
    http::Fields fields {};
    FormErrors errors {};
};

/// With the value that was sent and the message for it. Passwords are not shown again.
Field filled(Field field, SentForm const& form);
ChoiceField filled(ChoiceField field, SentForm const& form);
Checkbox filled(Checkbox field, SentForm const& form);

/// For the views: the id of the control, and the ids of what describes it.
template<class F>
std::string const& id_of(F const& field)
{
    return field.id.empty() ? field.name : field.id;
}

template<class F>
std::string described_by(F const& field)
{
    std::string ids;
    if (!field.hint.empty())
        ids = id_of(field) + "-hint";
    if (!field.error.empty())
        ids += (ids.empty() ? "" : " ") + id_of(field) + "-error";
    return ids;
}

} // namespace passerelle::html
