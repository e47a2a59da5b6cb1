#pragma once

#include "modules/directory/directory.hpp"

#include <iosfwd>
#include <string>

namespace passerelle::directory {

struct SearchOptions {
    enum class Format { Lines, JsonLines, Trec };

    int limit = 20;
    bool needs = false; ///< what organisations look for instead of what they offer
    Format format = Format::Lines;
    Lang lang;
};

/// One query: a hit a line, with score, reference, name and reasons; or one JSON object.
void search_once(Directory&, std::string const& query, SearchOptions const&, std::ostream& out);

/// Why a line of a batch is not taken.
struct BatchRefused {
    std::int64_t line = 0;
    enum class Reason { NotJson, NoQuery, UnknownLang } reason {};
};

/// JSON Lines `{"id", "lang", "query"}` in, TREC run lines or JSON Lines out (contracts: "Search, batch").
/// Nothing more is written after a refused line.
Outcome<Done, BatchRefused> search_batch(
    Directory&, std::istream& queries, SearchOptions const&, std::ostream& out);

} // namespace passerelle::directory
