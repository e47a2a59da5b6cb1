#pragma once

#include "modules/accounts/actor.hpp"
#include "platform/i18n/words.hpp"

namespace passerelle::accounts {

/// "Administrator", as a title.
std::string_view words_of(OperatorRole, i18n::Words const&);
std::string_view words_of(OrganisationRole, i18n::Words const&);

} // namespace passerelle::accounts
