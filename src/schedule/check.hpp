#pragma once

#include "platform/json/json_fwd.hpp"

#include <string>
#include <vector>

namespace passerelle::i18n {
class Words;
}

namespace passerelle::schedule {

/// A recount of a plan straight from the two files. Knows nothing of the engine, not even its types.
struct Recount {
    int objective = 0;
    int price = 0; ///< of what is left out
    int breaks_worst = 0;
    int table_changes = 0;
    std::vector<std::string> faults; ///< in words; empty: the plan holds
};

/// Both files are of the right form; a plan without slots holds nothing and is a fault.
Recount recount(Json const& day, Json const& plan, i18n::Words const&);

} // namespace passerelle::schedule
