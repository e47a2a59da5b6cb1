#pragma once

#include "base/time.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace passerelle::jobs {

/// Tells every runner of this process that there is work. One ring wakes all.
class Doorbell {
public:
    void ring();

    /// How often it has rung. Ask before looking for work, and give the answer to `wait`: no ring gets lost.
    std::uint64_t rings() const;

    /// Until it has rung more often than `heard`, or `at_most`, or the stop.
    void wait(std::stop_token, std::uint64_t heard, Duration at_most);

private:
    mutable std::mutex mutex_;
    std::condition_variable_any rung_;
    std::uint64_t rings_ = 0;
};

/// The one of this process.
Doorbell& doorbell();

} // namespace passerelle::jobs
