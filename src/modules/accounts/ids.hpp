#pragma once

#include "base/id.hpp"

namespace passerelle::directory {
struct Organisation;
}

namespace passerelle::accounts {

struct Operator;
struct Person;
struct Session;

using OperatorId = Id<Operator>;
using PersonId = Id<Person>;
using SessionId = Id<Session>;

/// Organisations belong to the directory, which stands after accounts; here they are identities only.
using OrganisationId = Id<directory::Organisation>;

} // namespace passerelle::accounts
