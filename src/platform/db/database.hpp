#pragma once

#include "platform/db/reader.hpp"

#include <list>
#include <mutex>
#include <string>

namespace passerelle::db {

struct Settings {
    std::string folder {};       ///< holds `passerelle.db`; made if absent
    std::string postgres_url {}; ///< `postgresql://…`; empty: the embedded engine
    int connections_max = 0;     ///< of the read pool (SQLite) or the pool (PostgreSQL); 0: by the hardware
    int cache_kib = 2048;        ///< page cache of each SQLite connection
    Duration wait_max = Duration::seconds(10); ///< for a connection or a lock; then Busy
};

template<class R>
concept Refusable = std::convertible_to<decltype(std::declval<R const&>().refused()), bool>;

/// The one database of the program, SQLite or PostgreSQL. Any thread.
///
/// SQLite: readers see the last commit and never wait for writers. Writers queue in order of arrival; those
/// that wait are run one after the other, each in its own savepoint, and become durable by one fsync. A
/// function given to `write` may therefore run on another writer's thread: it must not rely on thread-local
/// things.
///
/// PostgreSQL: READ COMMITTED with row locks; on a serialization failure or deadlock the whole function runs
/// again.
class Database {
public:
    /// Connects and checks the settings that durability rests on. Does not migrate. Throws Fault.
    static std::unique_ptr<Database> open(Settings const&);

    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;
    virtual ~Database();

    virtual Engine engine() const = 0;

    /// Calls `function(Reader&)` and returns its result. Each statement sees what was committed when it
    /// began, or, on SQLite, when the first one did. After a lost connection a statement is repeated once,
    /// unseen. Neither `read` nor `write` inside (a Bug).
    template<class F>
    auto read(F&& function)
    {
        return reading(Consistency::Statement, function);
    }

    /// All statements see one moment. Costs two more round trips on PostgreSQL.
    template<class F>
    auto read_snapshot(F&& function)
    {
        return reading(Consistency::Snapshot, function);
    }

    /// Calls `function(Transaction&)` and returns its result, once that is durable. Where it throws or
    /// answers a refused Outcome, nothing remains of it. It may run more than once: it must not change what
    /// is outside, except by assignment.
    template<class F>
    auto write(F&& function)
    {
        using Result = std::invoke_result_t<F&, Transaction&>;
        if constexpr (std::is_void_v<Result>) {
            write_once([&](Transaction& tx) {
                std::invoke(function, tx);
                return true;
            });
        } else {
            std::optional<Result> result;
            write_once([&](Transaction& tx) {
                result.emplace(std::invoke(function, tx));
                if constexpr (Refusable<Result>)
                    return !result->refused();
                else
                    return true;
            });
            return *std::move(result);
        }
    }

    /// Whether it answers right now.
    virtual bool healthy() noexcept = 0;

    /// A consistent copy in one new file, while everything goes on. SQLite only; on PostgreSQL throws Fault,
    /// as pg_dump and a base backup are the means there. Refuses a file that exists.
    virtual void backup_to(std::string const& file) = 0;

    /// After a large import: counts what the engine plans its queries by. Some seconds at most.
    virtual void analyze() = 0;

    /// What the engine finds wrong with the statement's text and the schema it is for, without running it;
    /// empty when nothing is. For the test that prepares `all_statements()`.
    virtual std::string problem_of(Statement const&) = 0;

    /// What is wrong with the stored data as far as the engine can tell; empty when nothing is.
    virtual std::vector<std::string> integrity_problems() = 0;

    /// Ends with its life what `on_commit` began.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&& other) noexcept : end_(std::exchange(other.end_, nullptr)) {}
        Subscription& operator=(Subscription&& other) noexcept
        {
            std::swap(end_, other.end_);
            return *this;
        }
        ~Subscription()
        {
            if (end_)
                end_();
        }

    private:
        friend class Database;
        explicit Subscription(std::function<void()> end) : end_(std::move(end)) {}
        std::function<void()> end_;
    };

    /// Calls `function` after each commit of this process, on the committing thread: it must be quick and not
    /// throw (wake a thread, say). Other nodes' commits are not heard: poll as well.
    Subscription on_commit(std::function<void()> function);

protected:
    enum class Consistency { Statement, Snapshot };

    Database() = default;
    virtual void read_erased(Consistency, Borrowed<void(Reader&)>) = 0;
    /// The function answers whether to commit.
    virtual void write_erased(Borrowed<bool(Transaction&)>) = 0;
    void announce_commit() noexcept;

private:
    template<class F>
    auto reading(Consistency consistency, F& function)
    {
        using Result = std::invoke_result_t<F&, Reader&>;
        if constexpr (std::is_void_v<Result>) {
            read_once(consistency, function);
        } else {
            std::optional<Result> result;
            read_once(consistency, [&](Reader& reader) { result.emplace(std::invoke(function, reader)); });
            return *std::move(result);
        }
    }

    void read_once(Consistency, Borrowed<void(Reader&)>);
    void write_once(Borrowed<bool(Transaction&)>);

    std::mutex listeners_mutex_;
    std::list<std::function<void()>> listeners_;
};

/// What SQLite finds wrong in a file that nobody else has open, a backup say; empty when nothing is.
std::vector<std::string> integrity_problems_of_file(std::string const& file);

} // namespace passerelle::db
