#include "platform/i18n/fold.hpp"
#include "platform/i18n/icu.hpp"

#include <numeric>

namespace passerelle::i18n {
namespace {

/// Letters changed, added, dropped, or swapped with their neighbour (optimal string alignment).
std::size_t distance(std::u32string_view a, std::u32string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({ last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]) });
            auto const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped)
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

std::u32string letters_of(std::string_view text)
{
    auto const folded = from_utf8(fold(text));
    std::u32string letters;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1))
        letters += static_cast<char32_t>(folded.char32At(i));
    return letters;
}

std::size_t size_difference(std::u32string_view a, std::u32string_view b)
{
    return std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

} // namespace

std::vector<std::string> nearest(
    std::string_view word, std::vector<std::string> const& candidates, std::size_t count_max)
{
    struct Found {
        std::size_t distance;
        std::string_view text;
    };
    auto const wanted = letters_of(word);
    auto const slips_max = std::max<std::size_t>(1, wanted.size() / 3);
    std::vector<Found> found;
    for (auto const& candidate : candidates) {
        auto const letters = letters_of(candidate);
        if (letters.empty() || size_difference(wanted, letters) > slips_max)
            continue;
        auto const slips = distance(wanted, letters);
        if (slips <= slips_max && slips < letters.size())
            found.push_back({ slips, candidate });
    }
    std::stable_sort(
        found.begin(), found.end(), [](Found const& a, Found const& b) { return a.distance < b.distance; });

    std::vector<std::string> result;
    for (std::size_t i = 0; i < found.size() && i < count_max; ++i)
        result.emplace_back(found[i].text);
    return result;
}

} // namespace passerelle::i18n
