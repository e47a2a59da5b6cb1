#pragma once

#include "platform/db/sqlite_connection.hpp"

#include <condition_variable>
#include <deque>
#include <exception>

namespace passerelle::db {

/// The one writer of SQLite. Callers queue in order of arrival; the first one leads: it runs the functions of
/// those that wait behind it, each in its own savepoint, and makes all durable by one commit. Any thread.
class WriteQueue {
public:
    /// `on_commit` runs after each commit, on the committing thread.
    WriteQueue(SqliteConnection& connection, std::function<void()> on_commit)
        : connection_(connection),
          on_commit_(std::move(on_commit))
    {
    }

    /// Returns once the function's work is durable, or undone as it asked. Throws what the function threw, or
    /// what befell the commit.
    void write(Borrowed<bool(Transaction&)>);

private:
    struct Waiting {
        explicit Waiting(Borrowed<bool(Transaction&)> function) : function(function) {}
        Borrowed<bool(Transaction&)> function;
        std::condition_variable turn;
        bool done = false;
        bool kept = false;
        std::exception_ptr failure;
        std::vector<std::function<void()>> after_commit;
    };
    using Group = std::vector<Waiting*>;

    void lead(std::unique_lock<std::mutex>&);
    Waiting* next_of_group(Group const&, std::int64_t group_began);
    void run_group(std::unique_lock<std::mutex>&, Group&);
    void begin(std::unique_lock<std::mutex>&, Group&);
    void run_one(Waiting&);
    void undo_one();
    void commit();
    void roll_back() noexcept;
    static void fail_kept(Group const&, std::exception_ptr const&);

    SqliteConnection& connection_;
    std::function<void()> const on_commit_;
    bool anything_kept_ = false; ///< in the group that runs

    std::mutex mutex_;
    std::deque<Waiting*> queue_;
    bool leading_ = false;
};

} // namespace passerelle::db
