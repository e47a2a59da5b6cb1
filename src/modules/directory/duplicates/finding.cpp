#include "modules/directory/duplicates/finding.hpp"

#include "modules/directory/duplicates/candidates.hpp"
#include "modules/directory/duplicates/store.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/jobs/runner.hpp"

#include <map>

namespace passerelle::directory::duplicates {
namespace {

constexpr int at_once = 200;

struct Key {
    OrganisationId first, second;
    auto operator<=>(Key const&) const = default;
};
using Likenesses = std::map<Key, Likeness>;

void compare(Likenesses& found, Profile const& profile, std::vector<Profile> const& candidates)
{
    for (auto const& suspected : suspected_among(profile, candidates)) {
        auto const& other = suspected.profile;
        Key const key { std::min(profile.id, other.id), std::max(profile.id, other.id) };
        if (!found.contains(key))
            found.emplace(key, profile.id < other.id ? suspected.likeness : likeness(other, profile));
    }
}

bool is_near(Profile const& a, Profile const& b)
{
    return (!a.postcode.empty() && a.postcode == b.postcode)
        || (!a.place_id.empty() && a.place_id == b.place_id);
}

Likenesses search(db::Reader& reader, std::vector<OrganisationId> const& ids)
{
    Likenesses found;
    auto const profiles = load_profiles(reader, ids);
    auto const sharing = sharing_something(reader, profiles);
    for (auto const& profile : profiles) {
        if (profile.state != State::Published && profile.state != State::Proposed)
            continue;
        std::vector<Profile> candidates;
        for (auto const& candidate : sharing)
            if (shares(profile, candidate))
                candidates.push_back(candidate);
        for (auto& neighbour : named_alike(reader, profile))
            if (is_near(profile, neighbour) && !shares(profile, neighbour))
                candidates.push_back(std::move(neighbour));
        compare(found, profile, candidates);
    }
    return found;
}

} // namespace

std::int64_t examine(db::Database& database, std::vector<OrganisationId> const& ids, Instant now)
{
    auto const found = database.read([&](db::Reader& reader) { return search(reader, ids); });
    if (!found.empty())
        database.write([&](db::Transaction& tx) {
            db::Batch batch(tx);
            for (auto const& [key, like] : found)
                store::remember(batch, key.first, key.second, like, now);
            batch.finish();
        });
    return static_cast<std::int64_t>(found.size());
}

std::int64_t examine_all(db::Database& database, Instant now, std::function<bool()> const& stopping)
{
    std::int64_t pairs = 0;
    std::optional<OrganisationId> after;
    while (!stopping || !stopping()) {
        auto const ids = database.read(
            [&](db::Reader& reader) { return directory::store::ids_after(reader, after, at_once); });
        if (ids.empty())
            break;
        pairs += examine(database, ids, now);
        after = ids.back();
    }
    return pairs;
}

void look_again(db::Transaction& tx, Instant now, Random& random)
{
    jobs::enqueue(tx,
        { .kind = "directory.find_duplicates",
            .unique_key = "directory.find_duplicates",
            .urgency = jobs::Urgency::Background },
        now, random);
}

void serve_finding(jobs::Runner& runner, db::Database& database)
{
    auto const examine_now = [&database](jobs::Running& running) {
        examine_all(database, running.now(), [&] { return running.stopping(); });
        if (running.stopping())
            throw jobs::TryLater("the program is ending");
    };
    runner.on("directory.find_duplicates", examine_now);
    runner.every("directory.find_duplicates_daily", Duration::days(1), examine_now);
}

} // namespace passerelle::directory::duplicates
