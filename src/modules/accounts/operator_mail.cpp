#include "modules/accounts/operator_mail.hpp"

namespace passerelle::accounts {

void write_as(mail::Message& message, Operator const& at)
{
    message.operator_id = at.id.uuid();
    message.from = mail::Mailbox { at.sender_name.empty() ? at.name : at.sender_name, {} };
    message.reply_to = at.email;
}

} // namespace passerelle::accounts
