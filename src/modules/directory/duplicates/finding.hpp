#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <functional>

namespace passerelle::jobs {
class Runner;
}

namespace passerelle::directory::duplicates {

/// Compares these entries with all that share something telling with them, and remembers the pairs worth
/// showing. Number of pairs. Two short transactions for some hundred entries.
std::int64_t examine(db::Database&, std::vector<OrganisationId> const&, Instant now);

/// The same for the whole directory, a few hundred at a time, others' writes in between; `stopping` ends it
/// early. For a job: at the end of an import, or every night.
std::int64_t examine_all(db::Database&, Instant now, std::function<bool()> const& stopping = {});

/// Has the whole directory examined soon, in the background: after an import, say.
void look_again(db::Transaction&, Instant now, Random&);
/// What does so: on demand, and every day.
void serve_finding(jobs::Runner&, db::Database&);

} // namespace passerelle::directory::duplicates
