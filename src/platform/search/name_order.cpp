#include "platform/search/name_order.hpp"

#include "base/ensure.hpp"
#include "platform/search/index_terms.hpp"

#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace passerelle::search {
namespace {

constexpr std::size_t id_bytes = 16;

Uuid id_of(std::string_view identity)
{
    Uuid id;
    std::memcpy(id.bytes.data(), identity.data(), id_bytes);
    return id;
}

/// The first bytes of a sort key as a number that orders as they do.
std::uint64_t first_bytes(std::string_view key)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = (number << 8) | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
    return number;
}

struct Row {
    std::uint64_t first_bytes;
    std::uint32_t key_begin;
    std::uint32_t key_size;
    DocNumber number;
};

void rank_all(NameOrder& names)
{
    names.rank.assign(names.ids.size(), 0);
    for (std::uint32_t place = 0; place < names.order.size(); ++place)
        names.rank[names.order[place]] = place;
}

} // namespace

std::optional<NameKey> name_key(Xapian::Database const& database, DocNumber number)
{
    try {
        auto const identity = database.get_document(number).get_value(identity_slot);
        ensure(identity.size() >= id_bytes);
        return NameKey { identity.substr(id_bytes), id_of(identity) };
    } catch (Xapian::DocNotFoundError const&) {
        return std::nullopt;
    }
}

NameOrder load_name_order(Xapian::Database const& database)
{
    NameOrder names;
    names.ids.resize(database.get_lastdocid() + 1);
    std::string keys;
    std::vector<Row> rows;
    rows.reserve(database.get_doccount());
    for (auto each = database.valuestream_begin(identity_slot);
         each != database.valuestream_end(identity_slot); ++each) {
        auto const identity = *each;
        ensure(identity.size() >= id_bytes);
        auto const number = each.get_docid();
        auto const key = std::string_view(identity).substr(id_bytes);
        names.ids[number] = id_of(identity);
        rows.push_back({ first_bytes(key), static_cast<std::uint32_t>(keys.size()),
            static_cast<std::uint32_t>(key.size()), number });
        keys += key;
    }
    auto const key_of
        = [&](Row const& row) { return std::string_view(keys).substr(row.key_begin, row.key_size); };
    std::sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) {
        if (a.first_bytes != b.first_bytes)
            return a.first_bytes < b.first_bytes;
        auto const order = key_of(a).compare(key_of(b));
        return order != 0 ? order < 0 : names.ids[a.number] < names.ids[b.number];
    });
    names.order.reserve(rows.size());
    for (auto const& row : rows)
        names.order.push_back(row.number);
    rank_all(names);
    return names;
}

std::size_t place_after(NameOrder const& names, NameKey const& key, Xapian::Database const& database)
{
    auto const after = [&](NameKey const& wanted, DocNumber number) {
        auto const own = name_key(database, number);
        return own && wanted < *own;
    };
    auto const place = std::upper_bound(names.order.begin(), names.order.end(), key, after);
    return static_cast<std::size_t>(place - names.order.begin());
}

NameOrder updated(
    NameOrder const& before, std::vector<DocNumber> const& changed, Xapian::Database const& database)
{
    NameOrder names;
    names.ids = before.ids;
    names.ids.resize(database.get_lastdocid() + 1);
    DocSet moved(std::max(names.ids.size(), before.ids.size()));
    for (auto const number : changed)
        moved.add(number);

    NameOrder rest;
    rest.order.reserve(before.order.size());
    for (auto const number : before.order)
        if (!moved.has(number))
            rest.order.push_back(number);

    std::vector<std::pair<NameKey, DocNumber>> fresh;
    for (auto const number : changed)
        if (auto key = name_key(database, number))
            fresh.emplace_back(std::move(*key), number);
    std::sort(fresh.begin(), fresh.end());

    names.order.reserve(rest.order.size() + fresh.size());
    std::size_t copied = 0;
    for (auto const& [key, number] : fresh) {
        auto const place = place_after(rest, key, database);
        names.order.insert(names.order.end(), rest.order.begin() + std::ptrdiff_t(copied),
            rest.order.begin() + std::ptrdiff_t(place));
        copied = place;
        names.order.push_back(number);
        names.ids[number] = key.id;
    }
    names.order.insert(names.order.end(), rest.order.begin() + std::ptrdiff_t(copied), rest.order.end());
    rank_all(names);
    return names;
}

} // namespace passerelle::search
