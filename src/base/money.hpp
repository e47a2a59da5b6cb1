#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace passerelle {

/// An amount in the smallest unit of its currency (Rappen, cents). Printing needs a language
/// (`platform/i18n`).
struct Money {
    std::int64_t minor = 0;
    std::array<char, 3> currency { 'C', 'H', 'F' }; ///< ISO 4217

    std::string_view currency_code() const { return { currency.data(), currency.size() }; }
    bool operator==(Money const&) const = default;
};

/// Sums amounts of one currency; `ensure`s that it is one.
Money operator+(Money, Money);

/// Parts that differ by one unit at most and add up to the whole; the larger ones come first.
std::vector<Money> split_evenly(Money whole, int parts);

} // namespace passerelle
