#pragma once

#include "modules/directory/duplicates/candidates.hpp"
#include "modules/directory/imports/taking.hpp"
#include "platform/db/db.hpp"

#include <unordered_map>
#include <unordered_set>

namespace passerelle::directory::imports {

enum class Fate { Create, Update, Unchanged, Refuse };

/// An entry that may be the same as the row's: in the directory, or further up in the same file (`line`).
struct Suspect {
    duplicates::Profile profile;
    duplicates::Likeness likeness;
    std::int64_t line = 0;
};

/// What a row would do.
struct PlannedRow {
    RowInput input;
    Fate fate = Fate::Refuse;
    std::optional<Organisation> before {};
    Organisation after {};
    bool entry_differs = false;
    Records records_before {};
    Records records_after {};
    bool by_identity = false; ///< the reference is new; the entry was recognised: to be looked at
    std::vector<Suspect> suspects {};
};

/// Finds out row by row, some hundred at a time, what a list would do. What it remembers is little:
/// references and names of the rows so far.
class Planner {
public:
    Planner(std::shared_ptr<search::Thesaurus const>, Keeper, Lang fallback);

    /// In the order of the rows. A handful of statements, however many rows.
    std::vector<PlannedRow> plan(db::Reader&, std::vector<RowInput> rows);

private:
    struct Found;

    void refuse_twice(RowInput&);
    Found find_entries(
        db::Reader&, std::vector<RowInput> const&, std::vector<duplicates::Profile> const& profiles);
    void find_rarely_named(db::Reader&, std::vector<duplicates::Profile> const& unknown, Found&);
    void settle(PlannedRow&, Found const&);
    void suspect(PlannedRow&, duplicates::Profile const&, Found const&);

    std::shared_ptr<search::Thesaurus const> thesaurus_;
    Keeper keeper_;
    Lang fallback_;
    std::unordered_map<std::string, std::int64_t> lines_; ///< of references
    std::unordered_map<std::string, std::pair<std::int64_t, duplicates::Profile>>
        names_;                                  ///< of rows that create, by name key
    std::unordered_set<Uuid> taken_;             ///< entries that a row stands for already
    std::optional<duplicates::NameWords> words_; ///< of the directory as it was at the first rows
};

/// A change in words of the reader, for the preview.
struct FieldChange {
    std::string label, before, after;
};
std::vector<FieldChange> changes_of(PlannedRow const&, search::Thesaurus const&, i18n::Words const&);

} // namespace passerelle::directory::imports
