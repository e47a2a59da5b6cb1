#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/sessions.hpp"

#include <array>
#include <string_view>

namespace passerelle::accounts {

struct ApiToken;
using ApiTokenId = Id<ApiToken>;

/// What lets a program act for a person, within its scopes. Only its fingerprint is stored.
struct ApiToken {
    ApiTokenId id;
    PersonId person;
    std::string name; ///< the person's own, to tell tokens apart
    std::vector<std::string> scopes;
    Instant created_at;
    std::optional<Instant> expires_at;
    std::optional<Instant> revoked_at;
};

/// Names of scopes that `ApiDoc` may ask for: what routes read and change on a person's behalf.
inline constexpr std::array<std::string_view, 3> api_scopes { "read", "write", "import" };

/// Whoever shows this token, with `scopes` set. Nobody, without scopes, if it is unknown, expired or revoked.
/// Roles at operators count only where the person has a second factor.
Visitor find_api_visitor(db::Reader&, crypto::Token const&, Instant now, LocalDate today);

struct MadeToken {
    crypto::Token token; ///< shown once, stored nowhere
    ApiTokenId id;
};
enum class TokenRefused { NameMissing, NoScope, TooMany };
/// At most 20 at a time. Scopes that there are not are left out.
Outcome<MadeToken, TokenRefused> make_api_token(db::Transaction&, PersonId, std::string_view name,
    std::vector<std::string> const& scopes, std::optional<Instant> expires_at, Instant now, Random&);

/// Revoking what is revoked, or somebody else's, is not an error and does nothing.
void revoke_api_token(db::Transaction&, PersonId, ApiTokenId, Instant now);

/// The latest first, revoked and expired ones among them.
std::vector<ApiToken> api_tokens_of(db::Reader&, PersonId);

} // namespace passerelle::accounts
