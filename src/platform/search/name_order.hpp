#pragma once

#include "base/id.hpp"
#include "platform/search/doc_set.hpp"

#include <optional>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace passerelle::search {

/// All documents in the order of their names. 24 bytes a document.
struct NameOrder {
    std::vector<DocNumber> order;
    std::vector<std::uint32_t> rank; ///< place in `order`, by document number
    std::vector<Uuid> ids;           ///< by document number
};

/// What orders documents: the sort key, then the id.
struct NameKey {
    std::string sort_key;
    Uuid id;
    auto operator<=>(NameKey const&) const = default;
};

/// Nothing for a number that has no document.
std::optional<NameKey> name_key(Xapian::Database const& database, DocNumber number);

NameOrder load_name_order(Xapian::Database const& database);

/// The same, from an order of before and the documents that were changed since. Grows with the number of
/// documents only as copying does.
NameOrder updated(
    NameOrder const& before, std::vector<DocNumber> const& changed, Xapian::Database const& database);

/// How many documents stand before `key` or at it.
std::size_t place_after(NameOrder const& names, NameKey const& key, Xapian::Database const& database);

} // namespace passerelle::search
