#include "modules/directory/translations/store.hpp"

#include "base/text.hpp"
#include "platform/texts/coverage.hpp"

#include <algorithm>
#include <limits>

namespace passerelle::directory::translations {
namespace {

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

static db::Statement const list_oldest { "translations.oldest", R"sql(
    select p.owner_id, p.field, p.characters, p.written_at from text_pieces p
    where p.owner_kind = 'organisation' and p.coverage = $2 and (p.written_at, p.owner_id, p.field) > ($3, $4, $5)
      and p.characters <= $6 and p.written_at < $7
      and exists (select 1 from memberships m where m.organisation_id = p.owner_id and m.operator_id = $1)
      and exists (select 1 from organisations o where o.id = p.owner_id and o.state in ('published', 'proposed'))
    order by p.written_at, p.owner_id, p.field limit $8
)sql" };

static db::Statement const list_shortest { "translations.shortest", R"sql(
    select p.owner_id, p.field, p.characters, p.written_at from text_pieces p
    where p.owner_kind = 'organisation' and p.coverage = $2 and (p.characters, p.owner_id, p.field) > ($3, $4, $5)
      and p.characters <= $6 and p.written_at < $7
      and exists (select 1 from memberships m where m.organisation_id = p.owner_id and m.operator_id = $1)
      and exists (select 1 from organisations o where o.id = p.owner_id and o.state in ('published', 'proposed'))
    order by p.characters, p.owner_id, p.field limit $8
)sql" };

static db::Statement const count_coverage { "translations.count_coverage", R"sql(
    select count(*) from (
        select 1 as found from text_pieces p
        where p.owner_kind = 'organisation' and p.coverage = $2
          and exists (select 1 from memberships m where m.organisation_id = p.owner_id and m.operator_id = $1)
          and exists (select 1 from organisations o where o.id = p.owner_id and o.state in ('published', 'proposed'))
        limit $3) as some
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
    OpenOrder order, Place const& place, int limit)
{
    auto const outdated = coverage.state(filter.into) == State::Outdated;
    auto const read = [&](db::Row const& row) {
        return OpenPiece { row.uuid(0), "organisation", row.text(1), row.get<int>(2), row.instant(3),
            coverage.current, outdated ? Langs { filter.into } : Langs(), outdated ? Langs() : Langs { filter.into } };
    };
    constexpr Instant for_ever { std::numeric_limits<std::int64_t>::max() };
    return reader.all(order == OpenOrder::Oldest ? list_oldest : list_shortest, read, filter.operator_id,
        coverage.text(), place.number, place.owner, place.field,
        filter.characters_max.value_or(std::numeric_limits<int>::max()), filter.written_before.value_or(for_ever),
        limit);
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
    Page<OpenPiece> page;
    for (auto const& coverage : coverages(reader))
        if (is_wanted(filter, coverage))
            for (auto& piece : pieces_of(reader, filter, coverage, order, place, request.limit + 1))
                page.items.push_back(std::move(piece));
    std::sort(page.items.begin(), page.items.end(), [&](OpenPiece const& a, OpenPiece const& b) {
        return std::tuple(number_of(a, order), a.owner, a.field) < std::tuple(number_of(b, order), b.owner, b.field);
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
    for (auto const& coverage : coverages(reader)) {
        auto const is_open = [&](auto lang) { return coverage.state(lang) != State::Current; };
        if (std::none_of(langs.begin(), langs.end(), is_open))
            continue;
        auto const found = reader.value<std::int64_t>(count_coverage, at, coverage.text(), count_max);
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
