#include "platform/crypto/token.hpp"

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace passerelle::crypto {

Token Token::fresh(Random& random)
{
    Token token;
    random.fill(token.bytes_);
    return token;
}

std::optional<Token> Token::parse(std::string_view text)
{
    auto const bytes = text.size() == 43 ? from_base64url(text) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    Token token;
    std::copy(bytes->begin(), bytes->end(), token.bytes_.begin());
    return token;
}

std::string Token::text() const { return base64url(text_of(bytes_)); }

std::string Token::fingerprint() const { return to_hex(sha256(text())); }

} // namespace passerelle::crypto
