#pragma once

#include <set>
#include <string>
#include <string_view>

namespace passerelle::directory::duplicates {

/// Words of a name key in no order; a town counts as itself whatever its language (`@biel-bienne`), and
/// little words do not count.
std::set<std::string> words_in(std::string_view name_key);

/// A folded word as French and German ears agree on it: `Meyer` and `Maier`, `Décolletages` and `Decoletage`.
std::string sound_of(std::string_view word);

/// Sounds of a name's words but for towns.
std::set<std::string> sounds_in(std::string_view name_key);

} // namespace passerelle::directory::duplicates
