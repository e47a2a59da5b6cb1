#pragma once

#include "base/page.hpp"
#include "modules/directory/imports/records.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <unordered_map>

namespace passerelle::directory::imports {

struct Import;
using ImportId = Id<Import>;

enum class ImportState { Draft, Applied, Undone };

/// One list that somebody brought, from the upload to the undo.
struct Import {
    ImportId id;
    OperatorId operator_id;
    std::string file_name;
    std::string mapping; ///< JSON, what was chosen by hand
    ImportState state = ImportState::Draft;
    std::string report; ///< JSON
    std::string digest; ///< of the plan that a draft's preview shows
    Instant made_at;
    std::optional<PersonId> made_by;
    std::optional<Instant> applied_at;
    std::optional<Instant> undone_at;
};

/// What a row did, and how to take it back while the organisation's version is still `version`.
struct ImportRow {
    std::int64_t line = 0;
    bool created = false;
    OrganisationId organisation;
    int version = 0;
    std::string undo; ///< JSON
};

namespace store {

/// Every statement about imports, and those that take many rows at once.

std::unordered_map<std::string, OrganisationId> by_refs(
    db::Reader&, OperatorId, std::vector<std::string> const& refs);
/// Of members of the operator only.
std::unordered_map<std::string, OrganisationId> by_slugs(
    db::Reader&, OperatorId, std::vector<std::string> const& slugs);

/// For each organisation what the operator keeps of it; every one of `organisations` has an answer.
std::unordered_map<Uuid, Records> records_of(
    db::Reader&, OperatorId, std::vector<OrganisationId> const& organisations);

/// Writes what differs, and removes what is no longer there.
void write(db::Batch&, OperatorId, OrganisationId, Records const& before, Records const& after);

void insert(db::Transaction&, Import const&, std::string_view content);
void insert(db::Batch&, ImportId, ImportRow const&);
std::optional<Import> find(db::Reader&, OperatorId, ImportId);
/// The file; nothing once applied.
std::optional<std::string> content_of(db::Reader&, ImportId);
/// Applied; the file is forgotten, as it holds people's data.
void set_applied(db::Transaction&, ImportId, std::string_view report, Instant);
void set_undone(db::Transaction&, ImportId, Instant);
/// Latest first.
passerelle::Page<Import> list(db::Reader&, OperatorId, PageRequest const&);

std::vector<ImportRow> rows_after(db::Reader&, ImportId, std::int64_t line, int limit);
void remove_row(db::Transaction&, ImportId, std::int64_t line);

/// Whether anybody but the operator holds on to the organisation: another's records, a role, a claim, a
/// merge.
bool is_held(db::Reader&, OrganisationId, OperatorId);
/// The entry with all that hangs on it. Only where `is_held` says no.
void erase(db::Transaction&, OrganisationId);

/// Organisations of the operator, by their ids, from after `after`: members and those it has a reference for.
std::vector<OrganisationId> organisations_of(db::Reader&, OperatorId, OrganisationId after, int limit);
/// Languages in which these organisations have texts.
Langs text_langs(db::Reader&, OperatorId);
/// Labels of the operator's notes, at most 100.
std::vector<std::string> note_labels(db::Reader&, OperatorId);

} // namespace store
} // namespace passerelle::directory::imports
