#pragma once

#include "modules/directory/organisations/record.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/changes/fields.hpp"

#include <variant>

/// What one operator keeps about an organisation: memberships, the operator's own references, notes,
/// contacts.
///
/// In the change log these stand under `operator_record`, with one entity for each pair of operator and
/// organisation: whoever reads the log of one pair cannot come upon another operator's. That a membership
/// changed is told of the organisation too, without values (`organisation.membership_changed`), because the
/// search index shows members.
namespace passerelle::directory {

/// The entity of the pair in the change log: a UUID made from both (version 8, RFC 9562, 5.8).
Uuid operator_record_id(OperatorId, OrganisationId);
inline constexpr auto operator_record_kind = "operator_record";

/// Adds to the log of the pair. `author.operator_id` must be that operator (`ensure`d). The organisation
/// stands among the values as `organisation`, for whoever tells what the change was about.
void log_operator_record(db::Transaction&, OperatorId, OrganisationId, std::string action,
    changes::Fields before, changes::Fields after, Author const&);

struct OperatorRecord {
    std::vector<Membership> memberships;
    std::vector<std::string> refs;
    std::vector<OperatorNote> notes;
    std::vector<OperatorContact> contacts;
};
OperatorRecord load_operator_record(db::Reader&, OperatorId, OrganisationId);

enum class RecordRefused {
    NotThere,     ///< removed meanwhile, or another operator's
    EndsTooEarly, ///< a membership's last day before its first
    RefTaken,     ///< by another organisation of this operator
};

/// Each writes what it is given for its operator and organisation: a new one where its id is not set, else
/// the stored one with that id. `author.operator_id` must be that operator (`ensure`d).
Outcome<Done, RecordRefused> save(db::Transaction&, Membership, Author const&, Random&);
Outcome<Done, RecordRefused> save(db::Transaction&, OperatorNote, Author const&, Random&);
Outcome<Done, RecordRefused> save(db::Transaction&, OperatorContact, Author const&, Random&);
Outcome<Done, RecordRefused> add_ref(
    db::Transaction&, OperatorId, OrganisationId, std::string_view ref, Author const&);

/// Removing what is not there is not an error.
void remove(db::Transaction&, OperatorId, OrganisationId, MembershipId, Author const&);
void remove(db::Transaction&, OperatorId, OrganisationId, NoteId, Author const&);
void remove(db::Transaction&, OperatorId, OrganisationId, ContactId, Author const&);
void remove_ref(db::Transaction&, OperatorId, OrganisationId, std::string_view ref, Author const&);

} // namespace passerelle::directory
