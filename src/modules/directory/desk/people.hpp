#pragma once

#include "base/page.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::desk {

/// Which people with a role today at an operator's members a list shows.
struct PeopleFilter {
    std::string text {}; ///< the name or the e-mail address has it
    std::optional<accounts::OrganisationRole> role {};
    std::optional<Lang> lang {};
};

struct ListedPerson {
    PersonId person;
    std::string name;
    std::string email;
    std::string phone;
    Lang lang;
    accounts::OrganisationRole role {};
    std::string title;
    OrganisationId organisation;
    std::string organisation_name;
    std::string organisation_slug;
    std::string sort_key; ///< of the organisation
};

/// In the order of their organisations, paged by key.
Page<ListedPerson> people(db::Reader&, OperatorId, LocalDate today, PeopleFilter const&, PageRequest const&);

} // namespace passerelle::directory::desk
