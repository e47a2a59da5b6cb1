#include "platform/search/index.hpp"

#include "platform/search/answering.hpp"
#include "platform/search/snapshot.hpp"

#include "base/text.hpp"

#include <chrono>

namespace passerelle::search {
namespace {

constexpr int attempts_max = 30;
constexpr std::size_t hit_bytes = 400;

/// Everything that an answer depends on beside the snapshot.
std::string key_of(Query const& query)
{
    std::string key = query.text;
    key.append("\x01").append(query.lang.code()).append(query.side == Side::Needs ? "n" : "o");
    key.append(query.order == Query::Order::Name ? "n" : "r").append(std::to_string(query.limit));
    key.append("\x01").append(query.after).append("\x01").append(join(query.audiences, "\x03"));
    key.append("\x01").append(join(query.facets, "\x03"));
    key.append("\x01").append(std::to_string(query.facet_values));
    for (auto const& filter : query.filters)
        key.append("\x02").append(filter.facet).append("\x03").append(join(filter.values, "\x03"));
    return key;
}

std::size_t size_of(Answer const& answer)
{
    auto size = sizeof(Answer) + answer.hits.size() * hit_bytes;
    for (auto const& [facet, counts] : answer.facets)
        size += facet.size() + counts.size() * sizeof(FacetCount);
    return size;
}

Answer remembered(Snapshot const& snapshot, Query const& query)
{
    auto const key = key_of(query);
    if (auto const known = snapshot.answers().find(key))
        return *known;
    auto made = std::make_shared<Answer const>(answer(snapshot, query));
    snapshot.answers().keep(key, made, size_of(*made));
    return *made;
}

} // namespace

Index::Index(std::filesystem::path folder, std::shared_ptr<Thesaurus const> thesaurus)
    : folder_(std::move(folder)),
      thesaurus_(std::move(thesaurus))
{
}

Index::~Index() = default;

/// One caller opens what is new; the others go on with what they have, unless there is nothing yet.
std::shared_ptr<Snapshot const> Index::fresh(Patience patience) const
{
    auto const known = [&] {
        std::lock_guard const lock(mutex_);
        return std::pair(snapshot_, thesaurus_);
    };
    auto const up_to_date = [&](auto const& snapshot, auto const& thesaurus) {
        return snapshot && snapshot->stamp() == generations::stamp(folder_)
            && snapshot->thesaurus() == thesaurus;
    };
    if (auto const [snapshot, thesaurus] = known(); up_to_date(snapshot, thesaurus))
        return snapshot;

    std::unique_lock refreshing(refreshing_, std::try_to_lock);
    if (!refreshing) {
        auto const [snapshot, thesaurus] = known();
        if (patience == Patience::TakeWhatThereIs && snapshot && snapshot->thesaurus() == thesaurus)
            return snapshot;
        refreshing.lock();
    }
    auto const [snapshot, thesaurus] = known();
    if (up_to_date(snapshot, thesaurus))
        return snapshot;
    auto next = Snapshot::open(folder_, thesaurus, snapshot);
    std::lock_guard const lock(mutex_);
    snapshot_ = next;
    return next;
}

template<class Ask>
auto Index::ask(Ask ask) const
{
    for (int attempt = 1;; ++attempt)
        try {
            auto answer = ask(*fresh(attempt == 1 ? Patience::TakeWhatThereIs : Patience::WaitForFresh));
            damaged_ = false;
            return answer;
        } catch (StaleSnapshot const& stale) {
            if (attempt < attempts_max)
                continue;
            damaged_ = true;
            throw IndexDamaged(stale.what());
        }
}

Answer Index::find(Query const& query) const
{
    auto const start = std::chrono::steady_clock::now();
    auto result = ask(
        [&](Snapshot const& snapshot) { return snapshot.exists() ? remembered(snapshot, query) : Answer(); });
    auto const taken = std::chrono::steady_clock::now() - start;
    result.micros = std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
    return result;
}

std::vector<Suggestion> Index::suggest(
    std::string_view typed, Lang lang, std::vector<Audience> const& audiences, std::size_t count_max) const
{
    return ask([&](Snapshot const& snapshot) {
        return snapshot.exists() ? suggestions(snapshot, typed, lang, audiences, count_max)
                                 : std::vector<Suggestion>();
    });
}

bool Index::exists() const
{
    return ask([](Snapshot const& snapshot) { return snapshot.exists(); });
}

std::int64_t Index::seq() const
{
    return ask([](Snapshot const& snapshot) { return snapshot.seq(); });
}

std::int64_t Index::documents() const
{
    return ask([](Snapshot const& snapshot) { return static_cast<std::int64_t>(snapshot.documents()); });
}

std::shared_ptr<Thesaurus const> Index::thesaurus() const
{
    std::lock_guard const lock(mutex_);
    return thesaurus_;
}

void Index::use(std::shared_ptr<Thesaurus const> thesaurus)
{
    std::lock_guard const lock(mutex_);
    thesaurus_ = std::move(thesaurus);
}

} // namespace passerelle::search
