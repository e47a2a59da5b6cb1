#include "platform/changes/chain.hpp"

#include "platform/crypto/random.hpp"

namespace passerelle::changes {
namespace {

static db::Statement const lock_head { "changes.lock_head",
    db::per_engine {
        .sqlite = "select seq, hash from change_head where one = 1",
        .postgres = "select seq, hash from change_head where one = 1 for update",
    } };

static db::Statement const move_head { "changes.move_head", R"sql(
    update change_head set seq = $1, hash = $2 where one = 1
)sql" };

static db::Statement const insert_change { "changes.insert", R"sql(
    insert into changes
        (seq, at, actor_id, operator_id, action, entity_kind, entity_id, values_digest, prev_hash, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql" };

static db::Statement const insert_values { "changes.insert_values", R"sql(
    insert into change_values (seq, salt, values_before, values_after) values ($1, $2, $3, $4)
)sql" };

static db::Statement const blank { "changes.blank_values", R"sql(
    update change_values set salt = null, values_before = null, values_after = null
    where salt is not null
      and seq in (select seq from changes where entity_kind = $1 and entity_id = $2)
)sql" };

/// What the transaction will write to the log.
struct Pending {
    std::vector<Change> changes;
};

struct Head {
    std::int64_t seq;
    crypto::Digest hash;
};

Salt fresh_salt()
{
    // Chance without any bearing on what the program does: it only keeps erased values from being guessed.
    static crypto::SystemRandom random;
    Salt salt;
    random.fill(salt);
    return salt;
}

Entry entry_of(Change const& change, std::int64_t seq)
{
    auto const differing = difference(change.before, change.after);
    return { seq, change.at, change.actor, change.operator_id, change.action, change.entity_kind,
        change.entity, differing.before.json(), differing.after.json() };
}

Head write_change(db::Batch& batch, Change const& change, Head const& head)
{
    auto const entry = entry_of(change, head.seq + 1);
    auto const salt = fresh_salt();
    auto const digest = digest_of_values(salt, *entry.before, *entry.after);
    auto const hash = hash_of_row(head.hash, entry, digest);
    batch.run(insert_change, entry.seq, entry.at, entry.actor, entry.operator_id, entry.action,
        entry.entity_kind, entry.entity, digest, head.hash, hash);
    batch.run(insert_values, entry.seq, salt, entry.before, entry.after);
    return { entry.seq, hash };
}

/// Late, so that the head, which every writer needs, is held as short as can be.
void write_pending(db::Transaction& tx)
{
    auto const pending = std::exchange(tx.kept<Pending>().changes, {});
    auto head = tx.one(lock_head, [](db::Row const& row) {
        return Head { row.integer(0), row.bytes<32>(1) };
    });
    ensure(head);
    db::Batch batch(tx);
    for (auto const& change : pending)
        head = write_change(batch, change, *head);
    batch.run(move_head, head->seq, head->hash);
    batch.finish();
}

} // namespace

void record(db::Transaction& tx, Change change)
{
    auto& pending = tx.kept<Pending>().changes;
    if (pending.empty())
        tx.before_commit(write_pending);
    pending.push_back(std::move(change));
}

std::int64_t blank_values(db::Transaction& tx, std::string_view kind, Uuid const& entity)
{
    return tx.run(blank, kind, entity);
}

} // namespace passerelle::changes
