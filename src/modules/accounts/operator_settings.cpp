#include "modules/accounts/operator_settings.hpp"

#include "base/text.hpp"
#include "modules/accounts/colour.hpp"
#include "modules/accounts/operator_store.hpp"
#include "platform/changes/changes.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/texts/texts.hpp"

namespace passerelle::accounts {
namespace {

changes::Fields fields_of(Operator const& at)
{
    return changes::Fields()
        .add("name", at.name)
        .add("street", at.street)
        .add("postcode", at.postcode)
        .add("locality", at.locality)
        .add("email", at.email)
        .add("phone", at.phone)
        .add("website", at.website)
        .add("sender_name", at.sender_name)
        .add("accent", at.accent)
        .add("langs", text_of(at.langs));
}

void record_operator(db::Transaction& tx, std::string action, OperatorId id, ChangedBy const& by,
    changes::Fields before, changes::Fields after)
{
    changes::record(tx,
        { .at = by.now,
            .actor = by.person.uuid(),
            .operator_id = id.uuid(),
            .action = std::move(action),
            .entity_kind = "operator",
            .entity = id.uuid(),
            .before = std::move(before),
            .after = std::move(after) });
}

} // namespace

Outcome<Operator, SettingsRefused> change_operator(db::Transaction& tx, Operator changed,
    std::vector<DescriptionEdit> const& descriptions, ChangedBy const& by)
{
    changed.name = trim(changed.name);
    if (changed.name.empty())
        return SettingsRefused::NameMissing;
    if (auto const accent = Colour::parse(changed.accent); accent && !is_legible_accent(*accent))
        return SettingsRefused::PaleAccent;
    if (changed.langs.empty())
        return SettingsRefused::NoLang;
    auto const before = store::find_operator(tx, changed.id).value();
    auto const version_before = changed.version++;
    if (!store::update(tx, changed, version_before))
        return SettingsRefused::Changed;

    auto fields_before = fields_of(before);
    auto fields_after = fields_of(changed);
    texts::Saved description { texts::field_of(texts::load_one(tx, changed.id), description_field), {} };
    for (auto const& edit : descriptions)
        description.after = texts::save(tx, { operator_texts, changed.id }, description_field, edit.lang,
            edit.text, edit.edit, { by.person.uuid(), by.now })
                                .after;
    if (!descriptions.empty()) {
        fields_before.add(description_field, description.before);
        fields_after.add(description_field, description.after);
    }
    record_operator(tx, "operator.edited", changed.id, by, std::move(fields_before), std::move(fields_after));
    return changed;
}

void change_logo(db::Transaction& tx, Operator const& at, std::string const& picture, ChangedBy const& by)
{
    auto const tag = picture.empty() ? std::string() : to_hex(crypto::sha256(picture)).substr(0, 16);
    store::set_logo(tx, at.id, picture, tag);
    record_operator(tx, "operator.logo_changed", at.id, by, changes::Fields().add("logo", at.logo_tag),
        changes::Fields().add("logo", tag));
}

} // namespace passerelle::accounts
