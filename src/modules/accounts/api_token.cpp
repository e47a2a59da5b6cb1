#include "modules/accounts/api_token.hpp"

#include "base/text.hpp"
#include "modules/accounts/api_token_store.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/person_store.hpp"
#include "modules/accounts/session_store.hpp"
#include "modules/accounts/sign_in_mail.hpp"

#include <algorithm>

namespace passerelle::accounts {
namespace {

constexpr std::int64_t tokens_max = 20;

} // namespace

Visitor find_api_visitor(db::Reader& reader, crypto::Token const& token, Instant now, LocalDate today)
{
    auto const row = store::find_api_token(reader, token.fingerprint(), now);
    if (!row)
        return {};
    Visitor visitor {
        .actor = store::load_actor(reader, row->person, today), .session = {}, .scopes = row->scopes
    };
    visitor.actor.name = row->person_name;
    visitor.actor.lang = row->lang;
    visitor.is_staff = visitor.actor.is_staff();
    if (!row->has_second_factor)
        visitor.actor.operators.clear();
    return visitor;
}

Outcome<MadeToken, TokenRefused> make_api_token(db::Transaction& tx, PersonId person, std::string_view name,
    std::vector<std::string> const& scopes, std::optional<Instant> expires_at, Instant now, Random& random)
{
    if (trim(name).empty())
        return TokenRefused::NameMissing;
    std::vector<std::string> known;
    for (auto const scope : api_scopes)
        if (std::find(scopes.begin(), scopes.end(), scope) != scopes.end())
            known.emplace_back(scope);
    if (known.empty())
        return TokenRefused::NoScope;
    if (store::count_api_tokens(tx, person, now) >= tokens_max)
        return TokenRefused::TooMany;
    auto const token = crypto::Token::fresh(random);
    ApiToken const made { ApiTokenId::fresh(now, random), person, std::string(trim(name)), known, now,
        expires_at, {} };
    store::insert_api_token(tx, token.fingerprint(), made);
    record_own(tx, "token.made", person, now,
        changes::Fields().add("token", made.id).add("name", made.name).add("scopes", made.scopes));
    send_safety_news(tx, store::find_person(tx, person).value(), SafetyNews::TokenMade, now, random);
    return MadeToken { token, made.id };
}

void revoke_api_token(db::Transaction& tx, PersonId person, ApiTokenId token, Instant now)
{
    if (store::revoke_api_token(tx, person, token, now))
        record_own(tx, "token.revoked", person, now, changes::Fields().add("token", token));
}

std::vector<ApiToken> api_tokens_of(db::Reader& reader, PersonId person)
{
    return store::api_tokens_of(reader, person);
}

} // namespace passerelle::accounts
