#pragma once

#include "modules/directory/desk/frame_page.hpp"
#include "modules/directory/duplicates/comparing.hpp"
#include "platform/html/table.hpp"

#include <string>
#include <vector>

/// What the pages about duplicates show.
namespace passerelle::directory::duplicates {

struct PairRow {
    std::string first, second;
    html::Url url {};
    int score = 0;
    std::vector<std::string> reasons {};
};

struct PairsPage {
    DeskFrame frame {};
    std::vector<PairRow> pairs {};
    html::Pager pager {};
};

struct ComparedRecord {
    std::string name {};
    html::Url url {};
    std::string members {}; ///< of whom, since when
};

struct ComparePage {
    DeskFrame frame {};
    int score = 0;
    std::vector<std::string> reasons {};
    ComparedRecord first {}, second {};
    std::vector<Difference> differences {};
    std::vector<OfferedConcept> concepts {};
    bool has_other_site = false;
    std::string error {};
    html::Url action {};
    html::Url later {};
    bool may_decide = false;
    int first_version = 0, second_version = 0;
};

struct MergedPage {
    DeskFrame frame {};
    std::string title {};
    std::string text {};
    html::Link survivor {};
    html::Url undo {}; ///< empty where it cannot be undone
    html::Url back {};
};

} // namespace passerelle::directory::duplicates
