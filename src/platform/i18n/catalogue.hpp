#pragma once

#include "platform/i18n/words.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace passerelle::i18n {

/// One message of a compiled catalogue. `key` is the source text, with `context`, U+0004 in front where it
/// has one; `source` holds the source text, or both of a plural; `texts` the translations, one a plural form.
struct CatalogueEntry {
    std::string_view key;
    std::vector<std::string_view> source;
    std::vector<std::string_view> texts;
};

/// What a .mo file holds (GNU gettext manual, "The Format of GNU MO Files"), its header left out. The bytes
/// are our own, from the build; a broken one is a bug. Views into them.
std::vector<CatalogueEntry> read_catalogue(std::string_view bytes);

/// Bytes of the catalogue that is part of the program; empty where there is none.
std::string_view catalogue_bytes(std::string_view lang);

/// The words of a catalogue, whose bytes must outlive them.
std::unique_ptr<Words const> make_words(Lang lang, std::string_view bytes);

/// Does `text` use only placeholders that the source texts know?
bool placeholders_known(std::string_view text, std::vector<std::string_view> const& source);

} // namespace passerelle::i18n
