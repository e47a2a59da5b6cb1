#include "platform/crypto/password.hpp"
#include "platform/crypto/password_rules.hpp"

#include <sodium.h>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace passerelle::crypto {
namespace {

using enum PasswordRefused;

std::vector<std::string> const context { "Anna-Lise Wälchli", "al.waelchli@taillage-exemple.ch",
    "Passerelle" };

struct Case {
    char const* password;
    std::optional<PasswordRefused> expected;
};

TEST(PasswordRules, for_a_password_that_is_the_only_factor)
{
    Case const cases[] {
        { "", TooShort },
        { "Xk9#vQ2!mZ7$wp", TooShort },
        { "Xk9#vQ2!mZ7$wpL", {} },
        { "wuqobdtzmehacgf", {} },
        { "zwölf Boxkämpfer jagen Viktor", {} },
        { "le vieux charpentier ponce son établi", {} },
        { "évêché à Môtiérs", {} },
        { "山林水火風雷空海星月花鳥石田川", {} },
        { "aaaaaaaaaaaaaaa", Repetitive },
        { "abababababababab", Repetitive },
        { "123456789012345", Repetitive },
        { "abcdefghijklmnop", Repetitive },
        { "qwertzuiopasdfghjkl", Repetitive },
        { "1qay2wsx3edc4rfv", Repetitive },
        { "987654321098765", Repetitive },
        { "x7Kx7Kx7Kx7Kx7Kx7K", Repetitive },
        { "passwordpassword", Common },
        { "Passwort12345678", Common },
        { "MotDePasse2024!!", Common },
        { "p4$$w0rdp4$$w0rd", Common },
        { "iloveyouforever1", Common },
        { "Schönesommer2026", Common },
        { "bienvenue-bienne", Common },
        { "correct horse battery staple", {} },
        { "correcthorsebatterystaple", Common },
        { "al.waelchli@taillage-exemple.ch", ContextWord },
        { "WälchliWälchli123", ContextWord },
        { "Passerelle-Taillage", ContextWord },
    };
    for (auto const& [password, expected] : cases)
        EXPECT_EQ(check_password(password, context), expected) << password;
}

TEST(PasswordRules, ask_for_less_beside_a_second_factor)
{
    auto const check
        = [](char const* text) { return check_password(text, context, PasswordUse::WithSecondFactor); };
    EXPECT_EQ(check("wuqobdt"), TooShort);
    EXPECT_EQ(check("wuqobdtz"), std::nullopt);
    EXPECT_EQ(check("sommer26"), Common);
    EXPECT_EQ(check("12345678"), Repetitive);
}

TEST(PasswordRules, count_characters_and_not_bytes)
{
    std::string long_one;
    for (int i = 0; i < 256; ++i)
        long_one += i % 3 ? "é" : "ö";
    EXPECT_EQ(check_password(long_one + "x", {}), TooLong);
    EXPECT_NE(check_password(long_one, {}), TooLong);
    EXPECT_EQ(check_password("éöéöéöéöéöéöéö", {}), TooShort);
}

TEST(Password, is_verified_in_full_length)
{
    std::string const password(70, 'x');
    auto const hash = hash_password(password + "a");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(verify_password(hash, password + "a"));
    EXPECT_FALSE(verify_password(hash, password + "b"));
    EXPECT_FALSE(verify_password(hash, password));
    EXPECT_FALSE(verify_password("", password));
    EXPECT_FALSE(verify_password(std::string(500, '$'), password));
    EXPECT_NE(hash_password(password), hash_password(password));
}

TEST(Password, hashed_with_weaker_settings_wants_a_new_hash)
{
    EXPECT_FALSE(needs_rehash(hash_password("x")));
    char weak[crypto_pwhash_STRBYTES];
    ASSERT_EQ(crypto_pwhash_str_alg(weak, "x", 1, 1, 8 * 1024 * 1024, crypto_pwhash_ALG_ARGON2ID13), 0);
    EXPECT_TRUE(verify_password(weak, "x"));
    EXPECT_TRUE(needs_rehash(weak));
    EXPECT_TRUE(needs_rehash("not a hash"));
}

TEST(Password, check_of_nobody_takes_as_long_as_one_of_somebody)
{
    using Clock = std::chrono::steady_clock;
    auto const hash = hash_password("somebody's");
    pretend_to_verify_password("warm up");
    auto const start = Clock::now();
    verify_password(hash, "guess");
    auto const middle = Clock::now();
    pretend_to_verify_password("guess");
    auto const end = Clock::now();
    auto const ratio
        = std::chrono::duration<double>(end - middle) / std::chrono::duration<double>(middle - start);
    EXPECT_GT(ratio, 0.2);
    EXPECT_LT(ratio, 5);
}

TEST(Password, burst_of_many_threads_is_worked_off)
{
    auto const hash = hash_password("shared");
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 12; ++i)
        threads.emplace_back([&] { right += verify_password(hash, "shared"); });
    threads.clear();
    EXPECT_EQ(right, 12);
}

} // namespace
} // namespace passerelle::crypto
