#include "modules/directory/imports/plan.hpp"

#include "modules/directory/imports/store.hpp"
#include "modules/directory/organisations/record.hpp"
#include "modules/directory/organisations/store.hpp"

#include <algorithm>

namespace passerelle::directory::imports {

struct Planner::Found {
    std::unordered_map<std::string, OrganisationId> by_ref;
    std::unordered_map<std::string, OrganisationId> by_slug;
    std::vector<duplicates::Profile> candidates;
    std::unordered_map<Uuid, duplicates::Profile> rarely_named;
    std::unordered_map<Uuid, Organisation> organisations;
    std::unordered_map<Uuid, Records> records;
};

namespace {

duplicates::Profile profile_of(RowInput const& row)
{
    Organisation organisation;
    organisation.name = row.name;
    organisation.uid = row.uid;
    organisation.website = row.website;
    organisation.email = row.email;
    organisation.phone = row.phone;
    Site site;
    site.street = row.street;
    site.postcode = row.postcode;
    site.locality = row.locality;
    site.place_id = row.place_id;
    organisation.sites.push_back(std::move(site));
    return duplicates::profile_of(organisation);
}

/// The same beyond doubt: one UID, or one name at one postcode or web domain.
bool is_certainly(duplicates::Profile const& a, duplicates::Profile const& b)
{
    if (!a.uid.empty() && !b.uid.empty())
        return a.uid == b.uid;
    if (a.name_key != b.name_key || a.name_key.empty())
        return false;
    return (!a.postcode.empty() && a.postcode == b.postcode)
        || (!a.web_domain.empty() && a.web_domain == b.web_domain);
}

template<class T>
void append_distinct(std::vector<T>& list, T const& item)
{
    if (std::find(list.begin(), list.end(), item) == list.end())
        list.push_back(item);
}

} // namespace

Planner::Planner(std::shared_ptr<search::Thesaurus const> thesaurus, Keeper keeper, Lang fallback)
    : thesaurus_(std::move(thesaurus)),
      keeper_(keeper),
      fallback_(fallback)
{
}

std::vector<PlannedRow> Planner::plan(db::Reader& reader, std::vector<RowInput> rows)
{
    std::vector<duplicates::Profile> profiles;
    for (auto& row : rows) {
        refuse_twice(row);
        profiles.push_back(profile_of(row));
    }
    auto const found = find_entries(reader, rows, profiles);
    std::vector<PlannedRow> planned;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& row = planned.emplace_back();
        row.input = std::move(rows[i]);
        if (row.input.refused())
            continue;
        settle(row, found);
        if (row.fate == Fate::Create || row.by_identity)
            suspect(row, profiles[i], found);
    }
    return planned;
}

void Planner::refuse_twice(RowInput& row)
{
    if (row.refused() || row.ref.empty())
        return;
    auto const [known, is_new] = lines_.emplace(row.ref, row.line);
    if (!is_new)
        row.problems.push_back(
            { row.line, "ref", Complaint::RefTwice, row.ref, std::to_string(known->second) });
}

Planner::Found Planner::find_entries(
    db::Reader& reader, std::vector<RowInput> const& rows, std::vector<duplicates::Profile> const& profiles)
{
    Found found;
    std::vector<std::string> refs;
    for (auto const& row : rows)
        if (!row.refused())
            refs.push_back(row.ref);
    found.by_ref = store::by_refs(reader, keeper_.operator_id, refs);
    std::erase_if(refs, [&](std::string const& ref) { return found.by_ref.contains(ref); });
    found.by_slug = store::by_slugs(reader, keeper_.operator_id, refs);

    std::vector<duplicates::Profile> unknown;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!rows[i].refused() && !found.by_ref.contains(rows[i].ref) && !found.by_slug.contains(rows[i].ref))
            unknown.push_back(profiles[i]);
    found.candidates = duplicates::sharing_something(reader, unknown);

    find_rarely_named(reader, unknown, found);

    std::vector<OrganisationId> ids;
    for (auto const& [ref, id] : found.by_ref)
        append_distinct(ids, id);
    for (auto const& [slug, id] : found.by_slug)
        append_distinct(ids, id);
    for (auto const& candidate : found.candidates)
        if (std::any_of(unknown.begin(), unknown.end(),
                [&](auto const& one) { return is_certainly(one, candidate); }))
            append_distinct(ids, candidate.id);
    for (auto& organisation : directory::store::load(reader, ids))
        found.organisations.emplace(organisation.id.uuid(), std::move(organisation));
    found.records = store::records_of(reader, keeper_.operator_id, ids);
    return found;
}

