#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle {

/// A language by its two-letter ISO 639-1 code, as in BCP 47. Text that people write may be in any of them;
/// the interface speaks `interface_langs`.
class Lang {
public:
    constexpr Lang() = default; ///< French, the first default language

    /// Two ASCII letters, in either case, alone or before a region (`de-CH`); anything else is nothing.
    static std::optional<Lang> parse(std::string_view text);

    /// `fr`
    constexpr std::string_view code() const { return { code_.data(), 2 }; }

    constexpr auto operator<=>(Lang const&) const = default;

    static Lang const fr, de, en;

private:
    constexpr Lang(char first, char second) : code_ { first, second } {}
    std::array<char, 2> code_ { 'f', 'r' };
};

inline constexpr Lang Lang::fr { 'f', 'r' };
inline constexpr Lang Lang::de { 'd', 'e' };
inline constexpr Lang Lang::en { 'e', 'n' };

/// The languages that the interface is translated into.
inline constexpr std::array interface_langs { Lang::fr, Lang::de, Lang::en };

bool is_interface_lang(Lang);

using Langs = std::vector<Lang>;

/// `fr|de`, as stored and as in spreadsheets.
std::string text_of(Langs const&);
/// The languages in `text`; what is none is left out.
Langs parse_langs(std::string_view text);

} // namespace passerelle
