#include "modules/directory/translations/store.hpp"

#include "base/text.hpp"
#include "modules/directory/desk/joined_sql.hpp"
#include "modules/directory/desk/members.hpp"
#include "platform/texts/coverage.hpp"

#include <algorithm>
#include <limits>

namespace passerelle::directory::translations {
namespace {

using desk::Joined;
using texts::Coverage;
using texts::OpenOrder;
using texts::OpenPiece;
using texts::State;

static db::Statement const list_coverages { "translations.coverages", R"sql(
    with recursive found (coverage) as (
        select min(coverage) from text_pieces where owner_kind = 'organisation'
        union all
        select (select min(p.coverage) from text_pieces p
                where p.owner_kind = 'organisation' and p.coverage > found.coverage)
        from found where found.coverage is not null
    )
    select coverage from found where coverage is not null
)sql" };

// Two ways: along an index, where many are members and few rows are passed over; from the members, where they
// are few.
constexpr std::string_view columns = "select p.owner_id, p.field, p.characters, p.written_at ";
constexpr std::string_view from_pieces = R"sql(
    from text_pieces p
    where p.owner_kind = 'organisation' and p.coverage = $2
      and exists (select 1 from memberships m where m.organisation_id = p.owner_id and m.operator_id = $1)
      and exists (select 1 from organisations o where o.id = p.owner_id and o.state in ('published', 'proposed'))
)sql";
constexpr std::string_view from_members = R"sql(
    from (select distinct organisation_id as id from memberships where operator_id = $1) as few
    cross join text_pieces p
    where p.owner_id = few.id and p.owner_kind || '' = 'organisation' and p.coverage || '' = $2
      and exists (select 1 from organisations o where o.id = p.owner_id and o.state in ('published', 'proposed'))
)sql";
constexpr std::string_view oldest_first = R"sql(
      and (p.written_at, p.owner_id, p.field) > ($3, $4, $5) and p.characters <= $6 and p.written_at < $7
    order by p.written_at, p.owner_id, p.field limit $8
)sql";
constexpr std::string_view shortest_first = R"sql(
      and (p.characters, p.owner_id, p.field) > ($3, $4, $5) and p.characters <= $6 and p.written_at < $7
    order by p.characters, p.owner_id, p.field limit $8
)sql";
constexpr std::string_view count_begin = "select count(*) from (select 1 as found ";
constexpr std::string_view count_end = " limit $3) as counted";

static db::Statement const list_oldest { "translations.oldest",
    Joined<columns, from_pieces, oldest_first>::text };
static db::Statement const list_shortest { "translations.shortest",
    Joined<columns, from_pieces, shortest_first>::text };
static db::Statement const count_coverage { "translations.count_coverage",
    Joined<count_begin, from_pieces, count_end>::text };
static db::Statement const list_oldest_of_few { "translations.oldest_of_few",
    Joined<columns, from_members, oldest_first>::text };
static db::Statement const list_shortest_of_few { "translations.shortest_of_few",
    Joined<columns, from_members, shortest_first>::text };
static db::Statement const count_coverage_of_few { "translations.count_coverage_of_few",
    Joined<count_begin, from_members, count_end>::text };

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

std::vector<Coverage> coverages(db::Reader& reader)
{
    return reader.all(list_coverages, [](db::Row const& row) { return Coverage::parse(row.view(0)); });
}

bool is_wanted(OpenFilter const& filter, Coverage const& coverage)
{
    auto const state = coverage.state(filter.into);
    return (state == State::Outdated && filter.outdated) || (state == State::Missing && filter.missing);
}

std::vector<OpenPiece> pieces_of(db::Reader& reader, OpenFilter const& filter, Coverage const& coverage,
    OpenOrder order, bool many, Place const& place, int limit)
{
    auto const outdated = coverage.state(filter.into) == State::Outdated;
    auto const read = [&](db::Row const& row) {
        return OpenPiece { row.uuid(0), "organisation", row.text(1), row.get<int>(2), row.instant(3),
            coverage.current, outdated ? Langs { filter.into } : Langs(),
            outdated ? Langs() : Langs { filter.into } };
    };
    constexpr Instant for_ever { std::numeric_limits<std::int64_t>::max() };
    auto const& oldest = many ? list_oldest : list_oldest_of_few;
    auto const& shortest = many ? list_shortest : list_shortest_of_few;
    return reader.all(order == OpenOrder::Oldest ? oldest : shortest, read, filter.operator_id,
        coverage.text(), place.number, place.owner, place.field,
        filter.characters_max.value_or(std::numeric_limits<int>::max()),
        filter.written_before.value_or(for_ever), limit);
}

std::int64_t number_of(OpenPiece const& piece, OpenOrder order)
{
    return order == OpenOrder::Oldest ? piece.written_at.milliseconds : piece.characters;
}

} // namespace

std::string cursor_behind(OpenPiece const& piece, OpenOrder order)
{
    return db::cursor({ std::to_string(number_of(piece, order)), piece.owner.text(), piece.field });
}

Page<OpenPiece> open_pieces(
    db::Reader& reader, OpenFilter const& filter, OpenOrder order, PageRequest const& request)
{
    auto const place = Place::parse(request.after);
    auto const many = desk::has_many_members(reader, filter.operator_id);
    Page<OpenPiece> page;
    for (auto const& coverage : coverages(reader))
        if (is_wanted(filter, coverage))
            for (auto& piece : pieces_of(reader, filter, coverage, order, many, place, request.limit + 1))
                page.items.push_back(std::move(piece));
    std::sort(page.items.begin(), page.items.end(), [&](OpenPiece const& a, OpenPiece const& b) {
        return std::tuple(number_of(a, order), a.owner, a.field)
            < std::tuple(number_of(b, order), b.owner, b.field);
    });
    if (page.items.size() > static_cast<std::size_t>(request.limit)) {
        page.items.resize(static_cast<std::size_t>(request.limit));
        page.next = cursor_behind(page.items.back(), order);
    }
    return page;
}

std::vector<texts::OpenCount> count_open(db::Reader& reader, OperatorId at, Langs const& langs, int count_max)
{
    std::vector<texts::OpenCount> counts;
    for (auto const lang : langs)
        counts.push_back({ lang, 0, 0 });
    auto const many = desk::has_many_members(reader, at);
    for (auto const& coverage : coverages(reader)) {
        auto const is_open = [&](auto lang) { return coverage.state(lang) != State::Current; };
        if (std::none_of(langs.begin(), langs.end(), is_open))
            continue;
        auto const found = reader.value<std::int64_t>(
            many ? count_coverage : count_coverage_of_few, at, coverage.text(), count_max);
        for (auto& count : counts) {
            auto const state = coverage.state(count.lang);
            auto& number = state == State::Outdated ? count.outdated : count.missing;
            if (state != State::Current)
                number = std::min<std::int64_t>(count_max, number + found);
        }
    }
    return counts;
}

} // namespace passerelle::directory::translations
