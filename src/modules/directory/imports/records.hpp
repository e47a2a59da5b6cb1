#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/changes/fields.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::imports {

/// What one operator keeps of one organisation.
struct Records {
    std::vector<std::string> refs;
    std::vector<Membership> memberships;
    std::vector<OperatorContact> contacts;
    std::vector<OperatorNote> notes;
};

/// The same whatever their order: to see whether somebody touched them since.
bool same(Records const&, Records const&);
/// As the change log keeps them.
changes::Fields fields_of(Records const&);

} // namespace passerelle::directory::imports
