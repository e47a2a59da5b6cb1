#pragma once

#include "base/page.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <unordered_map>

namespace passerelle::directory::store {

/// Every SQL statement about organisations and what operators keep about them. Texts come from
/// platform/texts.

/// The whole entry: five statements, whatever its size.
std::optional<Organisation> find(db::Reader&, OrganisationId);
/// By the last part of its address; merged and archived ones too.
std::optional<Organisation> find_by_slug(db::Reader&, std::string_view slug);
/// In the order of `ids`, the unknown left out; five statements for all of them.
std::vector<Organisation> load(db::Reader&, std::vector<OrganisationId> const& ids);

/// All ids in their order, from after `after`: for rebuilding what is derived from them.
std::vector<OrganisationId> ids_after(db::Reader&, std::optional<OrganisationId> after, int limit);
std::int64_t count(db::Reader&, State);

std::optional<OrganisationId> find_id(db::Reader&, std::string_view slug);
std::optional<OrganisationId> find_by_ref(db::Reader&, OperatorId, std::string_view ref);
std::optional<std::string> slug_of(db::Reader&, OrganisationId);

/// A slug that is not taken: `base`, else `base-2` and so on.
std::string free_slug(db::Reader&, std::string_view base);

/// The entry with its sites and concepts, without texts. `slug` is given by the caller.
void insert(db::Transaction&, Organisation const&);
/// Writes all columns where the stored version is still `version_before`; false if it is not. The new version
/// and `updated_at` are the organisation's. Sites and concepts are replaced.
bool update(db::Transaction&, Organisation const&, int version_before);

void set_ref(db::Transaction&, OperatorId, std::string_view ref, OrganisationId);
void remove_ref(db::Transaction&, OperatorId, std::string_view ref);
std::vector<std::string> refs_of(db::Reader&, OperatorId, OrganisationId);

/// Operators of which the organisation is a member on that day.
std::vector<OperatorId> member_of(db::Reader&, OrganisationId, LocalDate today);
std::unordered_map<Uuid, std::vector<OperatorId>> member_of(
    db::Reader&, std::vector<OrganisationId> const&, LocalDate today);

std::vector<Membership> memberships_of(db::Reader&, OrganisationId);
std::vector<Membership> memberships_of(db::Reader&, OrganisationId, OperatorId);
void insert(db::Transaction&, Membership const&);
void update(db::Transaction&, Membership const&);
void remove(db::Transaction&, MembershipId);

std::vector<OperatorNote> notes_of(db::Reader&, OrganisationId, OperatorId);
void insert(db::Transaction&, OperatorNote const&);
void update(db::Transaction&, OperatorNote const&);
void remove(db::Transaction&, OperatorId, NoteId);

std::vector<OperatorContact> contacts_of(db::Reader&, OrganisationId, OperatorId);
void insert(db::Transaction&, OperatorContact const&);
void update(db::Transaction&, OperatorContact const&);
void remove(db::Transaction&, OperatorId, ContactId);

/// Keys derived from an organisation's fields, stored beside them for look-ups and order.
struct Keys {
    std::string name_key; ///< folded, without legal form
    std::string sort_key; ///< collation bytes
    std::string
        web_domain; ///< of the website, or else of the e-mail address where that is no common provider's
};
Keys keys_of(Organisation const&);

} // namespace passerelle::directory::store
