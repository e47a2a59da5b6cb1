#pragma once

#include "modules/directory/organisations/entry_form.hpp"

/// An entry cut into the parts that two people may have changed at the same time, to compare and to choose
/// from.
namespace passerelle::directory::organisations {

struct EntryPart {
    std::string key;                ///< `phone`, `text.description.fr`, `sites`
    std::string label;              ///< in the reader's language
    std::string value;              ///< equal where nothing differs
    std::vector<std::string> shown; ///< lines for people
    std::optional<Lang> lang {};    ///< of what is shown, where it is a text
};

/// Always the same parts in the same order, for the same languages.
std::vector<EntryPart> parts_of(Organisation const&, FormSetting const&);

/// The part of that key of `from` becomes that of `to`. An unknown key does nothing.
void take_part(Organisation& to, Organisation const& from, std::string_view key, FormSetting const&);

/// What each part was when somebody began to write: short fingerprints, for a hidden field of the form.
std::string marks_of(std::vector<EntryPart> const&);

/// A part that is not the same in both versions, and which of them its reader most likely wants: the other's
/// where the own one is still as it was.
struct Difference {
    EntryPart mine;
    EntryPart theirs;
    bool prefers_theirs = false;
};
struct Comparison {
    std::vector<Difference> differences;
    std::vector<std::string> same; ///< labels
};
Comparison compare(
    Organisation const& mine, Organisation const& theirs, std::string_view marks_before, FormSetting const&);

} // namespace passerelle::directory::organisations
