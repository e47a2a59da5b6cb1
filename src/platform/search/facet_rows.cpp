#include "platform/search/facet_rows.hpp"

#include "base/ensure.hpp"
#include "platform/search/index_terms.hpp"

#include <xapian.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace passerelle::search {
namespace {

struct FacetTerm {
    std::string_view audience;
    std::string_view term;
};

/// Nothing for a term of the index that is no facet.
std::optional<FacetTerm> facet_in(std::string_view indexed)
{
    if (indexed.starts_with('X'))
        return FacetTerm { {}, indexed.substr(1) };
    if (!indexed.starts_with('~'))
        return std::nullopt;
    auto const end = indexed.find('~', 1);
    if (end == std::string_view::npos || end + 1 >= indexed.size() || indexed[end + 1] != 'X')
        return std::nullopt;
    return FacetTerm { indexed.substr(1, end - 1), indexed.substr(end + 2) };
}

/// `act(facet, term)` for each facet term of the index, or of one document.
template<class Terms, class Act>
void each_facet(Terms terms_with, Act act)
{
    for (auto const* prefix : { "X", "~" })
        for (auto [each, end] = terms_with(prefix); each != end; ++each) {
            auto const term = *each;
            if (!term.starts_with(prefix))
                break;
            if (auto const facet = facet_in(term))
                act(*facet, term);
        }
}

} // namespace

FacetRows::ValueNumber FacetRows::known(std::string_view audience, std::string_view term)
{
    auto const key = guarded(audience, facet_term(term));
    if (auto const found = numbers_.find(key); found != numbers_.end())
        return found->second;
    ensure(values_.size() < std::numeric_limits<ValueNumber>::max());
    auto const number = static_cast<ValueNumber>(values_.size());
    Value value { std::string(audience), std::string(term), number };
    auto const same = [&](Value const& each) { return each.term == term; };
    if (auto const other = std::find_if(values_.begin(), values_.end(), same);
        (!audience.empty() || guarded_) && other != values_.end())
        value.same_as = other->same_as;
    guarded_ = guarded_ || !audience.empty();
    if (value.same_as == number)
        by_facet_[value.term.substr(0, value.term.find(':'))].push_back(number);
    values_.push_back(std::move(value));
    numbers_.emplace(key, number);
    return number;
}

std::vector<FacetRows::ValueNumber> const& FacetRows::values_of(std::string_view facet) const
{
    static std::vector<ValueNumber> const none;
    auto const found = by_facet_.find(facet);
    return found == by_facet_.end() ? none : found->second;
}

FacetRows FacetRows::load(Xapian::Database const& database)
{
    FacetRows rows;
    rows.begin_.assign(database.get_lastdocid() + 2, 0);
    auto const in_index = [&](char const* prefix) {
        return std::pair(database.allterms_begin(prefix), database.allterms_end(prefix));
    };
    each_facet(in_index, [&](FacetTerm const& facet, std::string const& term) {
        rows.known(facet.audience, facet.term);
        for (auto each = database.postlist_begin(term); each != database.postlist_end(term); ++each)
            ++rows.begin_[*each + 1];
    });
    for (std::size_t i = 1; i < rows.begin_.size(); ++i)
        rows.begin_[i] += rows.begin_[i - 1];
    rows.fill(database);
    return rows;
}

/// The posting lists a second time rather than a copy of them all.
void FacetRows::fill(Xapian::Database const& database)
{
    row_values_.resize(begin_.back());
    auto next = begin_;
    for (auto const& [term, number] : numbers_)
        for (auto each = database.postlist_begin(term); each != database.postlist_end(term); ++each)
            row_values_[next[*each]++] = number;
}

std::vector<FacetRows::ValueNumber> FacetRows::read(DocNumber number, Xapian::Database const& database)
{
    std::vector<ValueNumber> values;
    try {
        auto const end = database.termlist_end(number);
        auto const of_document = [&](char const* prefix) {
            auto begin = database.termlist_begin(number);
            begin.skip_to(prefix);
            return std::pair(begin, end);
        };
        each_facet(of_document, [&](FacetTerm const& facet, std::string const&) {
            values.push_back(known(facet.audience, facet.term));
        });
    } catch (Xapian::DocNotFoundError const&) {
        return {};
    }
    return values;
}

FacetRows FacetRows::updated(std::vector<DocNumber> const& changed, Xapian::Database const& database) const
{
    FacetRows rows;
    rows.values_ = values_;
    rows.numbers_ = numbers_;
    rows.by_facet_ = by_facet_;
    rows.guarded_ = guarded_;
    auto const size = database.get_lastdocid() + 1;
    rows.begin_.reserve(size + 1);
    rows.row_values_.reserve(row_values_.size() + changed.size() * 16);
    auto next = changed.begin(); // sorted
    for (DocNumber number = 0; number < size; ++number) {
        rows.begin_.push_back(static_cast<std::uint32_t>(rows.row_values_.size()));
        auto& all = rows.row_values_;
        if (next != changed.end() && *next == number) {
            ++next;
            auto const values = rows.read(number, database);
            all.insert(all.end(), values.begin(), values.end());
        } else if (number + 1 < begin_.size()) {
            all.insert(
                all.end(), row_values_.begin() + begin_[number], row_values_.begin() + begin_[number + 1]);
        }
    }
    rows.begin_.push_back(static_cast<std::uint32_t>(rows.row_values_.size()));
    return rows;
}

std::vector<std::uint32_t> FacetRows::count(
    DocSet const& documents, std::vector<std::string> const& audiences) const
{
    std::vector<std::uint32_t> counts(values_.size());
    if (!guarded_) {
        // The innermost loop of every page with facets: without the checks of the containers.
        auto* const count = counts.data();
        auto const* const values = row_values_.data();
        documents.each([&](DocNumber number) {
            auto const end = begin_[number + 1];
            for (auto i = begin_[number]; i < end; ++i)
                ++count[values[i]];
        });
        return counts;
    }
    // A document may have the same value for several audiences; it counts once.
    std::vector<DocNumber> counted_for(values_.size());
    std::vector<bool> seen(values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i)
        seen[i] = values_[i].audience.empty()
            || std::find(audiences.begin(), audiences.end(), values_[i].audience) != audiences.end();
    documents.each([&](DocNumber number) {
        for (auto i = begin_[number]; i < begin_[number + 1]; ++i) {
            auto const value = row_values_[i];
            auto const one = values_[value].same_as;
            if (seen[value] && counted_for[one] != number) { // no document has the number 0
                counted_for[one] = number;
                ++counts[one];
            }
        }
    });
    return counts;
}

} // namespace passerelle::search
