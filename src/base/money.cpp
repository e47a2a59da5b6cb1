#include "base/money.hpp"

#include "base/ensure.hpp"

namespace passerelle {

Money operator+(Money a, Money b)
{
    ensure(a.currency == b.currency);
    return { a.minor + b.minor, a.currency };
}

std::vector<Money> split_evenly(Money whole, int parts)
{
    ensure(parts > 0);
    auto const part = whole.minor / parts;
    auto const remainder = whole.minor % parts;
    auto const unit = remainder < 0 ? -1 : 1;
    std::vector<Money> result;
    for (int i = 0; i < parts; ++i)
        result.push_back({ part + (i < remainder * unit ? unit : 0), whole.currency });
    return result;
}

} // namespace passerelle
