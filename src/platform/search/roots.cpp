#include "platform/search/roots.hpp"

#include <array>

namespace passerelle::search {
namespace {

constexpr std::size_t root_letters_min = 4;

/// What makes a trade, a person or an action of a word, as the stemmers leave it. The long ones first.
constexpr std::array<std::string_view, 12> french { "ateur", "ation", "ement", "anc", "eri", "eur", "eus",
    "ier", "iqu", "ag", "er", "i" };
constexpr std::array<std::string_view, 11> german { "ereien", "erei", "isch", "lich", "ien", "ler", "ung",
    "ei", "er", "ig", "i" };

template<std::size_t size>
std::string_view without(std::string_view stem, std::array<std::string_view, size> const& endings)
{
    for (auto const ending : endings)
        if (stem.ends_with(ending) && stem.size() >= ending.size() + root_letters_min)
            return stem.substr(0, stem.size() - ending.size());
    return stem;
}

} // namespace

std::string_view root(std::string_view stem, Lang lang)
{
    return lang == Lang::fr ? without(stem, french) : lang == Lang::de ? without(stem, german) : stem;
}

} // namespace passerelle::search
