#pragma once

#include <string>
#include <string_view>

namespace passerelle::directory {

/// The name as two registers would agree on it: folded, without legal form (SA, AG, Sàrl, GmbH, & Cie …).
/// Never empty where the name is not: a name that is nothing but a legal form stays.
std::string name_key(std::string_view name);

/// Whether a mail domain is everybody's (bluewin.ch, gmail.com …) and says nothing about whose address it is.
bool is_common_mail_domain(std::string_view domain);

} // namespace passerelle::directory
