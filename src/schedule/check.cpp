#include "schedule/check.hpp"

#include "platform/i18n/words.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace passerelle::schedule {
namespace {

// Everything counts from 1 here, as in the files.
class Recounting {
public:
    Recounting(Json const& day, Json const& plan, i18n::Words const& words)
        : day_(day),
          plan_(plan),
          words_(words),
          slots_(day.at("slots").get<int>())
    {
    }

    Recount run()
    {
        auto const slot = plan_.find("slot");
        if (slot == plan_.end() || !slot->is_array() || slot->size() != day_.at("meetings").size()) {
            fault(words_.tr("The plan has not one slot for each meeting."), {});
            return result_;
        }
        for (auto const& meeting : day_.at("meetings"))
            pairs_.emplace_back(meeting[0].get<int>(), meeting[1].get<int>());
        for (auto const& one : *slot)
            slot_.push_back(one.is_number_integer() ? one.get<int>() : -1);
        places();
        people();
        order();
        tables();
        interpreters();
        breaks();
        claims();
        return result_;
    }

private:
    void fault(std::string_view text, std::initializer_list<i18n::Filling> values)
    {
        if (result_.faults.size() < 100)
            result_.faults.push_back(i18n::fill(text, values));
    }

    Json const* member(Json const& object, std::string const& name) const
    {
        auto const found = object.find(name);
        return found == object.end() || found->is_null() ? nullptr : &*found;
    }

    static std::string text(int number) { return std::to_string(number); }

    /// Each in a slot of the day, of its session, where it is fixed, or left out where it may be.
    void places()
    {
        auto const* fixed = member(day_, "fixed");
        auto const* optional = member(day_, "optional");
        for (int m = 1; m <= meetings(); ++m) {
            auto const at = slot_[m - 1];
            auto const* price = optional ? member(*optional, text(m)) : nullptr;
            if (at == 0 && price) {
                result_.price += price->get<int>();
                continue;
            }
            if (at < 1 || at > slots_) {
                fault(words_.tr("Meeting {n} has no slot."), { { "n", text(m) } });
                continue;
            }
            auto const& meeting = day_.at("meetings")[m - 1];
            if (auto const session = meeting.size() > 2 ? meeting[2].get<int>() : 0; session > 0) {
                auto const& hours = day_.at("sessions")[session - 1];
                if (at < hours[0].get<int>() || at > hours[1].get<int>())
                    fault(words_.tr("Meeting {n} stands outside its session, in slot {slot}."),
                        { { "n", text(m) }, { "slot", text(at) } });
            }
            auto const* where = fixed ? member(*fixed, text(m)) : nullptr;
            if (where && where->get<int>() != at)
                fault(words_.tr("Meeting {n} is fixed elsewhere than in slot {slot}."),
                    { { "n", text(m) }, { "slot", text(at) } });
        }
    }

    void people()
    {
        auto const* forbidden = member(day_, "forbidden");
        std::set<std::pair<int, int>> taken;
        for (int m = 1; m <= meetings(); ++m) {
            auto const at = slot_[m - 1];
            if (at < 1)
                continue;
            for (auto const person : { pairs_[m - 1].first, pairs_[m - 1].second }) {
                if (!taken.emplace(person, at).second)
                    fault(words_.tr("{name} is in two meetings in slot {slot}."),
                        { { "name", name(person) }, { "slot", text(at) } });
                auto const* away = forbidden ? member(*forbidden, text(person)) : nullptr;
                if (away && std::find(away->begin(), away->end(), Json(at)) != away->end())
                    fault(words_.tr("{name} is not there in slot {slot} but has meeting {n}."),
                        { { "name", name(person) }, { "slot", text(at) }, { "n", text(m) } });
            }
        }
    }

    void order()
    {
        auto const* before = member(day_, "before");
        if (!before)
            return;
        for (auto const& pair : *before) {
            auto const a = pair[0].get<int>(), b = pair[1].get<int>();
            if (slot_[a - 1] > 0 && slot_[b - 1] > 0 && slot_[a - 1] >= slot_[b - 1])
                fault(words_.tr("Meeting {a} does not come before meeting {b}."),
                    { { "a", text(a) }, { "b", text(b) } });
        }
    }

