#include "solver/meetings/bracket.hpp"

#include "solver/meetings/encoding.hpp"
#include "solver/meetings/sat.hpp"

#include <algorithm>
#include <thread>

namespace passerelle::timetable {

Known::Range Known::range() const
{
    std::lock_guard const lock(mutex_);
    return { bound_, breaks_ };
}

void Known::found(Timetable const& timetable)
{
    auto const breaks = worth_of(problem_.instance, timetable).breaks;
    std::lock_guard const lock(mutex_);
    if (breaks_ && *breaks_ <= breaks)
        return;
    breaks_ = breaks;
    timetable_ = timetable;
    tell();
}

void Known::refuted(int breaks)
{
    std::lock_guard const lock(mutex_);
    if (breaks < bound_)
        return;
    bound_ = breaks + 1;
    tell();
}

void Known::impossible()
{
    std::lock_guard const lock(mutex_);
    impossible_ = true;
}

bool Known::is_impossible() const
{
    std::lock_guard const lock(mutex_);
    return impossible_;
}

bool Known::done() const { return is_impossible() || range().closed(); }

Timetable Known::timetable() const
{
    std::lock_guard const lock(mutex_);
    return timetable_.value_or(Timetable {});
}

void Known::tell() const { effort_.progress({ breaks_, bound_ }); }

namespace {

/// Slots before which the day is cut for counting: where sessions begin, and the middle of long ones.
std::vector<int> borders_of(Instance const& instance)
{
    constexpr int long_day = 16, long_session = 8;
    std::vector<int> borders;
    for (auto const& session : instance.sessions)
        if (session.first > 0)
            borders.push_back(session.first);
    std::ranges::sort(borders);
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    if (borders.size() > 3)
        borders = { borders[borders.size() / 2] };
    if (instance.slots < long_day)
        return borders;
    auto edges = borders;
    edges.insert(edges.begin(), 0);
    edges.push_back(instance.slots);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
        if (edges[i + 1] - edges[i] >= long_session)
            borders.push_back((edges[i] + edges[i + 1]) / 2);
    return borders;
}

/// One of the two searches. Asks one question after the other, each with a number of conflicts it may cost;
/// what stays open is asked more modestly, and later again with more patience.
class Side {
public:
    enum class Aim { Find, Refute };

    Side(Problem const& problem, Known& known, std::optional<int> price_max, Aim aim, Effort const& effort)
        : problem_(problem),
          known_(known),
          aim_(aim),
          effort_(effort),
          chance_(effort.seed)
    {
        wanted_.price_max = price_max;
        wanted_.borders = borders_of(problem.instance);
        over_ = [this] { return effort_.stop() || known_.done() || moot(); };
    }

    /// One slice of work. False when there is nothing left to ask.
    bool advance(int conflicts)
    {
        if (known_.done())
            return false;
        if (!sat_ || moot())
            ask();
        auto const answer = sat_->solve(over_, conflicts);
        spent_ += conflicts;
        if (answer == Answer::Yes)
            take(encoding_.timetable([&](Literal literal) { return sat_->holds(literal); }));
        if (answer == Answer::No)
            refuse();
        if (answer != Answer::Unknown)
            sat_.reset();
        else if (spent_ >= patience_ && !moot())
            give_way();
        return true;
    }

    long spent() const { return spent_; } ///< conflicts on what it asks now

private:
    /// The other search, or luck, has answered what is asked.
    bool moot() const
    {
        if (!asked_)
            return false;
        auto const range = known_.range();
        return *asked_ < range.bound || (range.breaks && *asked_ >= *range.breaks);
    }

    void ask()
    {
        auto const range = known_.range();
        asked_.reset();
        if (range.breaks) {
            auto const gap = *range.breaks - range.bound;
            if (step_ < 0)
                step_ = aim_ == Aim::Find ? gap / 4 : 0;
            auto const part = std::min(step_, gap - 1);
            asked_ = aim_ == Aim::Find ? *range.breaks - 1 - part : range.bound + part;
        }
        spent_ = 0;
        wanted_.breaks_max = asked_.value_or(problem_.instance.slots);
        encoding_ = encode(problem_, wanted_);
        sat_ = std::make_unique<Sat>(encoding_.cnf,
            Sat::Manner { effort_.seed + static_cast<std::uint64_t>(round_++), manner(), nullptr });
        if (asked_ && encoding_.at_most(*asked_) != yes)
            sat_->add({ encoding_.at_most(*asked_) });
    }

