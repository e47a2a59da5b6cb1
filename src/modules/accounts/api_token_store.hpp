#pragma once

#include "modules/accounts/api_token.hpp"

namespace passerelle::accounts::store {

struct ApiTokenRow {
    PersonId person;
    std::string person_name;
    Lang lang;
    bool has_second_factor = false;
    std::vector<std::string> scopes;
};

/// Neither expired nor revoked, of an active person.
std::optional<ApiTokenRow> find_api_token(db::Reader&, std::string_view token_hash, Instant now);
std::vector<ApiToken> api_tokens_of(db::Reader&, PersonId);
/// That are good now.
std::int64_t count_api_tokens(db::Reader&, PersonId, Instant now);
void insert_api_token(db::Transaction&, std::string_view token_hash, ApiToken const&);
/// Whether it was good until now.
bool revoke_api_token(db::Transaction&, PersonId, ApiTokenId, Instant now);
void delete_api_tokens_of(db::Transaction&, PersonId);

} // namespace passerelle::accounts::store
