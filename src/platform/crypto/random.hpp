#pragma once

#include "base/bytes.hpp"

#include <array>
#include <mutex>
#include <vector>

namespace passerelle::crypto {

/// The operating system's generator, good for keys and tokens. Any thread.
class SystemRandom : public Random {
public:
    SystemRandom();
    void fill(std::span<std::uint8_t> bytes) override;
};

/// The same bytes for the same seed (ChaCha20): for demonstrations and tests, never for secrets. Any thread,
/// though only one thread at a time gets a repeatable order.
class SeededRandom : public Random {
public:
    explicit SeededRandom(std::uint64_t seed);
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::mutex mutex_;
    std::array<std::uint8_t, 32> seed_ {};
    std::uint64_t block_ = 0;
    std::vector<std::uint8_t> waiting_;
    void refill();
};

} // namespace passerelle::crypto
