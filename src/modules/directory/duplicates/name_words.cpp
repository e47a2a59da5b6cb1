#include "modules/directory/duplicates/name_words.hpp"

#include "modules/directory/duplicates/name_sounds.hpp"

#include <algorithm>

namespace passerelle::directory::duplicates {
namespace {

/// A word that more have says nothing about who it is.
constexpr std::ptrdiff_t rare_max = 6;
constexpr std::ptrdiff_t common_min = 20;

/// FNV-1a: two words with one number cost a needless comparison, no more.
std::uint32_t number_of(std::string_view sound)
{
    std::uint32_t number = 2'166'136'261U;
    for (auto const c : sound)
        number = (number ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return number;
}

} // namespace

static db::Statement const all_names { "duplicates.all_names", R"sql(
    select id, name_key from organisations where state in ('proposed', 'published')
)sql" };

NameWords NameWords::read(db::Reader& reader)
{
    NameWords words;
    reader.each(all_names, [&](db::Row const& row) {
        auto const organisation = static_cast<std::uint32_t>(words.ids_.size());
        words.ids_.push_back(row.id<Organisation>(0));
        for (auto const& sound : sounds_in(row.view(1)))
            words.uses_.push_back({ number_of(sound), organisation });
    });
    std::sort(words.uses_.begin(), words.uses_.end());
    return words;
}

std::pair<NameWords::Uses::const_iterator, NameWords::Uses::const_iterator> NameWords::uses_of(
    std::string const& sound) const
{
    auto const number = number_of(sound);
    auto const by_word = [](Use const& a, Use const& b) { return a.word < b.word; };
    return std::equal_range(uses_.begin(), uses_.end(), Use { number, 0 }, by_word);
}

bool NameWords::is_rare(std::string const& sound) const
{
    auto const [begin, end] = uses_of(sound);
    return end - begin <= rare_max;
}

bool NameWords::is_common(std::string const& sound) const
{
    auto const [begin, end] = uses_of(sound);
    return end - begin >= common_min;
}

std::vector<OrganisationId> NameWords::sharing_rare_word(std::string_view name_key) const
{
    std::vector<OrganisationId> sharing;
    for (auto const& sound : sounds_in(name_key)) {
        auto const [begin, end] = uses_of(sound);
        if (end - begin <= rare_max)
            for (auto use = begin; use != end; ++use)
                sharing.push_back(ids_[use->organisation]);
    }
    return sharing;
}

NameStanding NameWords::standing(Profile const& a, Profile const& b) const
{
    auto const first = sounds_in(a.name_key);
    auto const second = sounds_in(b.name_key);
    auto const is_shared = [&](std::string const& sound) { return second.contains(sound); };
    if (std::any_of(first.begin(), first.end(),
            [&](std::string const& sound) { return is_shared(sound) && is_rare(sound); }))
        return NameStanding::Rare;
    return std::all_of(first.begin(), first.end(),
               [&](std::string const& sound) { return !is_shared(sound) || is_common(sound); })
        ? NameStanding::Common
        : NameStanding::Unknown;
}

} // namespace passerelle::directory::duplicates
