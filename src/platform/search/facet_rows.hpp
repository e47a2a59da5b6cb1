#pragma once

#include "platform/search/doc_set.hpp"
#include "platform/search/label_trie.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Xapian {
class Database;
}

namespace passerelle::search {

/// The facet values of each document, to count them for any set of documents. Two bytes for each value of
/// each document, some 50 a document.
class FacetRows {
public:
    using ValueNumber = std::uint16_t;

    static FacetRows load(Xapian::Database const& database);
    /// From those of before and the documents that were changed since.
    FacetRows updated(std::vector<DocNumber> const& changed, Xapian::Database const& database) const;

    /// A facet value as it stands in the index, for one audience. It is counted under `same_as`, which
    /// another audience may have in common.
    struct Value {
        std::string audience;
        std::string term; ///< `facet:value`
        ValueNumber same_as = 0;
    };
    std::vector<Value> const& values() const { return values_; }

    /// The numbers of a facet's values, each term once.
    std::vector<ValueNumber> const& values_of(std::string_view facet) const;

    /// How many of `documents` have each value, by value number; those of the same term are one count.
    /// `audiences` are those beside everybody.
    std::vector<std::uint32_t> count(
        DocSet const& documents, std::vector<std::string> const& audiences) const;

private:
    ValueNumber known(std::string_view audience, std::string_view term);
    std::vector<ValueNumber> read(DocNumber number, Xapian::Database const& database);
    void fill(Xapian::Database const& database);

    std::vector<Value> values_;
    TextMap<ValueNumber> numbers_; ///< by the term in the index
    TextMap<std::vector<ValueNumber>> by_facet_;
    std::vector<std::uint32_t> begin_;
    std::vector<ValueNumber> row_values_;
    bool guarded_ = false; ///< some values are not for everybody
};

} // namespace passerelle::search
