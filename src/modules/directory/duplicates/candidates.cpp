#include "modules/directory/duplicates/candidates.hpp"

#include "modules/directory/desk/joined_sql.hpp"

#include <algorithm>
#include <unordered_set>

namespace passerelle::directory::duplicates {
namespace {

using desk::Joined;

constexpr std::string_view select_profiles = R"sql(
    select o.id, o.slug, o.name, o.name_key, o.uid, o.web_domain, o.phone, o.email, s.street, s.postcode,
           s.locality, s.place_id, o.state
    from organisations o left join sites s on s.organisation_id = o.id and s.position = 0
    )sql";

Profile read_profile(db::Row const& row)
{
    return { row.id<Organisation>(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
        row.text(6), row.text(7), row.optional_text(8).value_or(""), row.optional_text(9).value_or(""),
        row.optional_text(10).value_or(""), row.optional_text(11).value_or(""), parse_state(row.view(12)) };
}

void add_distinct(std::vector<std::string>& values, std::string const& value)
{
    if (!value.empty())
        values.push_back(value);
}

std::vector<std::string> distinct(std::vector<Profile> const& profiles, std::string Profile::*field)
{
    std::vector<std::string> values;
    for (auto const& profile : profiles)
        add_distinct(values, profile.*field);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

} // namespace

constexpr std::string_view where_by_name_key
    = "where o.name_key in ($1...) and o.state in ('proposed', 'published') order by o.id limit 2000";
static db::Statement const by_name_key { "duplicates.by_name_key",
    Joined<select_profiles, where_by_name_key>::text };

constexpr std::string_view where_by_uid = "where o.uid in ($1...) and o.uid <> '' and o.state in "
                                          "('proposed', 'published') order by o.id limit 2000";
static db::Statement const by_uid { "duplicates.by_uid", Joined<select_profiles, where_by_uid>::text };

constexpr std::string_view where_by_web_domain
    = "where o.web_domain in ($1...) and o.web_domain <> '' and o.state in ('proposed', 'published') order "
      "by o.id limit 2000";
static db::Statement const by_web_domain { "duplicates.by_web_domain",
    Joined<select_profiles, where_by_web_domain>::text };

constexpr std::string_view where_by_phone = "where o.phone in ($1...) and o.phone <> '' and o.state in "
                                            "('proposed', 'published') order by o.id limit 2000";
static db::Statement const by_phone { "duplicates.by_phone", Joined<select_profiles, where_by_phone>::text };

constexpr std::string_view where_by_email = "where o.email in ($1...) and o.email <> '' and o.state in "
                                            "('proposed', 'published') order by o.id limit 2000";
static db::Statement const by_email { "duplicates.by_email", Joined<select_profiles, where_by_email>::text };

std::vector<Profile> sharing_something(db::Reader& reader, std::vector<Profile> const& wanted)
{
    struct Block {
        db::Statement const& statement;
        std::string Profile::*field;
    };
    std::vector<Profile> found;
    std::unordered_set<Uuid> seen;
    for (auto const& block : { Block { by_name_key, &Profile::name_key }, Block { by_uid, &Profile::uid },
             Block { by_web_domain, &Profile::web_domain }, Block { by_phone, &Profile::phone },
             Block { by_email, &Profile::email } }) {
        auto const values = distinct(wanted, block.field);
        if (values.empty())
            continue;
        reader.each(
            block.statement,
            [&](db::Row const& row) {
                if (seen.insert(row.uuid(0)).second)
                    found.push_back(read_profile(row));
            },
            values);
    }
    return found;
}

constexpr std::string_view where_by_name_start
    = "where o.name_key >= $1 and o.name_key < $2 and o.state in ('proposed', 'published') order by "
      "o.name_key, o.id limit 40";
static db::Statement const by_name_start { "duplicates.by_name_start",
    Joined<select_profiles, where_by_name_start>::text };

std::vector<Profile> named_alike(db::Reader& reader, Profile const& profile)
{
    // Names that differ by little mostly begin alike; common first words are cut off by the limit.
    auto const start = profile.name_key.substr(0, std::min<std::size_t>(profile.name_key.size(), 7));
    return reader.all(by_name_start, read_profile, start, start + "~");
}

constexpr std::string_view where_load_profiles_sql = "where o.id in ($1...) order by o.id";
static db::Statement const load_profiles_sql { "duplicates.load_profiles",
    Joined<select_profiles, where_load_profiles_sql>::text };

std::vector<Profile> load_profiles(db::Reader& reader, std::vector<OrganisationId> const& ids)
{
    return ids.empty() ? std::vector<Profile>() : reader.all(load_profiles_sql, read_profile, ids);
}

bool shares(Profile const& a, Profile const& b)
{
    auto const same
        = [&](std::string Profile::*field) { return !(a.*field).empty() && a.*field == b.*field; };
    return same(&Profile::name_key) || same(&Profile::uid) || same(&Profile::web_domain)
        || same(&Profile::phone) || same(&Profile::email);
}

std::vector<Suspected> suspected_among(
    Profile const& profile, std::vector<Profile> const& candidates, NameWords const& words)
{
    std::vector<Suspected> suspected;
    for (auto const& candidate : candidates) {
        if (candidate.id == profile.id)
            continue;
        auto like = likeness(profile, candidate, words.standing(profile, candidate));
        if (like.score >= worth_showing)
            suspected.push_back({ candidate, std::move(like) });
    }
    std::stable_sort(suspected.begin(), suspected.end(),
        [](Suspected const& a, Suspected const& b) { return a.likeness.score > b.likeness.score; });
    return suspected;
}

} // namespace passerelle::directory::duplicates
