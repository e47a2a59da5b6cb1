#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::directory {

/// `CHE-123.456.788` of any spelling (`CHE 123456788 TVA`); nothing where it has not nine digits whose last
/// one checks the others (eCH-0097, modulus 11).
std::optional<std::string> normalise_uid(std::string_view text);

/// The letters and digits of an economic activity, `25.62A` as `25.62A`; nothing where it cannot be one (NOGA
/// 2008 and 2025: a section's letter, or two to six digits with or without points, and perhaps a letter).
std::optional<std::string> normalise_noga(std::string_view text);

} // namespace passerelle::directory
