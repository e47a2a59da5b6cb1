#pragma once

#include "modules/accounts/request.hpp"
#include "modules/directory/directory.hpp"
#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/sight.hpp"
#include "modules/directory/finding/store.hpp"
#include "modules/directory/finding/views.hpp"
#include "modules/directory/finding/words.hpp"
#include "platform/search/query.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory::finding {

/// What a page about part of the directory reads, in one go: the cards of the hits, the operators' names.
struct Found {
    search::Answer answer;
    std::vector<Card> cards; ///< in the order of the hits; one that has gone meanwhile is missing
    Labels labels;
};
Found find(Directory&, accounts::Request const&, search::Query const&, Sight);

/// The cards as rows of a list, with the reasons of their hits.
std::vector<CardRow> card_rows(accounts::Request const&, Found const&);

/// `company · 2502 Biel/Bienne BE`
std::string meta_of(Card const&, i18n::Words const&);

html::Url concept_url(accounts::Request const&, std::string_view concept_id);
html::Url place_url(accounts::Request const&, std::string_view place_id);
html::Url entry_url(accounts::Request const&, std::string_view slug);
html::Url operator_url(accounts::Request const&, std::string_view slug);

/// Counts of a facet as links to the directory that add the value to `asked`, the most frequent first.
std::vector<Counted> counted(accounts::Request const&, Found const&, std::string_view facet,
    std::size_t count_max, Asked const& asked = {});

/// `6 organisations`
std::string organisations_in_words(std::int64_t, i18n::Words const&);

} // namespace passerelle::directory::finding
