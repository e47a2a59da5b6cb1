#pragma once

#include "platform/search/doc_set.hpp"

#include <cstdint>
#include <vector>

namespace Xapian {
class Database;
}

namespace passerelle::search {

/// How long the texts of each document are, by document number: a word weighs less in a long one.
struct Lengths {
    std::vector<std::uint16_t> of;
    double average = 1;
};

Lengths load_lengths(Xapian::Database const& database);
Lengths updated(
    Lengths const& before, std::vector<DocNumber> const& changed, Xapian::Database const& database);

} // namespace passerelle::search
