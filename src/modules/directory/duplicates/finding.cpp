#include "modules/directory/duplicates/finding.hpp"

#include "modules/directory/duplicates/candidates.hpp"
#include "modules/directory/duplicates/store.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/jobs/runner.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace passerelle::directory::duplicates {
namespace {

constexpr int at_once = 200;

struct Key {
    OrganisationId first, second;
    auto operator<=>(Key const&) const = default;
};
using Likenesses = std::map<Key, Likeness>;

void compare(
    Likenesses& found, Profile const& profile, std::vector<Profile> const& candidates, NameWords const& words)
{
    for (auto const& suspected : suspected_among(profile, candidates, words)) {
        auto const& other = suspected.profile;
        Key const key { std::min(profile.id, other.id), std::max(profile.id, other.id) };
        if (!found.contains(key))
            found.emplace(key,
                profile.id < other.id ? suspected.likeness
                                      : likeness(other, profile, words.standing(other, profile)));
    }
}

bool is_near(Profile const& a, Profile const& b)
{
    return (!a.postcode.empty() && a.postcode == b.postcode)
        || (!a.place_id.empty() && a.place_id == b.place_id);
}

std::unordered_map<Uuid, Profile> named_rarely(
    db::Reader& reader, std::vector<Profile> const& profiles, NameWords const& words)
{
    std::vector<OrganisationId> ids;
    for (auto const& profile : profiles)
        for (auto const& id : words.sharing_rare_word(profile.name_key))
            ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::unordered_map<Uuid, Profile> found;
    for (auto& profile : load_profiles(reader, ids))
        found.emplace(profile.id.uuid(), std::move(profile));
    return found;
}

/// What is compared with one entry: what shares something telling; what has a rare word of its name, wherever
/// it is; and what is near and begins alike.
std::vector<Profile> candidates_for(db::Reader& reader, Profile const& profile,
    std::vector<Profile> const& sharing, std::unordered_map<Uuid, Profile> const& rare,
    NameWords const& words)
{
    std::vector<Profile> candidates;
    for (auto const& candidate : sharing)
        if (shares(profile, candidate))
            candidates.push_back(candidate);
    for (auto const& id : words.sharing_rare_word(profile.name_key))
        if (auto const found = rare.find(id.uuid()); found != rare.end() && !shares(profile, found->second))
            candidates.push_back(found->second);
    for (auto& neighbour : named_alike(reader, profile))
        if (is_near(profile, neighbour) && !shares(profile, neighbour))
            candidates.push_back(std::move(neighbour));
    return candidates;
}

Likenesses search(db::Reader& reader, std::vector<OrganisationId> const& ids, NameWords const& words)
{
    Likenesses found;
    auto const profiles = load_profiles(reader, ids);
    auto const sharing = sharing_something(reader, profiles);
    auto const rare = named_rarely(reader, profiles, words);
    for (auto const& profile : profiles)
        if (profile.state == State::Published || profile.state == State::Proposed)
            compare(found, profile, candidates_for(reader, profile, sharing, rare, words), words);
    return found;
}

std::int64_t examine(
    db::Database& database, std::vector<OrganisationId> const& ids, NameWords const& words, Instant now)
{
    auto const found = database.read([&](db::Reader& reader) { return search(reader, ids, words); });
    if (!found.empty())
        database.write([&](db::Transaction& tx) {
            db::Batch batch(tx);
            for (auto const& [key, like] : found)
                store::remember(batch, key.first, key.second, like, now);
            batch.finish();
        });
    return static_cast<std::int64_t>(found.size());
}

} // namespace

std::int64_t examine(db::Database& database, std::vector<OrganisationId> const& ids, Instant now)
{
    auto const words = database.read([](db::Reader& reader) { return NameWords::read(reader); });
    return examine(database, ids, words, now);
}

std::int64_t examine_all(db::Database& database, Instant now, std::function<bool()> const& stopping)
{
    auto const words = database.read([](db::Reader& reader) { return NameWords::read(reader); });
    std::int64_t pairs = 0;
    std::optional<OrganisationId> after;
    while (!stopping || !stopping()) {
        auto const ids = database.read(
            [&](db::Reader& reader) { return directory::store::ids_after(reader, after, at_once); });
        if (ids.empty())
            break;
        pairs += examine(database, ids, words, now);
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