    void tables()
    {
        auto const count = day_.at("tables").get<int>();
        std::map<int, int> in_slot;
        for (auto const at : slot_)
            if (at > 0 && ++in_slot[at] == count + 1)
                fault(words_.tr("In slot {slot} there are more meetings than tables."),
                    { { "slot", text(at) } });
        auto const* tables = member(plan_, "table");
        if (!tables || !tables->is_array() || tables->size() != slot_.size())
            return fault(words_.tr("The plan has not one table for each meeting."), {});
        auto const* kept = member(day_, "table_of");
        std::set<std::pair<int, int>> taken;
        std::map<std::pair<int, int>, int> table_at;
        for (int m = 1; m <= meetings(); ++m) {
            auto const at = slot_[m - 1];
            auto const& given = (*tables)[m - 1];
            auto const table = given.is_number_integer() ? given.get<int>() : 0;
            if (at < 1)
                continue;
            if (table < 1 || table > count || !taken.emplace(at, table).second)
                fault(words_.tr("Meeting {n} has no table of its own."), { { "n", text(m) } });
            for (auto const person : { pairs_[m - 1].first, pairs_[m - 1].second }) {
                table_at[{ person, at }] = table;
                auto const* own = kept ? member(*kept, text(person)) : nullptr;
                if (own && own->get<int>() != table)
                    fault(words_.tr("{name} is not at the own table in slot {slot}."),
                        { { "name", name(person) }, { "slot", text(at) } });
            }
        }
        for (auto const& [seat, table] : table_at)
            if (auto const next = table_at.find({ seat.first, seat.second + 1 }); next != table_at.end())
                result_.table_changes += next->second != table;
    }

    void interpreters()
    {
        auto const* most = member(day_, "interpreters");
        auto const* languages = member(day_, "languages");
        if (!most || !languages)
            return;
        std::map<int, int> needed;
        for (int m = 1; m <= meetings(); ++m) {
            auto const* one = member(*languages, text(pairs_[m - 1].first));
            auto const* other = member(*languages, text(pairs_[m - 1].second));
            if (slot_[m - 1] < 1 || !one || !other || one->empty() || other->empty())
                continue;
            auto const shared = std::any_of(one->begin(), one->end(), [&](Json const& language) {
                return std::find(other->begin(), other->end(), language) != other->end();
            });
            if (!shared && ++needed[slot_[m - 1]] == most->get<int>() + 1)
                fault(words_.tr("In slot {slot} there are too few interpreters."),
                    { { "slot", text(slot_[m - 1]) } });
        }
    }

    void breaks()
    {
        auto const people = static_cast<int>(day_.at("participants").size());
        int fewest = people == 0 ? 0 : slots_;
        for (int person = 1; person <= people; ++person) {
            std::set<int> busy;
            for (int m = 1; m <= meetings(); ++m)
                if (slot_[m - 1] > 0 && (pairs_[m - 1].first == person || pairs_[m - 1].second == person))
                    busy.insert(slot_[m - 1]);
            int breaks = 0;
            for (auto slot = busy.begin(); slot != busy.end(); ++slot)
                if (auto const next = std::next(slot); next != busy.end() && *next > *slot + 1)
                    ++breaks;
            result_.objective += breaks;
            result_.breaks_worst = std::max(result_.breaks_worst, breaks);
            fewest = std::min(fewest, breaks);
        }
        if (auto const* most = member(day_, "max_breaks"); most && result_.breaks_worst > most->get<int>())
            fault(words_.tr("Somebody has {n} breaks, more than allowed."),
                { { "n", text(result_.breaks_worst) } });
        auto const* fairness = member(day_, "fairness");
        if (fairness && result_.breaks_worst - fewest > fairness->get<int>())
            fault(words_.tr("The numbers of breaks lie further apart than allowed."), {});
    }

    /// What the plan says of itself.
    void claims()
    {
        auto const* objective = member(plan_, "objective");
        if (!objective || !objective->is_number_integer() || objective->get<int>() != result_.objective)
            fault(words_.tr("The plan does not have the {n} breaks that there are."),
                { { "n", text(result_.objective) } });
        auto const* bound = member(plan_, "bound");
        auto const* status = member(plan_, "status");
        if (bound && bound->is_number_integer() && bound->get<int>() > result_.objective)
            fault(words_.tr("The plan has fewer breaks than its bound allows."), {});
        if (status && *status == "optimal" && (!bound || *bound != Json(result_.objective)))
            fault(words_.tr("The plan says that it is optimal, but its bound lies elsewhere."), {});
    }

    int meetings() const { return static_cast<int>(pairs_.size()); }
    std::string name(int person) const { return day_.at("participants")[person - 1].get<std::string>(); }

    Json const& day_;
    Json const& plan_;
    i18n::Words const& words_;
    int slots_;
    std::vector<std::pair<int, int>> pairs_;
    std::vector<int> slot_;
    Recount result_;
};

} // namespace

Recount recount(Json const& day, Json const& plan, i18n::Words const& words)
{
    return Recounting(day, plan, words).run();
}

} // namespace passerelle::schedule
