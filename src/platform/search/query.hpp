#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "platform/search/document.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace passerelle::search {

/// All values of one facet that are wanted; any of them will do.
struct Filter {
    std::string facet {};
    std::vector<std::string> values {};
    bool operator==(Filter const&) const = default;
};

struct Query {
    enum class Order { Relevance, Name };

    std::string text {}; ///< as typed; empty lists everything by name
    Lang lang {};        ///< of the reader, who may type in another
    Side side = Side::Offers;
    std::vector<Filter> filters {};     ///< all of them hold
    std::vector<Audience> audiences {}; ///< beside everybody
    Order order = Order::Relevance;
    int limit = 20;                     ///< 0 for the counts only
    std::string after {};               ///< `Answer::next` of the part before
    std::vector<std::string> facets {}; ///< those to count
    int facet_values = 30;              ///< of each the most frequent, and those of its own filter
};

/// Why a document was found.
struct Reason {
    std::string
        concept_id {};    ///< the document's, which may be narrower than what was asked for; empty for a word
    std::string query {}; ///< the words of the query
    std::string text {};  ///< as it stands in the document, in `lang`
    Lang lang {};
    bool operator==(Reason const&) const = default;
};

struct Hit {
    Uuid id {};
    double score = 0;    ///< 0 in lists by name
    std::string name {}; ///< where `text` was asked for
    Lang lang {};        ///< the organisation's, likewise
    std::vector<Reason> reasons {};
};

struct FacetCount {
    std::string value {};
    std::uint32_t count = 0;
    bool operator==(FacetCount const&) const = default;
};

struct Answer {
    std::vector<Hit> hits {};
    std::int64_t total = 0;
    std::int64_t complete = 0; ///< how many of them, before filters, have everything that was asked for
    /// Most frequent first, without those that nothing has; each facet as if it had no filter of its own.
    std::map<std::string, std::vector<FacetCount>> facets {};
    std::string next {};         ///< empty at the end
    std::string did_you_mean {}; ///< the query that was answered instead, where a word of it was not known
    std::vector<std::string> concepts {}; ///< that were recognised in the query
    std::int64_t micros = 0;
};

/// What completes a few typed letters.
struct Suggestion {
    std::string text {};
    Lang lang {};
    std::string concept_id {}; ///< empty for an organisation
    Uuid id {};                ///< of the organisation
    bool operator==(Suggestion const&) const = default;
};

} // namespace passerelle::search
