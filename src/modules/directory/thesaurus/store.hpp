#pragma once

#include "platform/db/db.hpp"
#include "platform/search/thesaurus.hpp"

#include <vector>

namespace passerelle::directory::thesaurus {

/// All concepts with labels and relations, in the order in which they are to be shown.
std::vector<search::ConceptRow> load(db::Reader&);

bool is_empty(db::Reader&);
void insert(db::Transaction&, std::vector<search::ConceptRow> const&);

} // namespace passerelle::directory::thesaurus
