#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "platform/search/document.hpp"

#include <string>
#include <string_view>

/// The names of what the index is asked for, in one place: written by the analysis, read by queries.
namespace passerelle::search {

inline std::string id_term(Uuid const& id)
{
    return "Q" + std::string(reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size());
}

inline std::string word_term(Side side, Lang lang, std::string_view stem)
{
    std::string term(side == Side::Offers ? "O" : "N");
    return term.append(lang.code()).append(stem);
}

/// Of words that come from it by an ending; the word that is the root has its `word_term` only.
inline std::string root_term(Side side, Lang lang, std::string_view root)
{
    std::string term(side == Side::Offers ? "R" : "T");
    return term.append(lang.code()).append(root);
}

inline std::string concept_term(Side side, std::string_view id)
{
    return std::string(side == Side::Offers ? "C" : "G").append(id);
}

/// Of documents that have a narrower one.
inline std::string broader_term(Side side, std::string_view id)
{
    return std::string(side == Side::Offers ? "D" : "H").append(id);
}

inline std::string name_term(std::string_view word) { return std::string("S").append(word); }
inline std::string facet_term(std::string_view term) { return std::string("X").append(term); }
inline std::string visible_term(std::string_view audience) { return std::string("V").append(audience); }

/// The same for an audience that is not everybody.
inline std::string guarded(std::string_view audience, std::string_view term)
{
    if (audience.empty())
        return std::string(term);
    return std::string("~").append(audience).append("~").append(term);
}

/// Values of a document, by their slot.
inline constexpr unsigned identity_slot = 0; ///< 16 bytes of its id, then its sort key

} // namespace passerelle::search
