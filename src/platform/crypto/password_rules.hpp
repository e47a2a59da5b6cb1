#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace passerelle::crypto {

/// What the password protects alone, or together with a one-time code (NIST SP 800-63B-4, 3.1.1.2).
enum class PasswordUse { OnlyFactor, WithSecondFactor };

enum class PasswordRefused {
    TooShort,    ///< under `password_length_min`
    TooLong,     ///< over `password_length_max`
    Common,      ///< words, years and keyboard walks that everybody thinks of
    ContextWord, ///< little more than the person's or organisation's own name or address
    Repetitive,  ///< one piece again and again, or a plain sequence
};

inline constexpr int password_length_max = 256;
constexpr int password_length_min(PasswordUse use) { return use == PasswordUse::OnlyFactor ? 15 : 8; }

/// Nothing if `text` may be a password. Lengths are in code points; any character is allowed, none is
/// demanded. `context` is what a stranger knows: name, mail address, organisation, name of the platform.
/// `text` is well-formed UTF-8, normalised (NFC) by the caller, here and for hashing alike.
std::optional<PasswordRefused> check_password(
    std::string_view text, std::span<std::string const> context, PasswordUse use = PasswordUse::OnlyFactor);

} // namespace passerelle::crypto
