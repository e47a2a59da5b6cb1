#pragma once

#include "base/ensure.hpp"
#include "base/page.hpp"
#include "platform/db/faults.hpp"
#include "platform/db/parameters.hpp"
#include "platform/db/row.hpp"
#include "platform/db/statement.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <vector>

namespace passerelle::db {

class Connection;

/// A borrowed callable, good for the length of one call.
template<class Signature>
class Borrowed;
template<class R, class... A>
class Borrowed<R(A...)> {
public:
    template<class F>
    requires(!std::same_as<std::remove_cvref_t<F>, Borrowed>) Borrowed(F&& function)
    {
        using Function = std::remove_reference_t<F>;
        if constexpr (std::is_function_v<Function>) {
            function_ = reinterpret_cast<void (*)()>(&function);
            call_ = [](Borrowed const& self, A... arguments) -> R {
                return reinterpret_cast<Function*>(self.function_)(std::forward<A>(arguments)...);
            };
        } else {
            object_ = const_cast<void*>(static_cast<void const*>(std::addressof(function)));
            call_ = [](Borrowed const& self, A... arguments) -> R {
                return std::invoke(*static_cast<Function*>(self.object_), std::forward<A>(arguments)...);
            };
        }
    }
    R operator()(A... arguments) const { return call_(*this, std::forward<A>(arguments)...); }

private:
    union {
        void* object_;
        void (*function_)();
    };
    R (*call_)(Borrowed const&, A...);
};

/// Runs statements that read. One thread at a time. The functions given to it may run other statements, the
/// same one too. On PostgreSQL all rows of a result are fetched before the first is shown: page what may be
/// long.
class Reader {
public:
    Reader(Reader const&) = delete;
    Reader& operator=(Reader const&) = delete;

    Engine engine() const;

    /// `row_function(Row const&)` for each row.
    template<class F, class... A>
    void each(Statement const& statement, F&& row_function, A const&... arguments)
    {
        query(statement, Parameters::of(arguments...), row_function);
    }

    /// The one row as `map(row)`, or nothing. More than one is a bug of the statement.
    template<class F, class... A>
    auto one(Statement const& statement, F&& map, A const&... arguments)
        -> std::optional<std::invoke_result_t<F&, Row const&>>
    {
        std::optional<std::invoke_result_t<F&, Row const&>> result;
        each(
            statement,
            [&](Row const& row) {
                ensure(!result);
                result.emplace(std::invoke(map, row));
            },
            arguments...);
        return result;
    }

    /// All rows as `map(row)`.
    template<class F, class... A>
    auto all(Statement const& statement, F&& map, A const&... arguments)
        -> std::vector<std::invoke_result_t<F&, Row const&>>
    {
        std::vector<std::invoke_result_t<F&, Row const&>> result;
        each(
            statement, [&](Row const& row) { result.push_back(std::invoke(map, row)); }, arguments...);
        return result;
    }

    /// The first column of the one row that there must be: `reader.value<std::int64_t>(count_notes, id)`.
    template<class T, class... A>
    T value(Statement const& statement, A const&... arguments)
    {
        auto result = optional_value<T>(statement, arguments...);
        ensure(result);
        return *std::move(result);
    }

    /// The first column of the one row, if there is one.
    template<class T, class... A>
    std::optional<T> optional_value(Statement const& statement, A const&... arguments)
    {
        return one(
            statement, [](Row const& row) { return row.get<T>(0); }, arguments...);
    }

    /// Whether the statement finds anything: `select 1 from … limit 1`.
    template<class... A>
    bool exists(Statement const& statement, A const&... arguments)
    {
        bool found = false;
        each(
            statement, [&](Row const&) { found = true; }, arguments...);
        return found;
    }

