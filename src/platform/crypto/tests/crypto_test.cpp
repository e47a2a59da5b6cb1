#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"
#include "platform/crypto/sealed.hpp"
#include "platform/crypto/signature.hpp"
#include "platform/crypto/signed_value.hpp"
#include "platform/crypto/token.hpp"

#include <gtest/gtest.h>

namespace passerelle::crypto {
namespace {

using namespace std::string_literals;

TEST(Random, of_the_system_never_repeats)
{
    SystemRandom random;
    EXPECT_NE(Token::fresh(random).text(), Token::fresh(random).text());
}

TEST(Random, of_a_seed_repeats_itself_whatever_the_portions)
{
    SeededRandom one(7), two(7), other(8);
    std::array<std::uint8_t, 9000> a {}, b {}, c {};
    one.fill(a);
    two.fill(b);
    other.fill(c);
    EXPECT_EQ(a, b);
    EXPECT_NE(a, c);
    EXPECT_NE(to_hex(std::span(a).first(32)), to_hex(std::span(a).subspan(4096, 32)));
}

// FIPS 180-2, appendix B
TEST(Hash, sha_256_of_abc)
{
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    pieces.add("a");
    pieces.add("");
    pieces.add("bc");
    EXPECT_EQ(pieces.finish(), sha256("abc"));
}

// RFC 4231, case 2; RFC 2202, case 2
TEST(Hash, message_codes_of_the_rfc)
{
    auto const key = bytes_of("Jefe");
    auto const text = "what do ya want for nothing?";
    EXPECT_EQ(
        to_hex(hmac_sha256(key, text)), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac_sha1(key, text)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(to_hex(hmac_sha512(key, text)).substr(0, 32), "164b7a7bfcf819e2e395fbe73b56e0a3");
}

TEST(Hash, comparison_knows_equal_from_different)
{
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
}

// RFC 4648, section 10
TEST(Encoding, of_the_rfc)
{
    EXPECT_EQ(base64("foob"), "Zm9vYg==");
    EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
    EXPECT_EQ(base64url("foob"), "Zm9vYg");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
    EXPECT_EQ(base32("foob"), "MZXW6YQ");
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(from_base32("MZXW6YTBOI======"), "foobar");
    EXPECT_EQ(from_base32("mzxw 6yq"), "foob");
    EXPECT_EQ(from_base64url(""), "");
}

TEST(Encoding, malformed_text_is_nothing)
{
    for (auto const* text : { "Zm9vYg", "Zm9vYg=", "Zm9v!g==", "Zm9vYh==", "Zm9vYg==\n", "Zm 9v" })
        EXPECT_FALSE(from_base64(text)) << text;
    EXPECT_FALSE(from_base64("Zm9v\0"s + "Zm9v"));
    for (auto const* text : { "-_9", "Zm9vYg==", "a" })
        EXPECT_FALSE(from_base64url(text)) << text;
    for (auto const* text : { "M", "MZXW6Y1", "MZXW6YR", "MZX" })
        EXPECT_FALSE(from_base32(text)) << text;
}

TEST(Token, reads_back_and_is_stored_as_a_fingerprint)
{
    SystemRandom random;
    auto const token = Token::fresh(random);
    EXPECT_EQ(token.text().size(), 43u);
    EXPECT_EQ(Token::parse(token.text())->fingerprint(), token.fingerprint());
    EXPECT_EQ(token.fingerprint(), to_hex(sha256(token.text())));
    EXPECT_FALSE(Token::parse(token.text() + "A"));
    EXPECT_FALSE(Token::parse(token.text().substr(1)));
    EXPECT_FALSE(Token::parse(""));
    EXPECT_FALSE(Token::parse(std::string(43, '=')));
}

// RFC 8032, 7.1, test 2
TEST(Signature, of_the_rfc_and_of_nobody_else)
{
    SigningKey key;
    auto const seed = from_base64("TM0Imyj/ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U+4pvs=");
    ASSERT_TRUE(seed);
    std::copy(seed->begin(), seed->end(), key.seed.begin());
    EXPECT_EQ(
        to_hex(key.public_key().bytes), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    auto const signature = sign(key, "\x72");
    EXPECT_EQ(to_hex(signature).substr(0, 32), "92a009a9f0d4cab8720e820b5f642540");
    EXPECT_TRUE(is_signed_by(key.public_key(), "\x72", signature));
    EXPECT_FALSE(is_signed_by(key.public_key(), "\x73", signature));
    EXPECT_FALSE(is_signed_by(key.public_key(), "\x72", std::span(signature).first(63)));
    EXPECT_EQ(PublicKey::parse(key.public_key().text()), key.public_key());
}

TEST(SignedValue, is_believed_for_its_purpose_until_it_expires_and_unchanged)
{
    SystemRandom random;
    auto const key = SecretKey::fresh(random);
    Instant const expires { 1'800'000'000'000 };
    auto const before = expires - Duration { 1 };
    auto const text = sign_value(key, "accounts.unsubscribe", "person 7 · é", expires);

    EXPECT_EQ(read_signed_value(key, "accounts.unsubscribe", text, before), "person 7 · é");
    EXPECT_FALSE(read_signed_value(key, "accounts.unsubscribe", text, expires));
    EXPECT_FALSE(read_signed_value(key, "accounts.confirm", text, before));
    EXPECT_FALSE(read_signed_value(SecretKey::fresh(random), "accounts.unsubscribe", text, before));
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."),
        text.npos);
}

TEST(SignedValue, changed_in_any_character_is_nothing)
{
    SystemRandom random;
    auto const key = SecretKey::fresh(random);
    auto const text = sign_value(key, "p", "payload", { 1'800'000'000'000 });
    for (std::size_t place = 0; place < text.size(); ++place) {
        auto changed = text;
        changed[place] = changed[place] == '1' ? '2' : '1';
        EXPECT_FALSE(read_signed_value(key, "p", changed, { 0 })) << place;
        EXPECT_FALSE(read_signed_value(key, "p", text.substr(0, place), { 0 })) << place;
    }
    EXPECT_FALSE(read_signed_value(key, "p", text + "A", { 0 }));
    EXPECT_FALSE(read_signed_value(key, "p", "a.b.c.d", { 0 }));
}

TEST(Sealed, opens_with_its_key_and_purpose_and_unaltered)
{
    SystemRandom random;
    auto const key = SecretKey::fresh(random);
    auto const sealed = seal(key, "accounts.totp:7", "secret", random);
    EXPECT_EQ(unseal(key, "accounts.totp:7", sealed), "secret");
    EXPECT_FALSE(unseal(key, "accounts.totp:8", sealed));
    EXPECT_FALSE(unseal(SecretKey::fresh(random), "accounts.totp:7", sealed));
    EXPECT_NE(seal(key, "accounts.totp:7", "secret", random), sealed);
    EXPECT_EQ(sealed.size(), 6u + 40);
    for (std::size_t place = 0; place < sealed.size(); ++place) {
        auto altered = sealed;
        altered[place] ^= 1;
        EXPECT_FALSE(unseal(key, "accounts.totp:7", altered)) << place;
        EXPECT_FALSE(unseal(key, "accounts.totp:7", sealed.substr(0, place))) << place;
    }
}

} // namespace
} // namespace passerelle::crypto
