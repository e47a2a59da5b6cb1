#include "solver/meetings/cnf.hpp"

#include <algorithm>
#include <map>

namespace passerelle::timetable {

Cnf::Cnf() : clauses_(1), literals_ { yes, 0 } {}

void Cnf::add(std::span<Literal const> clause)
{
    if (std::ranges::find(clause, yes) != clause.end())
        return;
    for (auto const literal : clause)
        if (literal != no)
            literals_.push_back(literal);
    literals_.push_back(0);
    ++clauses_;
}

void at_most_one(Cnf& cnf, std::span<Literal const> literals)
{
    constexpr std::size_t pairwise_max = 24;
    std::vector<Literal> some(literals.begin(), literals.end());
    std::erase(some, no);
    if (some.size() <= pairwise_max) {
        for (std::size_t i = 0; i < some.size(); ++i)
            for (std::size_t j = i + 1; j < some.size(); ++j)
                cnf.add({ -some[i], -some[j] });
        return;
    }
    auto const half = some.begin() + static_cast<std::ptrdiff_t>(pairwise_max / 2);
    auto const link = cnf.fresh();
    std::vector<Literal> front(some.begin(), half), back(half, some.end());
    front.push_back(link);
    back.push_back(-link);
    at_most_one(cnf, front);
    at_most_one(cnf, back);
}

namespace {

std::vector<Literal> merge(
    Cnf& cnf, std::vector<Literal> const& a, std::vector<Literal> const& b, int most, Counting counting)
{
    auto const size = static_cast<int>(a.size() + b.size());
    std::vector<Literal> sum(std::min(size, most));
    for (auto& literal : sum)
        literal = cnf.fresh();
    auto const reached = [&](std::vector<Literal> const& part, int n) { return n == 0 ? yes : part[n - 1]; };
    auto const exceeded = [&](std::vector<Literal> const& part, int n) {
        return n < static_cast<int>(part.size()) ? part[n] : no;
    };
    for (int i = 0; i <= static_cast<int>(a.size()); ++i)
        for (int j = 0; j <= static_cast<int>(b.size()); ++j) {
            auto const n = std::min(i + j, static_cast<int>(sum.size()));
            if (n > 0 && i + j <= most)
                cnf.add({ -reached(a, i), -reached(b, j), sum[n - 1] });
            if (counting == Counting::Exact && i + j < static_cast<int>(sum.size()))
                cnf.add({ exceeded(a, i), exceeded(b, j), -sum[i + j] });
        }
    return sum;
}

} // namespace

std::vector<Literal> count(Cnf& cnf, std::span<Literal const> counted, int most, Counting counting)
{
    if (most <= 0 || counted.empty())
        return {};
    if (counted.size() == 1)
        return { counted[0] };
    auto const half = counted.size() / 2;
    return merge(cnf, count(cnf, counted.first(half), most, counting),
        count(cnf, counted.subspan(half), most, counting), most, counting);
}

std::vector<std::vector<Literal>> running_count(
    Cnf& cnf, std::span<Literal const> counted, int most, int exactly)
{
    auto const size = static_cast<int>(counted.size());
    std::vector<std::vector<Literal>> result(size);
    for (int j = 0; j < size; ++j) {
        auto const before = [&](int i) { return i < 0 ? yes : j == 0 ? no : result[j - 1][i]; };
        for (int i = 0; i < most; ++i) {
            auto const known_yes = exactly >= 0 && i < exactly - (size - 1 - j);
            auto const known_no = i > j || (exactly >= 0 && i >= exactly);
            auto const literal = known_yes ? yes : known_no ? no : j == 0 ? counted[0] : cnf.fresh();
            result[j].push_back(literal);
            cnf.add({ -before(i), literal });
            cnf.add({ -before(i - 1), -counted[j], literal });
            cnf.add({ before(i), counted[j], -literal });
            cnf.add({ before(i - 1), -literal });
        }
        if (exactly >= 0 && most >= exactly && j > 0)
            cnf.add({ exactly > 0 ? -result[j - 1][exactly - 1] : no, -counted[j] });
    }
    return result;
}

namespace {

/// By total: a literal that holds when that much is reached; totals beyond `most` are one.
using Totals = std::map<int, Literal>;

Totals totals(Cnf& cnf, std::span<Literal const> literals, std::span<int const> prices, int most)
{
    if (literals.size() == 1)
        return { { std::min(prices[0], most + 1), literals[0] } };
    auto const half = literals.size() / 2;
    auto a = totals(cnf, literals.first(half), prices.first(half), most);
    auto b = totals(cnf, literals.subspan(half), prices.subspan(half), most);
    a.emplace(0, yes);
    b.emplace(0, yes);
    Totals sum;
    for (auto const& [x, in_a] : a)
        for (auto const& [y, in_b] : b)
            if (auto const total = std::min(x + y, most + 1); total > 0) {
                auto& literal = sum[total];
                if (literal == 0)
                    literal = cnf.fresh();
                cnf.add({ -in_a, -in_b, literal });
            }
    return sum;
}

} // namespace

void at_most_in_total(Cnf& cnf, std::span<Literal const> literals, std::span<int const> prices, int most)
{
    if (literals.empty())
        return;
    auto const sum = totals(cnf, literals, prices, most);
    if (auto const beyond = sum.find(most + 1); beyond != sum.end())
        cnf.add({ -beyond->second });
}

} // namespace passerelle::timetable
