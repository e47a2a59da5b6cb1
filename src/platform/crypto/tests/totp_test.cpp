#include "platform/crypto/random.hpp"
#include "platform/crypto/totp.hpp"

#include <gtest/gtest.h>

namespace passerelle::crypto {
namespace {

constexpr std::string_view twenty = "12345678901234567890";

struct Vector {
    std::int64_t seconds;
    char const* sha1;
    char const* sha256;
    char const* sha512;
};

// RFC 6238, appendix B
constexpr Vector vectors[] {
    { 59, "94287082", "46119246", "90693936" },
    { 1111111109, "07081804", "68084774", "25091201" },
    { 1111111111, "14050471", "67062674", "99943326" },
    { 1234567890, "89005924", "91819424", "93441116" },
    { 2000000000, "69279037", "90698825", "38618901" },
    { 20000000000, "65353130", "77737706", "47863826" },
};

std::string seed_of(std::size_t length)
{
    std::string seed;
    while (seed.size() < length)
        seed += twenty;
    seed.resize(length);
    return seed;
}

TEST(Totp, gives_the_eighteen_codes_of_the_rfc)
{
    for (auto const& row : vectors) {
        Instant const now { row.seconds * 1000 };
        EXPECT_EQ(totp_code(seed_of(20), now, 8, TotpHash::Sha1), row.sha1);
        EXPECT_EQ(totp_code(seed_of(32), now, 8, TotpHash::Sha256), row.sha256);
        EXPECT_EQ(totp_code(seed_of(64), now, 8, TotpHash::Sha512), row.sha512);
    }
}

TEST(Totp, accepts_one_step_to_either_side_and_no_more)
{
    Instant const now { 1'111'111'109'000 };
    auto const step = now.milliseconds / 30'000;
    auto const at = [&](int steps) { return totp_code(twenty, now + Duration::seconds(30 * steps)); };
    EXPECT_EQ(verify_totp(twenty, at(0), now, {}), step);
    EXPECT_EQ(verify_totp(twenty, at(-1), now, {}), step - 1);
    EXPECT_EQ(verify_totp(twenty, at(1), now, {}), step + 1);
    EXPECT_FALSE(verify_totp(twenty, at(-2), now, {}));
    EXPECT_FALSE(verify_totp(twenty, at(2), now, {}));
}

TEST(Totp, refuses_a_code_that_was_used_and_any_older_one)
{
    Instant const now { 1'111'111'109'000 };
    auto const used = verify_totp(twenty, totp_code(twenty, now), now, {});
    ASSERT_TRUE(used);
    EXPECT_FALSE(verify_totp(twenty, totp_code(twenty, now), now, used));
    EXPECT_FALSE(verify_totp(twenty, totp_code(twenty, now - Duration::seconds(30)), now, used));
    auto const next = now + Duration::seconds(30);
    EXPECT_EQ(verify_totp(twenty, totp_code(twenty, next), next, used), *used + 1);
}

TEST(Totp, reads_codes_as_people_type_them_and_nothing_else)
{
    Instant const now { 59'000 };
    EXPECT_TRUE(verify_totp(twenty, "287 082", now, {}));
    for (auto const* code : { "", "28708", "94287082", "287083", "two eight" })
        EXPECT_FALSE(verify_totp(twenty, code, now, {})) << code;
}

TEST(Totp, address_for_the_app_escapes_names)
{
    SeededRandom random(1);
    EXPECT_EQ(fresh_totp_secret(random).size(), 20u);
    EXPECT_EQ(otpauth_uri("Réseau & Cie", "anna@example.ch", "foobar"),
        "otpauth://totp/"
        "R%C3%A9seau%20%26%20Cie:anna%40example.ch?secret=MZXW6YTBOI&issuer=R%C3%A9seau%20%26%20Cie"
        "&algorithm=SHA1&digits=6&period=30");
}

} // namespace
} // namespace passerelle::crypto