    /// One part of a list that is paged by key. The statement ends in `limit $n`, whose value is added here;
    /// `cursor_of(item)` is what the next request gets as `after` (platform/db/cursor.hpp).
    template<class F, class C, class... A>
    auto page(int limit, Statement const& statement, F&& map, C&& cursor_of, A const&... arguments)
        -> Page<std::invoke_result_t<F&, Row const&>>
    {
        ensure(limit > 0);
        Page<std::invoke_result_t<F&, Row const&>> page;
        page.items = all(statement, map, arguments..., limit + 1);
        if (page.items.size() > static_cast<std::size_t>(limit)) {
            page.items.pop_back();
            page.next = std::invoke(cursor_of, page.items.back());
        }
        return page;
    }

protected:
    explicit Reader(Connection& connection) : connection_(connection) {}
    ~Reader() = default;
    Connection& connection() const { return connection_; }
    std::int64_t query(Statement const&, Parameters const&, Borrowed<void(Row const&)>);

private:
    Connection& connection_;
};

/// What `Database::read` makes.
class Reading final : public Reader {
public:
    explicit Reading(Connection& connection) : Reader(connection) {}
};

/// A write transaction: everything or nothing, and once acknowledged, durable. `Database::write` makes it.
class Transaction final : public Reader {
public:
    explicit Transaction(Connection& connection) : Reader(connection) {}

    /// Number of rows inserted, updated or deleted.
    template<class... A>
    std::int64_t run(Statement const& statement, A const&... arguments)
    {
        return execute(statement, Parameters::of(arguments...));
    }

    /// False, and nothing done, where a unique rule would be broken; the transaction goes on. Costs two round
    /// trips more on PostgreSQL: `on conflict … do nothing` with `run(…) == 0` is better where it can be
    /// said.
    template<class... A>
    bool try_run(Statement const& statement, A const&... arguments)
    {
        return try_execute(statement, Parameters::of(arguments...));
    }

    /// Runs just before the commit, in the order of registration; may write, and register more. Throwing
    /// undoes all.
    void before_commit(std::function<void(Transaction&)> function) { before_.push_back(std::move(function)); }

    /// Runs once the commit is durable, never after a rollback. Must not throw.
    void after_commit(std::function<void()> function) { after_.push_back(std::move(function)); }

    /// The one T of this transaction, made empty at first use: what a platform part collects for its
    /// `before_commit`.
    template<class T>
    T& kept()
    {
        auto& place = keep(typeid(T));
        if (!place)
            place = std::make_shared<T>();
        return *static_cast<T*>(place.get());
    }

    /// Several statements without parameters, separated by `;`. For migrations only.
    void script(std::string const& sql);

    /// For Database: the hooks, in order.
    void run_before_commit();
    std::vector<std::function<void()>> take_after_commit() { return std::exchange(after_, {}); }

private:
    friend class Batch;
    std::int64_t execute(Statement const&, Parameters const&);
    bool try_execute(Statement const&, Parameters const&);
    std::shared_ptr<void>& keep(std::type_index);

    std::vector<std::function<void(Transaction&)>> before_;
    std::vector<std::function<void()>> after_;
    std::vector<std::pair<std::type_index, std::shared_ptr<void>>> kept_;
};

/// Many writes in few round trips: on PostgreSQL they are sent without waiting for each answer (pipeline
/// mode).
///
///     db::Batch batch(tx);
///     for (auto const& note : notes)
///         batch.run(insert_note, note.id, note.text);
///     batch.finish();
///
/// Until `finish`, the transaction must not be used otherwise. A failure may show only in a later `run` or in
/// `finish`.
class Batch {
public:
    explicit Batch(Transaction&);
    Batch(Batch const&) = delete;
    Batch& operator=(Batch const&) = delete;
    /// Without `finish`: what was sent may or may not be done, so let the exception on its way end the
    /// transaction.
    ~Batch();

    template<class... A>
    void run(Statement const& statement, A const&... arguments)
    {
        send(statement, Parameters::of(arguments...));
    }

    /// Waits for everything. Number of rows touched by all statements together.
    std::int64_t finish();

private:
    void send(Statement const&, Parameters const&);
    Transaction& transaction_;
    bool open_ = true;
};

} // namespace passerelle::db
