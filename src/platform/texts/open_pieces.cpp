#include "platform/texts/coverage.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>

namespace passerelle::texts {
namespace {

/// Steps from one coverage to the next through the index, so that it reads as many rows as there are
/// coverages.
static db::Statement const list_coverages { "texts.coverages", R"sql(
    with recursive found (coverage) as (
        select min(coverage) from text_pieces where owner_kind = $1
        union all
        select (
            select min(p.coverage) from text_pieces p where p.owner_kind = $1 and p.coverage > found.coverage
        )
        from found where found.coverage is not null
    )
    select coverage from found where coverage is not null
)sql" };

static db::Statement const list_oldest { "texts.open_oldest", R"sql(
    select owner_id, field, characters, written_at from text_pieces
    where owner_kind = $1 and coverage = $2 and (written_at, owner_id, field) > ($3, $4, $5)
      and characters <= $6 and written_at < $7
    order by written_at, owner_id, field limit $8
)sql" };

static db::Statement const list_shortest { "texts.open_shortest", R"sql(
    select owner_id, field, characters, written_at from text_pieces
    where owner_kind = $1 and coverage = $2 and (characters, owner_id, field) > ($3, $4, $5)
      and characters <= $6 and written_at < $7
    order by characters, owner_id, field limit $8
)sql" };

static db::Statement const count_by_coverage { "texts.count_by_coverage", R"sql(
    select coverage, count(*) from text_pieces where owner_kind = $1 group by coverage
)sql" };

/// Where a page begins: behind this place in the order.
struct Place {
    std::int64_t number = -1; ///< characters, or milliseconds
    Uuid owner;
    std::string field;

    static Place parse(std::string_view cursor)
    {
        auto const parts = db::parse_cursor(cursor, 3);
        auto const number = parts ? parse_integer((*parts)[0]) : std::nullopt;
        auto const owner = parts ? Uuid::parse((*parts)[1]) : std::nullopt;
        return number && owner ? Place { *number, *owner, (*parts)[2] } : Place();
    }
};

std::int64_t number_of(OpenPiece const& piece, OpenOrder order)
{
    return order == OpenOrder::Oldest ? piece.written_at.milliseconds : piece.characters;
}

Langs in_state(Coverage const& coverage, Langs const& langs, State wanted)
{
    Langs result;
    std::copy_if(langs.begin(), langs.end(), std::back_inserter(result),
        [&](Lang lang) { return coverage.state(lang) == wanted; });
    return result;
}

std::vector<OpenPiece> pieces_of(db::Reader& reader, Coverage const& coverage, OpenFilter const& filter,
    OpenOrder order, Place const& place, int limit)
{
    auto const outdated = in_state(coverage, filter.langs, State::Outdated);
    auto const missing = in_state(coverage, filter.langs, State::Missing);
    auto const read = [&](db::Row const& row) {
        return OpenPiece { row.uuid(0), filter.owner_kind, row.text(1), row.get<int>(2), row.instant(3),
            coverage.current, outdated, missing };
    };
    constexpr Instant for_ever { std::numeric_limits<std::int64_t>::max() };
    return reader.all(order == OpenOrder::Oldest ? list_oldest : list_shortest, read, filter.owner_kind,
        coverage.text(), place.number, place.owner, place.field,
        filter.characters_max.value_or(std::numeric_limits<int>::max()),
        filter.written_before.value_or(for_ever), limit);
}

std::vector<Coverage> open_coverages(db::Reader& reader, OpenFilter const& filter)
{
    auto coverages = reader.all(
        list_coverages, [](db::Row const& row) { return Coverage::parse(row.view(0)); }, filter.owner_kind);
    std::erase_if(coverages, [&](Coverage const& coverage) { return !coverage.is_open(filter); });
    return coverages;
}

} // namespace

Page<OpenPiece> open_pieces(
    db::Reader& reader, OpenFilter const& filter, OpenOrder order, PageRequest const& request)
{
    auto const place = Place::parse(request.after);
    Page<OpenPiece> page;
    // Each coverage is one range of the index, in order; the page is the beginning of all of them together.
    for (auto const& coverage : open_coverages(reader, filter))
        for (auto& piece : pieces_of(reader, coverage, filter, order, place, request.limit + 1))
            page.items.push_back(std::move(piece));
    std::sort(page.items.begin(), page.items.end(), [&](OpenPiece const& a, OpenPiece const& b) {
        return std::tuple(number_of(a, order), a.owner, a.field)
            < std::tuple(number_of(b, order), b.owner, b.field);
    });
    if (page.items.size() > static_cast<std::size_t>(request.limit)) {
        page.items.resize(static_cast<std::size_t>(request.limit));
        auto const& last = page.items.back();
        page.next = db::cursor({ std::to_string(number_of(last, order)), last.owner.text(), last.field });
    }
    return page;
}

std::vector<OpenCount> count_open(db::Reader& reader, std::string_view owner_kind, Langs const& langs)
{
    std::vector<OpenCount> counts;
    for (auto const lang : langs)
        counts.push_back({ lang, 0, 0 });
    reader.each(
        count_by_coverage,
        [&](db::Row const& row) {
            auto const coverage = Coverage::parse(row.view(0));
            for (auto& count : counts) {
                auto const state = coverage.state(count.lang);
                count.outdated += state == State::Outdated ? row.integer(1) : 0;
                count.missing += state == State::Missing ? row.integer(1) : 0;
            }
        },
        owner_kind);
    return counts;
}

} // namespace passerelle::texts
