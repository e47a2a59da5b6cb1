#pragma once

#include "modules/accounts/operator.hpp"
#include "platform/mail/mail.hpp"

namespace passerelle::accounts {

/// Writes on behalf of an operator: under its sender name, from the installation's address, so that
/// receiving servers can check where the mail comes from; answers go to the operator.
void write_as(mail::Message&, Operator const&);

} // namespace passerelle::accounts
