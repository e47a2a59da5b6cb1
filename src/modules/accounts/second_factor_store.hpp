#pragma once

#include "modules/accounts/ids.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace passerelle::accounts::store {

struct HeldFactor {
    std::string sealed; ///< bytes
    std::int64_t last_step = 0;
};
std::optional<HeldFactor> find_second_factor(db::Reader&, PersonId);
/// False where there is one already.
bool set_second_factor(db::Transaction&, PersonId, std::string_view sealed, std::int64_t step);
/// False where that step, or a later one, was used already.
bool use_step(db::Transaction&, PersonId, std::int64_t step);
void remove_second_factor(db::Transaction&, PersonId);

void insert_recovery_code(db::Transaction&, PersonId, std::string_view code_hash);
/// Of two who come at once with the same, one gets in.
bool use_recovery_code(db::Transaction&, PersonId, std::string_view code_hash, Instant now);
void delete_recovery_codes(db::Transaction&, PersonId);
/// That are not used.
std::int64_t count_recovery_codes(db::Reader&, PersonId);

} // namespace passerelle::accounts::store
