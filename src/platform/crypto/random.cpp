#include "platform/crypto/random.hpp"

#include "platform/crypto/sodium.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace passerelle::crypto {

void start_sodium()
{
    static int const ready = sodium_init();
    if (ready < 0)
        throw std::runtime_error("libsodium cannot start");
}

SystemRandom::SystemRandom() { start_sodium(); }

void SystemRandom::fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

SeededRandom::SeededRandom(std::uint64_t seed)
{
    start_sodium();
    for (std::size_t i = 0; i < sizeof seed; ++i)
        seed_[i] = static_cast<std::uint8_t>(seed >> (8 * i));
}

void SeededRandom::fill(std::span<std::uint8_t> bytes)
{
    std::lock_guard const lock(mutex_);
    while (waiting_.size() < bytes.size())
        refill();
    std::copy_n(waiting_.end() - static_cast<std::ptrdiff_t>(bytes.size()), bytes.size(), bytes.begin());
    waiting_.resize(waiting_.size() - bytes.size());
}

void SeededRandom::refill()
{
    ++block_;
    for (std::size_t i = 0; i < sizeof block_; ++i)
        seed_[8 + i] = static_cast<std::uint8_t>(block_ >> (8 * i));
    std::vector<std::uint8_t> block(4096);
    randombytes_buf_deterministic(block.data(), block.size(), seed_.data());
    waiting_.insert(waiting_.begin(), block.begin(), block.end());
}

} // namespace passerelle::crypto
