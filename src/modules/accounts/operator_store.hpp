#pragma once

#include "modules/accounts/operator.hpp"

namespace passerelle::accounts::store {

std::optional<Operator> find_operator(db::Reader&, OperatorId);
std::optional<Operator> find_operator(db::Reader&, std::string_view slug);
std::vector<Operator> operators(db::Reader&);

/// False where the slug is taken.
bool insert(db::Transaction&, Operator const&);
/// False where the stored version is another one.
bool update(db::Transaction&, Operator const&, int version_before);

/// Keeps others from changing it or its staff until the transaction ends.
void lock_operator(db::Transaction&, OperatorId);

/// What `read_logo` took; empty for none.
std::string logo_of(db::Reader&, OperatorId);
void set_logo(db::Transaction&, OperatorId, std::string_view bytes, std::string_view tag);

} // namespace passerelle::accounts::store
