#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/request.hpp"
#include "modules/directory/finding/sight.hpp"

#include <string>
#include <variant>
#include <vector>

namespace passerelle::directory::finding {

/// An entry as the one who asks may see it, and of which operators it is a member today.
struct SeenEntry {
    Organisation organisation;
    std::vector<accounts::Operator> member_of;

    accounts::Thing thing() const;
};

/// It went into another one.
struct Moved {
    OrganisationId id;
    std::string slug;
};

/// By the last part of its address, or by id. Seven statements. Answers 404 for what is not there, and for
/// what is not published, except to who decides about it or keeps it.
std::variant<SeenEntry, Moved> seen_entry(accounts::Request const&, std::string_view slug);
std::variant<SeenEntry, Moved> seen_entry(accounts::Request const&, OrganisationId);

} // namespace passerelle::directory::finding
