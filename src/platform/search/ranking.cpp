#include "platform/search/ranking.hpp"

#include "platform/search/index_terms.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace passerelle::search {
namespace {

/// With fewer answers than these, less than everything will do.
constexpr std::int64_t answers_enough = 20;
constexpr std::array<float, 4> coverage_steps { 0.999f, 0.66f, 0.4f, 0.0f };

/// Of a word that is no concept: rare ones matter as much as concepts, common ones hardly.
constexpr float word_importance_max = 0.8f;
constexpr float rarity_of_full_importance = 5;

float rarity(std::size_t documents, std::size_t with_it)
{
    return std::log(
        1 + static_cast<float>(documents) / static_cast<float>(std::max<std::size_t>(1, with_it)));
}

/// Of the unit and of all parts of its ways, some of them more than once.
template<class Act>
void each_posting(LoadedUnit const& unit, Act act)
{
    for (auto const& term : unit.terms)
        for (auto const number : term.postings->documents)
            act(number);
    for (auto const& way : unit.ways)
        for (auto const& part : way.parts)
            each_posting(part, act);
}

} // namespace

Ranking::Ranking(
    Snapshot const& snapshot, std::vector<Unit> const& units, std::vector<Audience> const& audiences)
    : snapshot_(snapshot),
      audiences_(audiences),
      names_(snapshot.names()),
      scores_(snapshot.borrow_scores())
{
    load(units);
    coverage_ = coverage_by_units();
}

Ranking::~Ranking() { snapshot_.give_back(std::move(scores_)); }

void Ranking::load(std::vector<Unit> const& units)
{
    for (auto const& unit : units) {
        DocSet has_it(snapshot_.numbers());
        auto made = loaded(unit, has_it);
        if (made.terms.empty() && made.ways.empty())
            take_terms(made, Near::Yes);
        if (made.terms.empty() && made.ways.empty()) {
            unknown_.push_back(&unit);
            continue;
        }
        auto const word = std::min(word_importance_max, made.rarity / rarity_of_full_importance);
        made.importance = unit.concepts.empty() ? word : 1.0f;
        units_.push_back(std::move(made));
        has_unit_.push_back(std::move(has_it));
    }
}

/// With the documents that have it: by a term that is it, or by all parts of a way to say it.
LoadedUnit Ranking::loaded(Unit const& unit, DocSet& has_it)
{
    LoadedUnit made { &unit, {}, 0, 0, {} };
    take_terms(made, Near::No);
    double frequency = 0, heaviest = 0;
    for (auto const& term : made.terms) {
        for (auto const number : term.postings->documents)
            has_it.add(number);
        frequency += double(term.term->weight) * double(term.postings->size());
        heaviest = std::max(heaviest, double(term.term->weight));
    }
    for (auto const& way : unit.ways) {
        LoadedWay parts { way.weight, {} };
        std::optional<DocSet> with_all;
        for (auto const& part : way.parts) {
            DocSet with_part(snapshot_.numbers());
            auto loaded_part = loaded(part, with_part);
            if (with_all)
                *with_all &= with_part;
            else
                with_all = std::move(with_part);
            if (!loaded_part.terms.empty() || !loaded_part.ways.empty())
                parts.parts.push_back(std::move(loaded_part));
        }
        if (parts.parts.empty())
            continue;
        has_it |= *with_all;
        made.ways.push_back(std::move(parts));
    }
    if (made.terms.empty())
        frequency = double(has_it.count());
    made.rarity
        = rarity(snapshot_.documents(), static_cast<std::size_t>(frequency / std::max(heaviest, 0.01)));
    return made;
}

/// Adds the terms that are the unit, or those that are only near it and are read only where too little is
/// found.
void Ranking::take_terms(LoadedUnit& unit, Near near)
{
    auto const take = [&](PlanTerm const& term, std::string const& indexed) {
        if (auto postings = snapshot_.postings(indexed, term.saturation); postings->size() > 0)
            unit.terms.push_back({ &term, std::move(postings) });
    };
    for (auto const& term : unit.unit->terms) {
        if (term.near != (near == Near::Yes))
            continue;
        take(term, term.term);
        for (auto const& audience : audiences_)
            if (term.saturation != Saturation::Name)
                take(term, guarded(audience, term.term));
    }
}

std::vector<float> Ranking::coverage_by_units() const
{
    std::vector<float> coverage(std::size_t(1) << units_.size());
    for (std::size_t has = 1; has < coverage.size(); ++has)
        coverage[has] = coverage[has & (has - 1)] + units_[std::size_t(std::countr_zero(has))].importance;
    auto const all = coverage.back();
    for (auto& each : coverage)
        each = all > 0 ? each / all : 1;
    return coverage;
}

DocSet Ranking::select(DocSet const& visible)
{
    if (units_.empty())
        return DocSet(snapshot_.numbers());
    auto everything = with_everything(visible);
    complete_ = static_cast<std::int64_t>(everything.count());
    relaxed_ = complete_ < answers_enough;
    if (!relaxed_)
        return everything;
    for (auto& unit : units_)
        if (unit.terms.empty() || !unit.terms.front().term->near) // else they are there already
            take_terms(unit, Near::Yes);
    return with_most(visible);
}

