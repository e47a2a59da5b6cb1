#pragma once

#include "base/page.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <string>
#include <vector>

namespace passerelle::directory {
class Finder;
}

namespace passerelle::directory::desk {

enum class ListOrder { Name, Updated, Confirmed };

/// Which organisations a desk's list shows. Everything but the operator comes from the address.
struct ListFilter {
    bool members_only = true;
    std::string text {}; ///< of the name, or a membership number
    std::optional<Kind> kind {};
    State state = State::Published;
    std::string category {}; ///< of membership at this operator
    std::string place {};    ///< id of a place: municipality, district, canton
    std::optional<Lang> lang {};
    bool unconfirmed = false;       ///< for 12 months
    std::optional<Lang> open_in {}; ///< a text is outdated or missing in this language
    bool without_email = false;
    bool expiring = false; ///< a certification runs out within 90 days
    ListOrder order = ListOrder::Name;
};

/// Of what moment and for whom a list is.
struct ListContext {
    OperatorId operator_id;
    std::string operator_slug;
    LocalDate today;
    Instant now;
    Lang lang;
};

/// Ids in the filter's order, paged by key. Each page looks at a bounded number of organisations, so that one
/// with fewer rows than asked for, none even, may still have a next.
Page<OrganisationId> list(
    db::Reader&, Finder const&, ListContext const&, ListFilter const&, PageRequest const&);

/// A row of the list.
struct ListedOrganisation {
    Organisation organisation;
    std::optional<Membership> membership; ///< at this operator: the one that holds, else the last
};

std::vector<ListedOrganisation> load_listed(
    db::Reader&, ListContext const&, std::vector<OrganisationId> const& ids);

} // namespace passerelle::directory::desk
