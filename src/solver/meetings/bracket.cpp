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

/// Slots before which the day is cut for counting: where sessions begin, else in the middle.
std::vector<int> borders_of(Instance const& instance)
{
    std::vector<int> borders;
    for (auto const& session : instance.sessions)
        if (session.first > 0 && session.first < instance.slots)
            borders.push_back(session.first);
    if (borders.empty() && instance.slots >= 12)
        borders.push_back(instance.slots / 2);
    std::ranges::sort(borders);
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    if (borders.size() > 3)
        borders = { borders[borders.size() / 2] };
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
            auto const part = std::clamp(static_cast<int>(gap * share_), 0, gap - 1);
            asked_ = aim_ == Aim::Find ? *range.breaks - 1 - part : range.bound + part;
        }
        spent_ = 0;
        wanted_.breaks_max = asked_.value_or(problem_.instance.slots);
        encoding_ = encode(problem_, wanted_);
        sat_ = std::make_unique<Sat>(encoding_.cnf,
            Sat::Manner { effort_.seed + static_cast<std::uint64_t>(round_++),
                aim_ == Aim::Find ? Sat::Manner::Towards::Yes : Sat::Manner::Towards::No, nullptr });
        if (asked_ && encoding_.at_most(*asked_) != yes)
            sat_->add({ encoding_.at_most(*asked_) });
    }

    void take(Timetable const& timetable)
    {
        known_.found(timetable);
        share_ = std::min(0.5, share_ * 1.5);
    }

    void refuse()
    {
        if (!asked_)
            return known_.impossible();
        known_.refuted(*asked_);
    }

    /// Too hard for now: something nearer to what is known.
    void give_way()
    {
        auto const modest = asked_ && share_ > 0.01;
        share_ = modest ? share_ / 2 : share_;
        patience_ = patience_ * 3 / 2;
        if (modest && known_.range().breaks && *known_.range().breaks - known_.range().bound > 1)
            sat_.reset();
    }

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
    double share_ = 0.5;
    long spent_ = 0, patience_ = 20'000;
    int round_ = 0;
};

} // namespace

void close_bracket(Problem const& problem, Known& known, std::optional<int> price_max, Effort const& effort)
{
    Side finding(problem, known, price_max, Side::Aim::Find, effort);
    Side refuting(problem, known, price_max, Side::Aim::Refute, effort);
    constexpr int slice = 2'000;
    auto const has_timetable = [&] { return known.range().breaks.has_value(); };
    // Without a timetable there is one question only.
    while (!has_timetable() && !effort.stop() && finding.advance(slice))
        ;
    if (effort.threads < 2) {
        while (!effort.stop() && refuting.advance(slice) && finding.advance(slice))
            ;
        return;
    }
    std::jthread const other([&] {
        while (!effort.stop() && refuting.advance(slice))
            ;
    });
    while (!effort.stop() && finding.advance(slice))
        ;
}

} // namespace passerelle::timetable
