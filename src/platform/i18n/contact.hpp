#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Addresses by which an organisation is reached, in the one form in which they are stored and compared.
namespace passerelle::i18n {

/// Practical, not all of RFC 5322: one @, a domain with a dot, no blank, control, quote or bracket, at most
/// 254 bytes, 64 before the @. Letters of any language are accepted on both sides (RFC 6531).
bool is_valid_email(std::string_view text);

/// Trimmed, the domain in lower case; nothing where not valid. Two addresses are the same if this is.
std::optional<std::string> normalise_email(std::string_view text);

/// `www.acme.ch` is `https://www.acme.ch`; the host in lower case. Nothing where it is not http or https, has
/// no host with a dot, has a user name, or a blank or control character.
std::optional<std::string> normalise_url(std::string_view text);

/// The host without `www.`, in lower case, by which two addresses are of the same owner; empty where there is
/// none. Takes an e-mail address as well.
std::string web_domain(std::string_view url);

/// `032 / 322 12 34`, `0041 32 3221234`, `+41 (0)32 322 12 34` are `+41323221234` (ITU-T E.164). A number
/// without country is read as one of `country` (a calling code). Nothing where it cannot be one.
std::optional<std::string> normalise_phone(std::string_view text, std::string_view country = "41");

/// `+41 32 322 12 34`, for a number as `normalise_phone` answers it.
std::string phone_for_display(std::string_view e164);

} // namespace passerelle::i18n
