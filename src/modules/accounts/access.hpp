#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/accounts/request.hpp"

namespace passerelle::accounts {

/// The operator of the path's `{operator}` (its slug), for whom the actor may do that. Answers 404 where
/// there is none, it is closed, or the policy says no: nobody can tell these apart.
Operator acting_operator(Request const&, Action);

/// The member of an operator's staff of the path, where the actor may look after that account.
Person looked_after(Request const&, Operator const&);

} // namespace passerelle::accounts
