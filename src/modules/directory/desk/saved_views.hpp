#pragma once

#include "base/outcome.hpp"
#include "modules/directory/organisations/record.hpp"

#include <string>
#include <vector>

namespace passerelle::directory {
struct SavedView;
using SavedViewId = Id<SavedView>;

/// A list of an operator's desk under a name: seen and changed by all of its staff.
struct SavedView {
    SavedViewId id;
    OperatorId operator_id;
    PersonId person; ///< who made it
    std::string name;
    std::string query; ///< of the list: desk::ListFilter::query
    Instant created_at;
};
} // namespace passerelle::directory

namespace passerelle::directory::desk {

enum class ViewRefused { NameMissing, NameTooLong, TooMany, Unknown };

inline constexpr std::size_t view_name_characters_max = 60;
inline constexpr int views_max = 30;

/// Oldest first.
std::vector<SavedView> saved_views(db::Reader&, OperatorId);

Outcome<SavedView, ViewRefused> save_view(
    db::Transaction&, OperatorId, std::string_view name, std::string query, Author const&, Random&);
Outcome<Done, ViewRefused> rename_view(
    db::Transaction&, OperatorId, SavedViewId, std::string_view name, Author const&);
Outcome<Done, ViewRefused> remove_view(db::Transaction&, OperatorId, SavedViewId, Author const&);

} // namespace passerelle::directory::desk