void Planner::find_rarely_named(
    db::Reader& reader, std::vector<duplicates::Profile> const& unknown, Found& found)
{
    if (!words_)
        words_ = duplicates::NameWords::read(reader);
    std::vector<OrganisationId> ids;
    for (auto const& profile : unknown)
        for (auto const& id : words_->sharing_rare_word(profile.name_key))
            append_distinct(ids, id);
    for (auto& profile : duplicates::load_profiles(reader, ids))
        found.rarely_named.emplace(profile.id.uuid(), std::move(profile));
}

void Planner::settle(PlannedRow& row, Found const& found)
{
    auto const& input = row.input;
    auto const profile = profile_of(input);
    std::optional<OrganisationId> id;
    auto ref_is_known = false;
    if (auto const known = found.by_ref.find(input.ref); known != found.by_ref.end()) {
        id = known->second;
        ref_is_known = true;
    } else if (auto const slug = found.by_slug.find(input.ref); slug != found.by_slug.end()) {
        id = slug->second;
    } else {
        std::vector<OrganisationId> certain;
        for (auto const& candidate : found.candidates)
            if (is_certainly(profile, candidate) && found.records.at(candidate.id.uuid()).refs.empty()
                && !taken_.contains(candidate.id.uuid()))
                certain.push_back(candidate.id);
        // Two that fit are duplicates of each other: which one it is, a person says.
        if (certain.size() == 1) {
            id = certain.front();
            row.by_identity = true;
        }
    }
    auto const known = id ? found.organisations.find(id->uuid()) : found.organisations.end();
    if (known == found.organisations.end()) {
        row.fate = Fate::Create;
        row.after = organisation_of(input, *thesaurus_, fallback_);
        row.records_after = with_row(Records(), input, row.after.lang, keeper_);
        return;
    }
    taken_.insert(id->uuid());
    row.before = known->second;
    row.after = with_row(known->second, input, *thesaurus_);
    row.records_before = found.records.at(id->uuid());
    row.records_after = with_row(row.records_before, input, row.after.lang, keeper_);
    if (!ref_is_known && !row.by_identity)
        row.records_after.refs = row.records_before.refs; // its own address is reference enough
    row.entry_differs = !changes::difference(fields_of(*row.before), fields_of(row.after)).empty();
    row.fate
        = row.entry_differs || !same(row.records_before, row.records_after) ? Fate::Update : Fate::Unchanged;
}

void Planner::suspect(PlannedRow& row, duplicates::Profile const& profile, Found const& found)
{
    std::vector<duplicates::Profile> sharing;
    for (auto const& candidate : found.candidates)
        if (duplicates::shares(profile, candidate))
            sharing.push_back(candidate);
    for (auto const& id : words_->sharing_rare_word(profile.name_key))
        if (auto const named = found.rarely_named.find(id.uuid());
            named != found.rarely_named.end() && !duplicates::shares(profile, named->second))
            sharing.push_back(named->second);
    for (auto& suspected : duplicates::suspected_among(profile, sharing, *words_)) {
        if (row.before && suspected.profile.id == row.before->id)
            continue;
        row.suspects.push_back({ std::move(suspected.profile), std::move(suspected.likeness), 0 });
        if (row.suspects.size() == 5)
            break;
    }
    if (row.fate != Fate::Create)
        return;
    auto const [known, is_new] = names_.emplace(profile.name_key, std::pair(row.input.line, profile));
    if (is_new)
        return;
    auto like = duplicates::likeness(profile, known->second.second);
    if (like.score >= duplicates::worth_showing)
        row.suspects.push_back({ known->second.second, std::move(like), known->second.first });
}

} // namespace passerelle::directory::imports
