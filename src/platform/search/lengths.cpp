#include "platform/search/lengths.hpp"

#include <xapian.h>

#include <algorithm>

namespace passerelle::search {
namespace {

std::uint16_t capped(Xapian::termcount length)
{
    return static_cast<std::uint16_t>(std::min(length, 65'535u));
}

} // namespace

Lengths load_lengths(Xapian::Database const& database)
{
    Lengths lengths { std::vector<std::uint16_t>(database.get_lastdocid() + 1),
        std::max(1.0, database.get_avlength()) };
    for (auto each = database.postlist_begin({}); each != database.postlist_end({}); ++each)
        lengths.of[*each] = capped(each.get_doclength());
    return lengths;
}

Lengths updated(
    Lengths const& before, std::vector<DocNumber> const& changed, Xapian::Database const& database)
{
    Lengths lengths { before.of, std::max(1.0, database.get_avlength()) };
    lengths.of.resize(database.get_lastdocid() + 1);
    for (auto const number : changed)
        try {
            lengths.of[number] = capped(database.get_doclength(number));
        } catch (Xapian::DocNotFoundError const&) {
            lengths.of[number] = 0;
        }
    return lengths;
}

} // namespace passerelle::search
