#include "solver/meetings/engine.hpp"

#include "solver/meetings/bracket.hpp"
#include "solver/meetings/conflict.hpp"
#include "solver/meetings/encoding.hpp"
#include "solver/meetings/sat.hpp"
#include "solver/meetings/tables.hpp"

#include <algorithm>
#include <numeric>

namespace passerelle::timetable {
namespace {

/// Small days are soon proved by other means; on large ones cooling slowly pays.
long annealing_steps(Instance const& instance)
{
    auto const meetings = static_cast<long>(instance.meetings.size());
    return std::clamp(meetings * (meetings < 400 ? 400 : 6'000), 1'000L, 24'000'000L);
}

class Solving {
public:
    Solving(Instance const& instance, Effort const& effort)
        : instance_(instance),
          effort_(effort),
          problem_(presolve(instance)),
          chance_(effort.seed)
    {
    }

    Solution run()
    {
        if (problem_.conflict)
            return infeasible(*problem_.conflict);
        if (!settle_price())
            return result_;
        Known known(problem_, effort_);
        auto const least = std::accumulate(problem_.breaks_min.begin(), problem_.breaks_min.end(), 0);
        known.refuted(least - 1);
        search(known, least);
        if (!known.done() && !effort_.stop())
            close_bracket(problem_, known, price_max_, effort_);
        if (known.is_impossible())
            return without_timetable();
        return finish(known);
    }

private:
    bool has_optional() const
    {
        return std::ranges::any_of(
            instance_.meetings, [](Meeting const& meeting) { return meeting.price > 0; });
    }

    Solution infeasible(Conflict conflict)
    {
        result_.status = Status::Infeasible;
        result_.conflict = std::move(conflict);
        return result_;
    }

    Solution without_timetable()
    {
        auto conflict = find_conflict(problem_, effort_.stop);
        return infeasible(conflict.value_or(Conflict {}));
    }

    /// The least price of what is left out, first of all. False when there is no timetable, or none was
    /// found.
    bool settle_price()
    {
        if (!has_optional())
            return true;
        int high = 0;
        for (auto const& meeting : instance_.meetings)
            high += meeting.price;
        int low = 0;
        auto const best = cheapest_timetable(low, high);
        result_.price_bound = low;
        if (!best)
            return false;
        price_max_ = worth_of(instance_, *best).price;
        first_ = *best;
        return true;
    }

    std::optional<Timetable> cheapest_timetable(int& low, int high)
    {
        std::optional<Timetable> best;
        Board board(problem_);
        if (place_all(problem_, board, chance_, placement_steps, effort_.stop)) {
            Cooling cooling;
            cooling.steps = annealing_steps(instance_);
            best = anneal(problem_, board, chance_, cooling, effort_.stop, [](Timetable const&, int) {});
            if (!best->empty() && is_timetable(instance_, *best))
                high = worth_of(instance_, *best).price - 1;
            else
                best.reset();
        }
        while (low <= high && !effort_.stop()) {
            // Everything held is asked first, since that is often so; then what is a little cheaper than the
            // best.
            auto const asked = low == 0 ? 0 : best ? low + (high - low) / 2 : high;
            auto const answer = ask_price(asked, best);
            if (answer == Answer::Unknown)
                break;
            if (answer == Answer::Yes)
                high = worth_of(instance_, *best).price - 1;
            else
                low = asked + 1;
        }
        if (low > high && !best)
            result_ = without_timetable();
        return best;
    }

    Answer ask_price(int price, std::optional<Timetable>& best)
    {
        Wanted wanted;
        wanted.price_max = price;
        wanted.breaks_max = instance_.slots;
        wanted.total = false;
        auto const encoding = encode(problem_, wanted);
        Sat sat(encoding.cnf, { .seed = effort_.seed });
        auto const answer = sat.solve(effort_.stop);
        if (answer == Answer::Yes)
            best = encoding.timetable([&](Literal literal) { return sat.holds(literal); });
        return answer;
    }

    void search(Known& known, int least)
    {
        if (!first_.empty())
            known.found(first_);
        Board board(problem_);
        if (!first_.empty())
            for (std::size_t m = 0; m < first_.size(); ++m) {
                if (first_[m] != unplaced)
                    board.place(static_cast<int>(m), first_[m]);
            }
        else if (!place_all(problem_, board, chance_, placement_steps, effort_.stop))
            return;
        Cooling cooling;
        cooling.steps = annealing_steps(instance_);
        cooling.breaks_goal = least;
        anneal(problem_, board, chance_, cooling, effort_.stop, [&](Timetable const& timetable, int) {
            if (is_timetable(instance_, timetable)
                && worth_of(instance_, timetable).price <= price_max_.value_or(0))
                known.found(timetable);
        });
    }

    Solution finish(Known const& known)
    {
        auto const range = known.range();
        result_.bound = range.bound;
        if (!range.breaks)
            return result_;
        result_.timetable = known.timetable();
        result_.worth = worth_of(instance_, result_.timetable);
        auto const proved = result_.worth.breaks == range.bound && result_.worth.price <= result_.price_bound;
        result_.status = proved ? Status::Optimal : Status::Feasible;
        result_.tables = give_tables(instance_, result_.timetable);
        result_.breaks_min = problem_.breaks_min;
        return result_;
    }

    static constexpr long placement_steps = 200'000;

    Instance const& instance_;
    Effort const& effort_;
    Problem problem_;
    Chance chance_;
    std::optional<int> price_max_;
    Timetable first_;
    Solution result_;
};

void write_formula(Cnf const& cnf, std::FILE* file)
{
    std::fprintf(file, "p cnf %d %zu\n", cnf.variables(), cnf.clauses());
    for (auto const literal : cnf.literals())
        std::fprintf(file, literal == 0 ? "0\n" : "%d ", literal);
}

} // namespace

Solution solve(Instance const& instance, Effort const& effort) { return Solving(instance, effort).run(); }

void write_weighted_formula(Instance const& instance, std::FILE* file)
{
    auto const problem = presolve(instance);
    Wanted wanted;
    wanted.breaks_max = instance.slots;
    wanted.total = false;
    auto const encoding = encode(problem, wanted);
    auto const soft = std::ranges::count_if(encoding.breaks, [](Literal literal) { return literal != no; });
    auto const top = static_cast<long>(soft) + 1;
    std::fprintf(file, "p wcnf %d %zu %ld\n", encoding.cnf.variables(),
        encoding.cnf.clauses() + static_cast<std::size_t>(soft), top);
    bool begins = true;
    for (auto const literal : encoding.cnf.literals()) {
        if (begins)
            std::fprintf(file, "%ld ", top);
        begins = literal == 0;
        std::fprintf(file, begins ? "0\n" : "%d ", literal);
    }
    for (auto const literal : encoding.breaks)
        if (literal != no)
            std::fprintf(file, "1 %d 0\n", -literal);
}

bool prove_more_breaks(
    Instance const& instance, int breaks, int price, Refutation const& files, Effort const& effort)
{
    auto const problem = presolve(instance);
    Wanted wanted;
    wanted.breaks_max = std::max(breaks, 0);
    wanted.price_max = price;
    auto encoding = encode(problem, wanted);
    if (breaks >= 0)
        encoding.cnf.add({ encoding.at_most(breaks) });
    write_formula(encoding.cnf, files.formula);
    Sat sat(encoding.cnf, { effort.seed, Sat::Manner::Towards::No, files.proof });
    return sat.solve(effort.stop) == Answer::No;
}

} // namespace passerelle::timetable