DocSet Ranking::with_everything(DocSet const& visible) const
{
    auto all = visible;
    for (auto const& each : has_unit_)
        all &= each;
    return all;
}

/// As much of the query as enough documents have.
DocSet Ranking::with_most(DocSet const& visible) const
{
    auto const any = with_anything(visible);
    std::vector<std::uint8_t> step_of; // by the units that a document has
    for (auto const covered : coverage_)
        step_of.push_back(static_cast<std::uint8_t>(std::find_if(coverage_steps.begin(), coverage_steps.end(),
                                                        [&](float each) { return covered >= each; })
            - coverage_steps.begin()));

    std::array<DocSet, coverage_steps.size()> at_step;
    std::array<std::int64_t, coverage_steps.size()> reach {};
    at_step.fill(DocSet(snapshot_.numbers()));
    any.each([&](DocNumber number) {
        auto const step = step_of[units_of(number)];
        at_step[step].add(number);
        ++reach[step];
    });
    auto selected = std::move(at_step[0]);
    auto answers = reach[0];
    for (std::size_t step = 1; answers < answers_enough && step < coverage_steps.size(); ++step) {
        selected |= at_step[step];
        answers += reach[step];
    }
    return selected;
}

DocSet Ranking::with_anything(DocSet const& visible) const
{
    DocSet any(snapshot_.numbers());
    auto const add = [&](DocNumber number) { any.add(number); };
    for (auto const& each : has_unit_)
        any |= each;
    for (auto const& unit : units_) {
        for (auto const& term : unit.terms)
            if (term.term->near)
                std::for_each(term.postings->documents.begin(), term.postings->documents.end(), add);
        for (auto const& way : unit.ways)
            for (auto const& part : way.parts)
                each_posting(part, add);
    }
    any &= visible;
    return any;
}

/// A document counts by the best of the ways in which it has the unit.
void Ranking::score(LoadedUnit const& unit, DocSet const& wanted, std::size_t count, std::size_t level)
{
    auto& best = scores_->levels[level].unit;
    for (auto const& [term, postings] : unit.terms) {
        auto const worth = unit.rarity * term->weight / 255;
        auto const meet = [&](DocNumber number, std::uint8_t strength) {
            best[number] = std::max(best[number], worth * static_cast<float>(strength));
        };
        auto const& numbers = postings->documents;
        if (count * 16 < numbers.size()) {
            auto from = numbers.begin();
            wanted.each([&](DocNumber number) {
                from = std::lower_bound(from, numbers.end(), number);
                if (from != numbers.end() && *from == number)
                    meet(number, postings->strength[std::size_t(from - numbers.begin())]);
            });
        } else {
            for (std::size_t i = 0; i < numbers.size(); ++i)
                if (wanted.has(numbers[i]))
                    meet(numbers[i], postings->strength[i]);
        }
    }
    for (auto const& way : unit.ways) {
        auto& sum = scores_->levels[level].way;
        auto& own = scores_->levels[level + 1].unit;
        for (auto const& part : way.parts) {
            score(part, wanted, count, level + 1);
            each_posting(part, [&](DocNumber number) {
                sum[number] += own[number];
                own[number] = 0;
            });
        }
        for (auto const& part : way.parts)
            each_posting(part, [&](DocNumber number) {
                best[number] = std::max(best[number], sum[number] * way.weight);
                sum[number] = 0;
            });
    }
}

void Ranking::score(DocSet const& wanted)
{
    auto& s = *scores_;
    auto const count = wanted.count();
    for (std::size_t i = 0; i < units_.size(); ++i) {
        score(units_[i], wanted, count, 0);
        auto& unit = s.levels[0].unit;
        wanted.each([&](DocNumber number) {
            s.total[number] += unit[number];
            unit[number] = 0;
        });
    }
}

std::vector<Ranked> Ranking::best(DocSet const& wanted, std::size_t count, std::optional<Ranked> const& after)
{
    score(wanted);
    auto const before = [](Ranked const& a, Ranked const& b) {
        return a.score != b.score ? a.score > b.score : a.rank < b.rank;
    };
    std::vector<Ranked> best; // a heap, the worst at its top
    wanted.each([&](DocNumber number) {
        auto& total = scores_->total[number];
        Ranked const each { total * share_of_coverage(number), number, names_->rank[number] };
        total = 0;
        if (after && !before(*after, each))
            return;
        if (best.size() < count) {
            best.push_back(each);
            std::push_heap(best.begin(), best.end(), before);
        } else if (count > 0 && before(each, best.front())) {
            std::pop_heap(best.begin(), best.end(), before);
            best.back() = each;
            std::push_heap(best.begin(), best.end(), before);
        }
    });
    std::sort_heap(best.begin(), best.end(), before);
    return best;
}

std::size_t Ranking::units_of(DocNumber number) const
{
    std::size_t has = 0;
    for (std::size_t i = 0; i < has_unit_.size(); ++i)
        has |= std::size_t(has_unit_[i].has(number)) << i;
    return has;
}

/// What has only some of what was asked for counts for less than the sum of it.
double Ranking::share_of_coverage(DocNumber number) const
{
    auto const covered = relaxed_ ? coverage_[units_of(number)] : 1;
    return 0.4 + 0.6 * covered * covered;
}

} // namespace passerelle::search
