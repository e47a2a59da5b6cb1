#pragma once

#include "base/lang.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

/// What the parts that call ICU share. Only for .cpp files of this folder.
namespace passerelle::i18n {

inline icu::UnicodeString from_utf8(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

inline std::string to_utf8(icu::UnicodeString const& text)
{
    std::string result;
    return text.toUTF8String(result);
}

/// ICU fails for want of memory or of its own data only.
inline void check(UErrorCode status)
{
    if (U_FAILURE(status))
        throw std::runtime_error(u_errorName(status));
}

inline std::size_t index_of(Lang lang)
{
    auto const found = std::find(interface_langs.begin(), interface_langs.end(), lang);
    return found == interface_langs.end() ? 0 : static_cast<std::size_t>(found - interface_langs.begin());
}

inline icu::Locale swiss_locale(Lang lang) { return icu::Locale(std::string(lang.code()).c_str(), "CH"); }

/// One thing for each language of the interface, made by `make(Lang)`.
template<class Make>
auto for_each_lang(Make make)
{
    return [&]<std::size_t... i>(std::index_sequence<i...>)
    {
        return std::array { make(interface_langs[i])... };
    }
    (std::make_index_sequence<interface_langs.size()>());
}

} // namespace passerelle::i18n
