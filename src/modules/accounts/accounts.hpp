#pragma once

#include "modules/accounts/access.hpp"
#include "modules/accounts/actor.hpp"
#include "modules/accounts/api_token.hpp"
#include "modules/accounts/brand_view.hpp"
#include "modules/accounts/erasure.hpp"
#include "modules/accounts/ids.hpp"
#include "modules/accounts/operator.hpp"
#include "modules/accounts/operator_mail.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/policy.hpp"
#include "modules/accounts/request.hpp"
#include "modules/accounts/role_words.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/route_access.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/throttle.hpp"

#include <vector>

/// The front door: other modules may include this file and those that it includes.
namespace passerelle::accounts {

/// All addresses of the module.
std::vector<Route> routes();

/// Words of its addresses in each language.
std::vector<http::PathWord> path_words();

/// Deletes what nobody needs any more: sessions and links that are over, counters of tries. Called every
/// hour.
void expire(db::Transaction&, Instant now);

/// A password that nobody checks and nobody is told of, `hash_password` made `hash`: for demonstrations.
void give_password(db::Transaction&, PersonId, std::string_view hash);

/// What is read of the installation at the next start: `name`, `langs`, `zone`, `second_factor_required`.
void set_setting(db::Transaction&, std::string_view name, std::string_view value);

} // namespace passerelle::accounts
