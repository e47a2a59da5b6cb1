#include "platform/search/ranking.hpp"

#include "platform/search/index_terms.hpp"

#include <algorithm>
#include <array>
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
    return std::log(1 + static_cast<float>(documents) / static_cast<float>(std::max<std::size_t>(1, with_it)));
}

} // namespace

Ranking::Ranking(Snapshot const& snapshot, std::vector<Unit> const& units, std::vector<Audience> const& audiences)
    : snapshot_(snapshot), names_(snapshot.names()), scores_(snapshot.borrow_scores())
{
    load(units, audiences);
    for (std::size_t i = 0; i < units_.size(); ++i)
        add(units_[i], i);
}

Ranking::~Ranking() { snapshot_.give_back(std::move(scores_)); }

void Ranking::load(std::vector<Unit> const& units, std::vector<Audience> const& audiences)
{
    for (auto const& unit : units) {
        LoadedUnit loaded { &unit, {}, 0, 0 };
        std::size_t with_it = 0;
        auto const take = [&](PlanTerm const& term, std::string const& indexed) {
            auto postings = snapshot_.postings(indexed, term.saturation);
            if (postings->size() == 0)
                return;
            if (term.weight >= full_match_weight)
                with_it += postings->size();
            loaded.terms.push_back({ &term, std::move(postings) });
        };
        for (auto const& term : unit.terms) {
            take(term, term.term);
            for (auto const& audience : audiences)
                if (term.saturation != Saturation::Name)
                    take(term, guarded(audience, term.term));
        }
        if (loaded.terms.empty()) {
            unknown_.push_back(&unit);
            continue;
        }
        loaded.rarity = rarity(snapshot_.documents(), with_it);
        auto const word = std::min(word_importance_max, loaded.rarity / rarity_of_full_importance);
        loaded.importance = unit.concepts.empty() ? word : 1.0f;
        units_.push_back(std::move(loaded));
    }
}

/// A document counts by the best of the ways in which it has the unit.
void Ranking::add(LoadedUnit const& unit, std::size_t place)
{
    auto& s = *scores_;
    auto const bit = static_cast<std::uint16_t>(1u << place);
    for (auto const& [term, postings] : unit.terms) {
        auto const worth = unit.rarity * term->weight / 255;
        auto const full = term->weight >= full_match_weight ? bit : std::uint16_t(0);
        for (std::size_t i = 0; i < postings->size(); ++i) {
            auto const number = postings->documents[i];
            s.unit[number] = std::max(s.unit[number], worth * static_cast<float>(postings->strength[i]));
            s.units[number] = static_cast<std::uint16_t>(s.units[number] | full);
        }
    }
    for (auto const& [term, postings] : unit.terms)
        for (auto const number : postings->documents) {
            if (s.unit[number] == 0)
                continue;
            if (s.total[number] == 0)
                s.touched.push_back(number);
            s.total[number] += s.unit[number];
            s.unit[number] = 0;
        }
}

float Ranking::coverage(DocNumber number) const
{
    float has = 0, all = 0;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        all += units_[i].importance;
        if (has_unit(number, i))
            has += units_[i].importance;
    }
    return has / all;
}

double Ranking::score(DocNumber number) const
{
    auto const covered = coverage(number);
    return scores_->total[number] * (0.4f + 0.6f * covered * covered);
}

DocSet Ranking::select(DocSet const& visible)
{
    std::array<std::int64_t, coverage_steps.size()> reach {};
    std::vector<std::uint8_t> step_of(scores_->touched.size(), coverage_steps.size());
    for (std::size_t i = 0; i < step_of.size(); ++i) {
        auto const number = scores_->touched[i];
        if (!visible.has(number))
            continue;
        auto const covered = coverage(number);
        std::uint8_t step = 0;
        while (covered < coverage_steps[step])
            ++step;
        step_of[i] = step;
        ++reach[step];
    }
    complete_ = reach[0];
    std::size_t last = 0;
    for (auto answers = reach[0]; answers < answers_enough && last + 1 < coverage_steps.size();)
        answers += reach[++last];
    DocSet selected(snapshot_.numbers());
    for (std::size_t i = 0; i < step_of.size(); ++i)
        if (step_of[i] <= last)
            selected.add(scores_->touched[i]);
    return selected;
}

std::vector<Ranked> Ranking::best(DocSet const& wanted, std::size_t count, std::optional<Ranked> const& after) const
{
    auto const before = [](Ranked const& a, Ranked const& b) {
        return a.score != b.score ? a.score > b.score : a.rank < b.rank;
    };
    std::vector<Ranked> best; // a heap, the worst at its top
    for (auto const number : scores_->touched) {
        if (!wanted.has(number))
            continue;
        Ranked const each { score(number), number, names_->rank[number] };
        if (after && !before(*after, each))
            continue;
        if (best.size() < count) {
            best.push_back(each);
            std::push_heap(best.begin(), best.end(), before);
        } else if (count > 0 && before(each, best.front())) {
            std::pop_heap(best.begin(), best.end(), before);
            best.back() = each;
            std::push_heap(best.begin(), best.end(), before);
        }
    }
    std::sort_heap(best.begin(), best.end(), before);
    return best;
}

} // namespace passerelle::search
