#include "platform/mail/address.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/domain.hpp"

namespace passerelle::mail {

std::string wire_address(std::string_view address)
{
    auto const normal = i18n::normalise_email(address);
    ensure(normal);
    for (auto const c : *normal)
        ensure(static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '<' && c != '>');
    auto const domain = domain_of(*normal);
    // What the rules for domains do not like may still exist: the mail server decides.
    return normal->substr(0, normal->size() - domain.size())
        + i18n::ascii_domain(domain).value_or(std::string(domain));
}

std::string_view domain_of(std::string_view address) { return address.substr(address.rfind('@') + 1); }

} // namespace passerelle::mail
