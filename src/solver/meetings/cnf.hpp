#pragma once

#include <initializer_list>
#include <span>
#include <vector>

namespace passerelle::timetable {

/// A variable, or its negation.
using Literal = int;

/// Variable 1 holds in every formula, so that what is known needs no case of its own.
inline constexpr Literal yes = 1, no = -1;

/// A formula in conjunctive normal form.
class Cnf {
public:
    Cnf();

    Literal fresh() { return ++variables_; }

    /// A clause with `yes` is left out, and so is `no` from a clause.
    void add(std::span<Literal const> clause);
    void add(std::initializer_list<Literal> clause) { add(std::span(clause.begin(), clause.size())); }

    int variables() const { return variables_; }
    std::size_t clauses() const { return clauses_; }

    /// All clauses, each ended by a 0.
    std::vector<Literal> const& literals() const { return literals_; }

private:
    int variables_ = 1;
    std::size_t clauses_ = 0;
    std::vector<Literal> literals_;
};

void at_most_one(Cnf&, std::span<Literal const>);

/// What a counter's outputs follow from the counted: `AtLeast` makes output i hold when i + 1 are true,
/// `Exact` also the other way round.
enum class Counting { AtLeast, Exact };

/// Output i says that at least i + 1 of `counted` hold; as many outputs as there are literals, `most` at
/// most.
std::vector<Literal> count(Cnf&, std::span<Literal const> counted, int most, Counting);

/// `count[j][i]`: at least i + 1 of the first j + 1 hold, both ways, for i up to `most`; `exactly` how many
/// hold in the end makes most of it known beforehand (negative: not known).
std::vector<std::vector<Literal>> running_count(
    Cnf&, std::span<Literal const> counted, int most, int exactly);

/// The total of the prices of what holds is at most `most`.
void at_most_in_total(Cnf&, std::span<Literal const>, std::span<int const> prices, int most);

} // namespace passerelle::timetable
