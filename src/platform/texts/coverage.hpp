#pragma once

#include "platform/texts/texts.hpp"

namespace passerelle::texts {

/// Which languages a piece has, as it stands in `text_pieces.coverage`: the codes in their order, an outdated
/// one with
/// `-` behind it: `de fr-`. There are few different ones, and the desk's lists are ranges of an index on it.
struct Coverage {
    Langs current;
    Langs outdated;

    static Coverage of(LocalisedText const&);
    /// Throws db::Malformed.
    static Coverage parse(std::string_view text);
    std::string text() const;

    State state(Lang) const;
    bool is_open(OpenFilter const&) const;
};

} // namespace passerelle::texts
