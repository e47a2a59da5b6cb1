#include "platform/jobs/doorbell.hpp"

#include <chrono>

namespace passerelle::jobs {

void Doorbell::ring()
{
    {
        std::lock_guard const lock(mutex_);
        ++rings_;
    }
    rung_.notify_all();
}

std::uint64_t Doorbell::rings() const
{
    std::lock_guard const lock(mutex_);
    return rings_;
}

void Doorbell::wait(std::stop_token stop, std::uint64_t heard, Duration at_most)
{
    std::unique_lock lock(mutex_);
    rung_.wait_for(
        lock, stop, std::chrono::milliseconds(at_most.milliseconds), [&] { return rings_ != heard; });
}

Doorbell& doorbell()
{
    static Doorbell only;
    return only;
}

} // namespace passerelle::jobs