    void take(Timetable const& timetable)
    {
        known_.found(timetable);
        if (aim_ == Aim::Find)
            stride();
    }

    void refuse()
    {
        if (!asked_)
            return known_.impossible();
        known_.refuted(*asked_);
        if (aim_ == Aim::Refute)
            stride();
    }

    /// That was easy: further next time.
    void stride()
    {
        if (spent_ <= easy)
            step_ = 2 * step_ + 1;
    }

    /// What refutes also finds the last timetable, from below; what finds does so in two ways by turns.
    Sat::Manner::Towards manner() const
    {
        auto const range = known_.range();
        auto const last = range.breaks && *range.breaks - range.bound == 1;
        return aim_ == Aim::Find && (last || round_ % 2 == 1) ? Sat::Manner::Towards::Yes
                                                              : Sat::Manner::Towards::Either;
    }

    /// Too hard for now: something nearer to what is known.
    void give_way()
    {
        patience_ = patience_ * 3 / 2;
        if (!asked_ || step_ == 0)
            return;
        step_ /= 4;
        sat_.reset();
    }

    static constexpr int easy = 2'000;

    Problem const& problem_;
    Known& known_;
    Aim aim_;
    Effort const& effort_;
    Chance chance_;
    Wanted wanted_;
    Stop over_;
    Encoding encoding_;
    std::unique_ptr<Sat> sat_;
    std::optional<int> asked_;
    int step_ = -1; ///< how far beyond what is known it asks; negative: not decided yet
    long spent_ = 0, patience_ = 6'000;
    int round_ = 0;
};

/// Cools down the best timetable again and again, each time a little slower.
class Recooling {
public:
    Recooling(Problem const& problem, Known& known, std::optional<int> price_max, Effort const& effort)
        : problem_(problem),
          known_(known),
          price_max_(price_max),
          effort_(effort),
          chance_(effort.seed + 77),
          steps_(std::clamp(1000L * static_cast<long>(problem.domain.size()), 20'000L, 1'000'000L))
    {
    }

    void advance()
    {
        auto const best = known_.timetable();
        if (best.empty() || (vain_ > 3 && ++rest_ % (2 * vain_) != 0))
            return;
        Board board(problem_);
        for (int m = 0; m < static_cast<int>(best.size()); ++m)
            if (best[m] != unplaced)
                board.place(m, best[m]);
        Cooling cooling;
        cooling.steps = steps_;
        cooling.hot = vain_ % 2 == 0 ? 0.35 : 0.22;
        cooling.breaks_goal = known_.range().bound;
        auto const before = known_.range().breaks;
        anneal(
            problem_, board, chance_, cooling, [this] { return effort_.stop() || known_.done(); },
            [&](Timetable const& timetable, int) {
                if (is_timetable(problem_.instance, timetable)
                    && worth_of(problem_.instance, timetable).price <= price_max_.value_or(0))
                    known_.found(timetable);
            });
        vain_ = known_.range().breaks < before ? 0 : vain_ + 1;
        steps_ = std::min(steps_ * 5 / 4, 20'000'000L);
    }

private:
    Problem const& problem_;
    Known& known_;
    std::optional<int> price_max_;
    Effort const& effort_;
    Chance chance_;
    long steps_;
    int vain_ = 0, rest_ = 0;
};

} // namespace

void close_bracket(Problem const& problem, Known& known, std::optional<int> price_max, Effort const& effort)
{
    Side finding(problem, known, price_max, Side::Aim::Find, effort);
    Side refuting(problem, known, price_max, Side::Aim::Refute, effort);
    Recooling recooling(problem, known, price_max, effort);
    constexpr int slice = 8'000;
    constexpr long hard = 16'000;
    // Without a timetable there is one question only.
    while (!known.range().breaks && !effort.stop() && finding.advance(slice))
        ;
    auto const find = [&] {
        recooling.advance();
        auto const range = known.range();
        // When one value is left, the other search asks just that; a second one helps only where it is hard.
        auto const alone = effort.threads < 2 && *range.breaks - range.bound == 1 && refuting.spent() < hard;
        return alone || finding.advance(slice);
    };
    if (effort.threads < 2) {
        while (!effort.stop() && refuting.advance(slice) && find())
            ;
        return;
    }
    std::jthread const other([&] {
        while (!effort.stop() && refuting.advance(slice))
            ;
    });
    while (!effort.stop() && find())
        ;
}

} // namespace passerelle::timetable
