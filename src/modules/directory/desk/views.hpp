#pragma once

#include "base/lang.hpp"
#include "modules/directory/desk/frame_page.hpp"
#include "platform/html/form.hpp"
#include "platform/html/table.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the pages of the desk show.
namespace passerelle::directory::desk {

/// Which of several operators' desks.
struct DeskChoicePage {
    std::vector<html::Link> desks {};
};

struct AwaitCard {
    std::string count {};
    std::string title {};
    std::string note {};
    html::Url url {};
    bool done = false;
};

struct LatestLine {
    std::string name {};
    html::Url url {};
    std::string what {};
    std::string who_and_when {};
};

struct DeskHomePage {
    DeskFrame frame {};
    std::vector<AwaitCard> cards {};
    std::vector<LatestLine> latest {};
    html::Url all_changes {};
};

/// A saved view, to choose and to change.
struct ViewChip {
    std::string name {};
    html::Url url {};
    bool current = false;
    html::Url rename {};
    html::Url remove {};
};

/// A condition that holds, and the list without it.
struct FilterChip {
    std::string label {};
    html::Url without {};
};

struct OrganisationsPage {
    DeskFrame frame {};
    std::vector<ViewChip> views {};
    std::vector<FilterChip> chips {};
    html::Url action {}; ///< of the filter
    html::Field text {};
    std::vector<html::ChoiceField> choices {};
    std::vector<html::Checkbox> boxes {};
    std::string sort {};
    bool may_write = false;
    html::Url bulk {};
    html::ChoiceField bulk_action {};
    html::Field bulk_category {};
    std::string back {}; ///< the query of this list
    html::Table table {};
    html::Pager pager {};
    html::Url xlsx {};
    html::Url csv {};
    html::Url save_view {};
    html::Field view_name {};
};

/// Languages of an entry's texts, as a cell shows them.
struct LangStates {
    struct One {
        Lang lang;
        bool missing = false;
        bool outdated = false;
    };
    std::vector<One> langs {};
};

struct PeoplePage {
    DeskFrame frame {};
    html::Url action {};
    html::Field text {};
    std::vector<html::ChoiceField> choices {};
    html::Table table {};
    html::Pager pager {};
    html::Url xlsx {};
    html::Url csv {};
};

/// A value before and after a change. Items of a list stand apart; text carries its language.
struct ChangedValue {
    std::string label {};
    std::optional<Lang> lang {};
    std::vector<std::string> before {};
    std::vector<std::string> after {};
    std::string remark {};
};

struct ChangeEntry {
    std::string datetime {};
    std::string time {};
    std::string who {};
    std::string what {};
    std::string thing {}; ///< the record's name, where the log is of several
    html::Url thing_url {};
    std::vector<ChangedValue> values {};
    std::string note {};
    html::Url undo {}; ///< empty where it cannot be undone
    std::string seq {};
};

struct ChangeDay {
    std::string title {};
    std::string id {};
    std::vector<ChangeEntry> entries {};
};

struct ChangesPage {
    DeskFrame frame {};
    html::Url record {}; ///< the record's page; empty for the log of all
    std::vector<ChangeDay> days {};
    html::Pager pager {};
};

} // namespace passerelle::directory::desk
