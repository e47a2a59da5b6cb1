#include "modules/accounts/operator.hpp"

#include "base/text.hpp"
#include "modules/accounts/operator_store.hpp"
#include "platform/changes/changes.hpp"
#include "platform/texts/texts.hpp"

#include <algorithm>

namespace passerelle::accounts {

bool is_operator_slug(std::string_view slug)
{
    auto const fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return slug.size() >= 2 && slug.size() <= 40 && slug.front() >= 'a' && slug.front() <= 'z'
        && slug.back() != '-' && std::all_of(slug.begin(), slug.end(), fits);
}

Outcome<Operator, OperatorRefused> add_operator(
    db::Transaction& tx, Operator added, std::optional<PersonId> by, Instant now, Random& random)
{
    if (!is_operator_slug(added.slug))
        return OperatorRefused::BadSlug;
    if (trim(added.name).empty())
        return OperatorRefused::NameMissing;
    added.id = OperatorId::fresh(now, random);
    added.created_at = now;
    if (!store::insert(tx, added))
        return OperatorRefused::SlugTaken;
    changes::record(tx,
        { .at = now,
            .actor = by ? std::optional(by->uuid()) : std::nullopt,
            .operator_id = added.id.uuid(),
            .action = "operator.added",
            .entity_kind = "operator",
            .entity = added.id.uuid(),
            .before = {},
            .after = changes::Fields().add("slug", added.slug).add("name", added.name) });
    return added;
}

std::optional<Operator> find_operator(db::Reader& reader, OperatorId id)
{
    return store::find_operator(reader, id);
}

std::optional<Operator> find_operator(db::Reader& reader, std::string_view slug)
{
    return store::find_operator(reader, slug);
}

LocalisedText description_of(db::Reader& reader, OperatorId id)
{
    return texts::field_of(texts::load_one(reader, id), description_field);
}

std::string logo_address(Operator const& at)
{
    return at.logo_tag.empty() ? std::string() : "/operators/" + at.slug + "/logo.png?v=" + at.logo_tag;
}

std::string accent_address(Operator const& at)
{
    return at.accent.empty() ? std::string()
                             : "/operators/" + at.slug + "/accent.css?v=" + at.accent.substr(1);
}

std::vector<Operator> operators(db::Reader& reader) { return store::operators(reader); }

} // namespace passerelle::accounts
