#pragma once

#include <string>
#include <vector>

namespace passerelle::word_list {

/// What a dictionary says of one word. `sense` counts from 1.
struct Entry {
    struct Translation {
        std::string text;
        int sense;
    };
    std::string headword;
    std::vector<Translation> translations;
    std::string explanation; ///< in its own language; empty where it is long
};

/// The entries of a dictionary of the DICT protocol, `STEM.index` and `STEM.dict.dz`. Nothing where it is not
/// installed.
std::vector<Entry> read_dictionary(std::string const& stem);

/// One entry as FreeDict prints it: the word with its sound and kind, then translations, numbered where the
/// word has several senses, each followed by a line that explains it.
Entry parse_entry(std::string const& text);

} // namespace passerelle::word_list
