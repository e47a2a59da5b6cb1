#pragma once

#include "modules/directory/duplicates/store.hpp"

/// What is stored as JSON about pairs and merges.
namespace passerelle::directory::duplicates {

/// What it takes to undo a merge.
struct MergeUndo {
    Organisation survivor, absorbed; ///< as they were
    int survivor_version = 0;        ///< after it
    int absorbed_version = 0;
    Hanging hanging;                             ///< what went over
    std::vector<OrganisationId> led_to_absorbed; ///< merged into it before
};

std::string text_of(MergeUndo const&);
/// Of what `text_of` wrote; anything else is a bug.
MergeUndo parse_merge_undo(std::string_view text);

} // namespace passerelle::directory::duplicates
