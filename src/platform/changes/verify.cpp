#include "platform/changes/chain.hpp"

namespace passerelle::changes {
namespace {

constexpr int portion = 1000;

static db::Statement const list_chain { "changes.chain", R"sql(
    select c.seq, c.at, c.actor_id, c.operator_id, c.action, c.entity_kind, c.entity_id,
        c.values_digest, c.prev_hash, c.hash, v.seq, v.salt, v.values_before, v.values_after
    from changes c left join change_values v on v.seq = c.seq
    where c.seq > $1 order by c.seq limit $2
)sql" };

static db::Statement const read_head { "changes.head", R"sql(
    select seq, hash from change_head where one = 1
)sql" };

struct Link {
    Entry entry;
    crypto::Digest values_digest;
    crypto::Digest previous;
    crypto::Digest hash;
    bool has_values_row;
    std::optional<Salt> salt;
};

struct Head {
    std::int64_t seq = 0;
    crypto::Digest hash {};
};

Link read_link(db::Row const& row)
{
    Link link { { row.integer(0), row.instant(1), row.optional_uuid(2), row.optional_uuid(3), row.text(4),
                    row.text(5), row.uuid(6), row.optional_text(12), row.optional_text(13) },
        row.bytes<32>(7), row.bytes<32>(8), row.bytes<32>(9), !row.null(10), std::nullopt };
    if (!row.null(11))
        link.salt = row.bytes<16>(11);
    return link;
}

bool values_hold(Link const& link)
{
    auto const& entry = link.entry;
    if (!link.has_values_row)
        return false;
    // Blanked: nothing is left that could be compared.
    if (!link.salt)
        return !entry.before && !entry.after;
    return entry.before && entry.after
        && digest_of_values(*link.salt, *entry.before, *entry.after) == link.values_digest;
}

bool follows(Link const& link, Head const& head)
{
    return link.entry.seq == head.seq + 1 && link.previous == head.hash && values_hold(link)
        && hash_of_row(head.hash, link.entry, link.values_digest) == link.hash;
}

} // namespace

ChainState verify_chain(db::Reader& reader, std::function<void(std::int64_t, std::int64_t)> const& progress)
{
    auto const last = reader.one(read_head, [](db::Row const& row) {
        return Head { row.integer(0), row.bytes<32>(1) };
    });
    ensure(last);
    Head head;
    for (;;) {
        auto const links = reader.all(list_chain, read_link, head.seq, portion);
        for (auto const& link : links) {
            if (!follows(link, head))
                return { head.seq, head.seq + 1 };
            head = { link.entry.seq, link.hash };
        }
        if (progress)
            progress(head.seq, last->seq);
        if (links.size() < portion)
            break;
    }
    // The head knows how the log must end: nothing was cut off, nothing added behind it.
    if (head.seq != last->seq || head.hash != last->hash)
        return { head.seq, std::min(head.seq, last->seq) + 1 };
    return { head.seq, std::nullopt };
}

} // namespace passerelle::changes
