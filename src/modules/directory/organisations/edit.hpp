#pragma once

#include "modules/directory/organisations/record.hpp"
#include "platform/search/thesaurus.hpp"

namespace passerelle::directory {

/// Writes the entry as somebody edited it. Concepts that are recognised in texts that changed, and are
/// neither claimed nor declined, are proposed for a yes.
Outcome<Organisation, WriteRefused> edit(db::Transaction&, Organisation const& before, Organisation after,
    search::Thesaurus const&, Author const&, Random&);

/// Says yes or no to concepts that wait for it. What does not wait is passed over.
struct ConceptDecisions {
    std::vector<std::string> confirmed;
    std::vector<std::string> declined;
};
Outcome<Organisation, WriteRefused> decide_on_concepts(
    db::Transaction&, Organisation const& before, ConceptDecisions const&, Author const&, Random&);

/// Concepts that `entry` shows in its texts and has not said anything about: of summary, description and
/// offers; what an organisation needs it does not master.
std::vector<std::string> recognised_concepts(Organisation const& entry, search::Thesaurus const&);

/// The texts are right as they stand, today: `confirmed_at`.
Outcome<Organisation, WriteRefused> confirm_entry(
    db::Transaction&, Organisation const& before, Author const&, Random&);

/// Publishes, archives or takes out of the archive.
Outcome<Organisation, WriteRefused> set_state(
    db::Transaction&, Organisation const& before, State, Author const&, Random&);

} // namespace passerelle::directory
