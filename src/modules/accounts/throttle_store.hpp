#pragma once

#include "platform/db/db.hpp"

#include <cstdint>
#include <string_view>

namespace passerelle::accounts::store {

/// Adds one try; a window that began at `over` or before is over, and a new one begins now. Tries in this
/// window.
std::int64_t count_try(db::Transaction&, std::string_view bucket, Instant now, Instant over);
void clear_tries(db::Transaction&, std::string_view bucket);
std::int64_t delete_old_tries(db::Transaction&, Instant over);

} // namespace passerelle::accounts::store
