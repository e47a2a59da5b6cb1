#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::i18n {

/// A domain as it stands on the wire (UTS 46, IDNA 2008): `zürich.ch` is `xn--zrich-kva.ch`; lower case.
/// Nothing where it cannot be one. Any thread, any locale.
std::optional<std::string> ascii_domain(std::string_view domain);

} // namespace passerelle::i18n
