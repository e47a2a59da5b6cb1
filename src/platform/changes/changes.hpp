#pragma once

#include "base/page.hpp"
#include "platform/changes/fields.hpp"
#include "platform/db/db.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>

namespace passerelle::changes {

/// The append-only log of every change (docs/architecture.md, "Change log"): audit trail, feed of the search
/// index, ground of undo. Rows are chained by SHA-256 over everything but the values; the values are bound by
/// a salted digest and kept aside, so that they can be erased without breaking the chain.
struct Change {
    Instant at;
    std::optional<Uuid> actor {};       ///< the person; nothing for the program itself
    std::optional<Uuid> operator_id {}; ///< on whose behalf
    std::string action;                 ///< `organisation.edited`
    std::string entity_kind;            ///< `organisation`
    Uuid entity;
    Fields before {}; ///< empty when it did not exist
    Fields after {};  ///< empty when it is gone
};

/// Adds to the log in the same transaction; written just before the commit, in the order of the calls. Only
/// the fields that differ are kept. A change without any difference is recorded all the same: an action took
/// place.
void record(db::Transaction&, Change);

/// A row of the log.
struct Entry {
    std::int64_t seq = 0; ///< from 1, without gaps, in the order of commits
    Instant at;
    std::optional<Uuid> actor;
    std::optional<Uuid> operator_id;
    std::string action;
    std::string entity_kind;
    Uuid entity;
    std::optional<std::string> before; ///< JSON object; nothing once blanked
    std::optional<std::string> after;
};

/// Entries after `seq`, oldest first, at most `limit`.
std::vector<Entry> after(db::Reader&, std::int64_t seq, int limit);

/// What happened after `seq`, without the values: all that an index needs.
struct Touched {
    std::int64_t seq = 0;
    std::string entity_kind;
    Uuid entity;
};
std::vector<Touched> touched_after(db::Reader&, std::int64_t seq, int limit);

/// Newest first.
Page<Entry> of_entity(db::Reader&, std::string_view kind, Uuid const& entity, PageRequest const&);
std::optional<Entry> find(db::Reader&, std::int64_t seq);

/// Whether anything happened to the entity after `seq`: what stands in the way of an undo.
bool touched_since(db::Reader&, std::string_view kind, Uuid const& entity, std::int64_t seq);

/// 0 for an empty log.
std::int64_t last_seq(db::Reader&);

struct ChainState {
    std::int64_t checked = 0;
    std::optional<std::int64_t>
        broken_at; ///< first row that is altered, missing or added; nothing when all is well
};

/// Recounts every hash from the beginning, in portions. `progress(checked, last)` after each. Use a snapshot.
ChainState verify_chain(
    db::Reader&, std::function<void(std::int64_t checked, std::int64_t last)> const& progress = {});

/// Erases the values of every change of the entity for good; who did what when stays, and so does the chain.
/// Number of changes blanked. Values recorded in this very transaction are not touched.
std::int64_t blank_values(db::Transaction&, std::string_view kind, Uuid const& entity);

/// Wakes a thread that follows the log as soon as this process has committed something. Other nodes' commits
/// are noticed at the end of the wait.
class Bell {
public:
    explicit Bell(db::Database&);
    Bell(Bell const&) = delete;
    Bell& operator=(Bell const&) = delete;

    /// True when rung since the last wait, false after `at_most`.
    bool wait(Duration at_most);
    /// To stop the one who waits.
    void ring();

private:
    std::mutex mutex_;
    std::condition_variable rung_condition_;
    bool rung_ = false;
    db::Database::Subscription subscription_;
};

} // namespace passerelle::changes
