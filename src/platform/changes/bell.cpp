#include "platform/changes/changes.hpp"

#include <chrono>

namespace passerelle::changes {

Bell::Bell(db::Database& database) : subscription_(database.on_commit([this] { ring(); })) {}

bool Bell::wait(Duration at_most)
{
    std::unique_lock lock(mutex_);
    rung_condition_.wait_for(lock, std::chrono::milliseconds(at_most.milliseconds), [&] { return rung_; });
    return std::exchange(rung_, false);
}

void Bell::ring()
{
    {
        std::lock_guard const lock(mutex_);
        rung_ = true;
    }
    rung_condition_.notify_all();
}

} // namespace passerelle::changes
