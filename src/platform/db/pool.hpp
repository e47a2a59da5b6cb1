#pragma once

#include "base/time.hpp"
#include "platform/db/faults.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace passerelle::db {

/// Connections made on demand up to a number, the last used one given first: its caches are warm, and those
/// that nobody needs are never made. Any thread.
template<class C>
class Pool {
public:
    Pool(std::size_t max, Duration wait_max, std::function<std::unique_ptr<C>()> make)
        : max_(max),
          wait_max_(wait_max),
          make_(std::move(make))
    {
        idle_.reserve(max);
    }

    /// A connection for as long as it lives; one that is no longer usable does not come back.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<C> connection) : pool_(pool), connection_(std::move(connection)) {}
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;
        ~Lease() { pool_.give_back(std::move(connection_)); }
        C& operator*() const { return *connection_; }
        C* operator->() const { return connection_.get(); }

    private:
        Pool& pool_;
        std::unique_ptr<C> connection_;
    };

    Lease lease() { return Lease(*this, take()); }

private:
    std::unique_ptr<C> take()
    {
        {
            std::unique_lock lock(mutex_);
            auto const limit = std::chrono::milliseconds(wait_max_.milliseconds);
            if (!changed_.wait_for(lock, limit, [&] { return !idle_.empty() || made_ < max_; }))
                throw Busy("no free connection to the database");
            if (!idle_.empty()) {
                auto connection = std::move(idle_.back());
                idle_.pop_back();
                return connection;
            }
            ++made_;
        }
        try {
            return make_();
        } catch (...) {
            forget_one();
            throw;
        }
    }

    void give_back(std::unique_ptr<C> connection)
    {
        if (!connection->usable()) {
            connection.reset();
            forget_one();
            return;
        }
        {
            std::lock_guard const lock(mutex_);
            idle_.push_back(std::move(connection));
        }
        changed_.notify_one();
    }

    void forget_one()
    {
        {
            std::lock_guard const lock(mutex_);
            --made_;
        }
        changed_.notify_one();
    }

    std::size_t const max_;
    Duration const wait_max_;
    std::function<std::unique_ptr<C>()> const make_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<C>> idle_;
    std::size_t made_ = 0;
};

} // namespace passerelle::db
