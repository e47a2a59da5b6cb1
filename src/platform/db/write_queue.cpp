#include "platform/db/write_queue.hpp"

#include <chrono>

namespace passerelle::db {
namespace {

/// Bounds of a group: those in front should not wait long for those behind.
constexpr std::size_t group_max = 64;
constexpr std::int64_t group_milliseconds_max = 20;

std::int64_t steady_milliseconds()
{
    auto const since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

} // namespace

void WriteQueue::write(Borrowed<bool(Transaction&)> function)
{
    Waiting mine(function);
    {
        std::unique_lock lock(mutex_);
        queue_.push_back(&mine);
        mine.turn.wait(lock, [&] { return mine.done || (!leading_ && queue_.front() == &mine); });
        if (!mine.done)
            lead(lock);
    }
    if (mine.failure)
        std::rethrow_exception(mine.failure);
    for (auto const& after : mine.after_commit)
        after();
}

void WriteQueue::lead(std::unique_lock<std::mutex>& lock)
{
    leading_ = true;
    Group group;
    try {
        run_group(lock, group);
    } catch (...) {
        // Nothing of the group is stored. Those whose function had refused or failed keep their own answer.
        if (!lock.owns_lock())
            lock.lock();
        roll_back();
        fail_kept(group, std::current_exception());
    }
    leading_ = false;
    for (auto* const member : group) {
        member->done = true;
        member->turn.notify_one();
    }
    if (!queue_.empty())
        queue_.front()->turn.notify_one();
}

WriteQueue::Waiting* WriteQueue::next_of_group(Group const& group, std::int64_t group_began)
{
    auto const full
        = group.size() >= group_max || steady_milliseconds() - group_began >= group_milliseconds_max;
    if (queue_.empty() || (!group.empty() && full))
        return nullptr;
    auto* const next = queue_.front();
    queue_.pop_front();
    return next;
}

void WriteQueue::run_group(std::unique_lock<std::mutex>& lock, Group& group)
{
    auto const began = steady_milliseconds();
    anything_kept_ = false;
    group.reserve(group_max);
    while (auto* const next = next_of_group(group, began)) {
        group.push_back(next);
        lock.unlock();
        if (group.size() == 1)
            begin(lock, group);
        run_one(*next);
        lock.lock();
    }
    lock.unlock();
    commit();
    lock.lock();
}

void WriteQueue::begin(std::unique_lock<std::mutex>& lock, Group& group)
{
    try {
        connection_.script("begin immediate");
    } catch (...) {
        // Another process holds the file: who waits in the queue has waited as long, and fails as well.
        lock.lock();
        group.insert(group.end(), queue_.begin(), queue_.end());
        queue_.clear();
        for (auto* const member : group)
            member->kept = true;
        throw;
    }
}

void WriteQueue::run_one(Waiting& one)
{
    // The first one to keep anything needs no savepoint: to undo it is to roll back.
    if (anything_kept_)
        connection_.script("savepoint one");
    std::exception_ptr failure;
    Transaction transaction(connection_);
    try {
        one.kept = one.function(transaction);
        if (one.kept)
            transaction.run_before_commit();
    } catch (...) {
        failure = std::current_exception();
        one.kept = false;
    }
    one.failure = failure;
    if (failure && !connection_.in_transaction())
        std::rethrow_exception(failure); // the whole group is lost
    if (!one.kept)
        return undo_one();
    if (anything_kept_)
        connection_.script("release savepoint one");
    one.after_commit = transaction.take_after_commit();
    anything_kept_ = true;
}

void WriteQueue::undo_one()
{
    connection_.script(
        anything_kept_ ? "rollback to savepoint one; release savepoint one" : "rollback; begin immediate");
}

void WriteQueue::commit()
{
    if (!anything_kept_)
        return connection_.script("rollback");
    try {
        connection_.script("commit");
    } catch (Full const&) {
        throw;
    } catch (Busy const&) {
        throw;
    } catch (Fault const& fault) {
        // A failed sync says nothing about what a restart will find.
        throw CommitUnknown(fault.what());
    }
    on_commit_();
}

void WriteQueue::roll_back() noexcept
{
    try {
        if (connection_.in_transaction())
            connection_.script("rollback");
    } catch (Fault const&) {
        // The next `begin` will say so.
    }
}

void WriteQueue::fail_kept(Group const& group, std::exception_ptr const& failure)
{
    for (auto* const member : group) {
        if (!member->kept)
            continue;
        member->kept = false;
        member->failure = failure;
        member->after_commit.clear();
    }
}

} // namespace passerelle::db
