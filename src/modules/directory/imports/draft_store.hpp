#pragma once

#include "modules/directory/imports/store.hpp"

/// Every statement about the preview of a draft and about refused rows.
namespace passerelle::directory::imports::store {

struct PlanRow {
    std::int64_t line = 0;
    bool refused = false;
    bool suspected = false;
    std::string plan; ///< JSON
};

enum class PlanView { All, Refused, Suspected };

void insert(db::Batch&, ImportId, PlanRow const&);
/// Plans from after `line`, in the order of the file.
std::vector<std::string> plan_rows(db::Reader&, ImportId, PlanView, std::int64_t line, int limit);
/// Neither plan nor refused rows are left.
void forget_plan(db::Transaction&, ImportId);
void set_plan(
    db::Transaction&, ImportId, std::string_view mapping, std::string_view report, std::string_view digest);
/// Removes the draft with all that hangs on it.
void discard(db::Transaction&, ImportId);

struct RefusedRow {
    std::int64_t line = 0; ///< 0: the headings
    std::string cells;     ///< JSON
    std::string problems;  ///< JSON
};
void insert(db::Batch&, ImportId, RefusedRow const&);
std::vector<RefusedRow> refused_rows(db::Reader&, ImportId, std::int64_t after_line, int limit);

/// Drafts from before this moment.
std::vector<ImportId> drafts_before(db::Reader&, Instant, int limit);
/// Forgets the refused rows of imports that were applied before this moment.
void forget_refused_before(db::Transaction&, Instant);

} // namespace passerelle::directory::imports::store
