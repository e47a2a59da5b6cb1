#include "modules/accounts/password_store.hpp"
#include "modules/accounts/session_store.hpp"
#include "modules/accounts/sign_in.hpp"
#include "modules/accounts/throttle.hpp"
#include "platform/changes/changes.hpp"
#include "platform/crypto/password.hpp"
#include "tests/support/test_app.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace passerelle::accounts {
namespace {

using support::Browser;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto email = "anna@example.ch";
constexpr auto password = "Vier Hasen graben Tunnel";

class SignInTest : public testing::TestWithParam<db::Engine> {
protected:
    SignInTest() { app_.mount(routes(), path_words()); }

    Person anna_with_password()
    {
        auto const anna = app_.person(email);
        auto const hash = crypto::hash_password(password);
        app_.write([&](db::Transaction& tx) { store::set_password(tx, anna.id, hash, false); });
        return anna;
    }

    static bool is_signed_in(Browser& browser) { return browser.get("/en/account").status == 200; }

    int try_password(Browser& browser, std::string const& text, std::string const& at = email)
    {
        return browser.post("/en/sign-in", { { "email", at }, { "password", text } }).status;
    }

    support::TestApp app_ { GetParam() };
};

PASSERELLE_ON_BOTH_ENGINES(SignInTest);

TEST_P(SignInTest, by_a_link_from_a_mail_in_the_person_s_language)
{
    app_.person(email, "Anna Meier", Lang::de);
    auto browser = app_.anonymous();
    auto const asked = browser.post("/en/sign-in/link", { { "email", "Anna@Example.CH" } });
    EXPECT_EQ(asked.status, 303);
    auto const mail = app_.take_mail();
    EXPECT_EQ(mail.to, email);
    EXPECT_EQ(mail.lang, Lang::de);
    EXPECT_THAT(mail.link(), HasSubstr("/de/anmelden/"));

    EXPECT_EQ(browser.get(mail.link()).status, 200);
    EXPECT_FALSE(is_signed_in(browser)) << "a scanner that opens the link must not use it up";
    EXPECT_EQ(browser.post(mail.link()).status, 303);
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(SignInTest, a_link_works_once_and_for_a_quarter_of_an_hour)
{
    app_.person(email);
    auto browser = app_.anonymous();
    browser.post("/en/sign-in/link", { { "email", email } });
    auto const link = app_.take_mail().link();
    EXPECT_EQ(browser.post(link).status, 303);
    auto thief = app_.anonymous();
    EXPECT_EQ(thief.get(link).status, 410);
    EXPECT_EQ(thief.post(link).status, 410);
    EXPECT_FALSE(is_signed_in(thief));

    browser.post("/en/sign-in/link", { { "email", email } });
    auto const late = app_.take_mail().link();
    app_.pass(Duration::minutes(15));
    EXPECT_EQ(thief.post(late).status, 410);
}

TEST_P(SignInTest, of_many_who_use_one_link_at_once_one_gets_in)
{
    auto const anna = app_.person(email);
    auto const token = app_.write(
        [&](db::Transaction& tx) { return sign_in_token(tx, anna.id, app_.now, app_.random()); });
    std::atomic<int> in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            auto const outcome = app_.write([&](db::Transaction& tx) {
                return use_link(tx, token, { "192.0.2.1", "Test", app_.now, app_.today() }, app_.random());
            });
            in += outcome.refused() ? 0 : 1;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(in, 1);
}

TEST_P(SignInTest, a_link_from_the_command_line_works_for_seven_days)
{
    auto const anna = app_.person(email);
    auto const token = app_.write(
        [&](db::Transaction& tx) { return sign_in_token(tx, anna.id, app_.now, app_.random()); });
    app_.pass(Duration::hours(7 * 24 - 1));
    auto browser = app_.anonymous();
    EXPECT_EQ(browser.post("/fr/connexion/" + token.text()).status, 303);
}

TEST_P(SignInTest, asking_for_a_link_answers_the_same_for_an_unknown_address)
{
    app_.person(email);
    auto browser = app_.anonymous();
    auto const known = browser.post("/en/sign-in/link", { { "email", email } });
    auto const unknown = browser.post("/en/sign-in/link", { { "email", "nobody@example.ch" } });
    EXPECT_EQ(app_.take_mail().to, email);
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.header("Location"), unknown.header("Location"));
    EXPECT_EQ(known.headers.size(), unknown.headers.size());
}

TEST_P(SignInTest, a_wrong_password_answers_the_same_as_an_unknown_address_or_none)
{
    anna_with_password();
    app_.person("no-password@example.ch");
    auto browser = app_.anonymous();
    auto const body = [&](std::string const& at) {
        auto const response
            = browser.post("/en/sign-in", { { "email", at }, { "password", "wrong wrong wrong wrong" } });
        EXPECT_EQ(response.status, 422);
        auto text = std::string(response.body.text());
        for (auto at_place = text.find(at); at_place != text.npos; at_place = text.find(at))
            text.erase(at_place, at.size());
        // Each form's token is another one.
        for (auto token = text.find("name=\"csrf\""); token != text.npos;
             token = text.find("name=\"csrf\"", token))
            text.erase(token, text.find('>', token) - token);
        return text;
    };
    auto const wrong = body(email);
    EXPECT_EQ(wrong, body("nobody@example.ch"));
    EXPECT_EQ(wrong, body("no-password@example.ch"));
}

TEST_P(SignInTest, by_password_however_its_accents_are_composed)
{
    auto const anna = app_.person(email);
    auto const hash = crypto::hash_password("Vélos & cafés à Bienne");
    app_.write([&](db::Transaction& tx) { store::set_password(tx, anna.id, hash, false); });
    auto browser = app_.anonymous();
    EXPECT_EQ(try_password(browser, "Ve\xCC\x81los & cafe\xCC\x81s a\xCC\x80 Bienne"), 303);
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(SignInTest, stops_after_ten_passwords_an_hour_but_not_the_owner_s_mail)
{
    anna_with_password();
    for (int i = 0; i < 10; ++i) {
        auto guesser = app_.anonymous();
        guesser.client = "198.51.100." + std::to_string(i);
        EXPECT_EQ(try_password(guesser, "wrong wrong wrong wrong"), 422) << i;
    }
    auto owner = app_.anonymous();
    EXPECT_EQ(try_password(owner, password), 429) << "not even the right one is looked at";
    owner.post("/en/sign-in/link", { { "email", email } });
    EXPECT_EQ(owner.post(app_.take_mail().link()).status, 303);
    EXPECT_TRUE(is_signed_in(owner));

    app_.pass(Duration::hours(1));
    auto later = app_.anonymous();
    EXPECT_EQ(try_password(later, password), 303);
}

TEST_P(SignInTest, stops_one_client_that_tries_many_addresses)
{
    auto guesser = app_.anonymous();
    int last = 0;
    for (int i = 0; i <= 100; ++i)
        last = guesser.post("/en/sign-in/link", { { "email", std::to_string(i) + "@example.ch" } }).status;
    EXPECT_EQ(last, 429);
    auto neighbour = app_.anonymous();
    neighbour.client = "192.0.2.2";
    EXPECT_EQ(neighbour.post("/en/sign-in/link", { { "email", "x@example.ch" } }).status, 303);
}

TEST_P(SignInTest, sends_no_more_than_five_links_an_hour_to_one_address)
{
    app_.person(email);
    auto browser = app_.anonymous();
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(browser.post("/en/sign-in/link", { { "email", email } }).status, 303);
    EXPECT_EQ(app_.take_mails().size(), 5u);
}

TEST_P(SignInTest, keeps_no_address_and_no_client_in_the_counters)
{
    auto browser = app_.anonymous();
    browser.post("/en/sign-in/link", { { "email", email } });
    static db::Statement const buckets { "test.throttles", "select bucket from throttles" };
    auto const names = app_.read([&](db::Reader& reader) {
        return reader.all(buckets, [](db::Row const& row) { return row.text(0); });
    });
    EXPECT_EQ(names.size(), 2u);
    for (auto const& name : names) {
        EXPECT_EQ(name.size(), 43u);
        EXPECT_THAT(name, Not(HasSubstr("example")));
    }
}

TEST_P(SignInTest, goes_to_where_somebody_wanted_to_and_never_off_this_site)
{
    anna_with_password();
    auto const target_after = [&](std::string const& next) {
        auto browser = app_.anonymous();
        auto const response
            = browser.post("/en/sign-in", { { "email", email }, { "password", password }, { "next", next } });
        return std::string(response.header("Location").value_or(""));
    };
    EXPECT_EQ(target_after("/en/account/tokens"), "/en/account/tokens");
    for (auto const* evil : { "//evil.example", "/\\evil.example", "https:evil.example", "/%09//evil.example",
             "https://network.example@evil.example", "/%2F%2Fevil.example", "/%252F/evil.example",
             "javascript:x" })
        EXPECT_EQ(target_after(evil), "/en/account") << evil;
}

TEST_P(SignInTest, asks_who_is_not_signed_in_and_leads_back)
{
    anna_with_password();
    auto browser = app_.anonymous();
    auto const response = browser.get("/fr/compte/jetons");
    EXPECT_EQ(response.status, 303);
    EXPECT_EQ(response.header("Location"), "/fr/connexion?next=%2Ffr%2Fcompte%2Fjetons");
    EXPECT_THAT(std::string(browser.get("/fr/connexion?next=%2Ffr%2Fcompte%2Fjetons").body.text()),
        HasSubstr("value=\"/fr/compte/jetons\""));
}

TEST_P(SignInTest, refuses_every_form_without_its_token)
{
    auto const anna = anna_with_password();
    http::Fields fields;
    fields.add("email", email);
    fields.add("password", password);
    auto stranger = app_.anonymous();
    EXPECT_EQ(stranger.post_without_token("/en/sign-in", fields).status, 403);

    // A token of another browser's visit: what login CSRF would use.
    auto attacker = app_.anonymous();
    fields.add("csrf", attacker.csrf());
    EXPECT_EQ(stranger.post_without_token("/en/sign-in", fields).status, 403);

    auto browser = app_.signed_in(anna.id);
    EXPECT_EQ(browser.post_without_token("/en/sign-out").status, 403);
    http::Fields others;
    others.add("csrf", app_.signed_in(anna.id).csrf());
    EXPECT_EQ(browser.post_without_token("/en/sign-out", others).status, 403);
    http::Fields old;
    old.add("csrf", browser.csrf());
    app_.pass(Duration::hours(12));
    EXPECT_EQ(browser.post_without_token("/en/sign-out", old).status, 403);
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(SignInTest, refuses_forms_from_other_sites_even_with_a_token)
{
    auto const anna = anna_with_password();
    for (auto const& [name, value] :
        { std::pair { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Site", "same-site" },
            { "Origin", "https://evil.example" }, { "Origin", "null" } }) {
        auto browser = app_.signed_in(anna.id);
        browser.headers.add(name, value);
        EXPECT_EQ(browser.post("/en/sign-out").status, 403) << name << value;
        EXPECT_TRUE(is_signed_in(browser));
    }
}

TEST_P(SignInTest, every_form_of_the_module_is_refused_without_token_and_by_get)
{
    auto const chamber = app_.an_operator();
    auto const chief = app_.staff(chamber.id, OperatorRole::Administrator, "chief@example.ch");
    auto browser = app_.signed_in(chief.id);
    auto const some_id = chief.id.text();
    int forms = 0;
    for (auto const& route : app_.routes()) {
        if (route.method != http::Method::Post)
            continue;
        ++forms;
        std::vector<std::string> values;
        for (auto const name : { "{operator}", "{token}", "{session}", "{person}", "{mail}" })
            if (route.pattern.find(name) != route.pattern.npos)
                values.push_back(std::string_view(name) == "{operator}" ? "chamber" : some_id);
        std::vector<std::string_view> const views(values.begin(), values.end());
        auto const path = app_.router().path(route.pattern, Lang::en, views);
        EXPECT_EQ(browser.post_without_token(path).status, 403) << route.pattern;
    }
    EXPECT_GT(forms, 20);
}

TEST_P(SignInTest, ends_the_session_of_who_signs_out)
{
    auto const anna = anna_with_password();
    auto browser = app_.signed_in(anna.id);
    auto const cookie = browser.cookies["__Host-session"];
    EXPECT_EQ(browser.post("/en/sign-out").status, 303);
    EXPECT_EQ(browser.cookies.count("__Host-session"), 0u);
    browser.cookies["__Host-session"] = cookie;
    EXPECT_FALSE(is_signed_in(browser)) << "the old cookie is worth nothing";
}

TEST_P(SignInTest, the_cookie_is_for_this_host_and_no_script)
{
    anna_with_password();
    auto browser = app_.anonymous();
    auto const response = browser.post("/en/sign-in", { { "email", email }, { "password", password } });
    auto const cookie = std::string(response.header("Set-Cookie").value_or(""));
    for (auto const* part : { "__Host-session=", "Secure", "HttpOnly", "Path=/", "SameSite=Lax" })
        EXPECT_THAT(cookie, HasSubstr(part));
    EXPECT_THAT(std::string(response.header("Cache-Control").value_or("")), HasSubstr("no-store"));
    EXPECT_EQ(browser.get("/en/account").header("Cache-Control"), "private, no-store");
}

TEST_P(SignInTest, a_new_sign_in_ends_the_browser_s_old_session)
{
    auto const anna = anna_with_password();
    auto const other = app_.person("bea@example.ch", "Bea");
    auto browser = app_.signed_in(other.id);
    auto const old = browser.cookies["__Host-session"];
    EXPECT_EQ(try_password(browser, password), 303);
    EXPECT_NE(browser.cookies["__Host-session"], old);
    browser.cookies["__Host-session"] = old;
    EXPECT_FALSE(is_signed_in(browser));
    EXPECT_EQ(
        app_.read([&](db::Reader& reader) { return sessions_of(reader, anna.id, app_.now); }).size(), 1u);
}

TEST_P(SignInTest, staff_s_sessions_end_after_half_an_hour_without_use_and_after_twelve_hours)
{
    auto const chamber = app_.an_operator();
    auto const manager = app_.staff(chamber.id, OperatorRole::Manager, "manager@example.ch");
    auto idle = app_.signed_in(manager.id);
    app_.pass(Duration::minutes(30));
    EXPECT_FALSE(is_signed_in(idle));

    auto busy = app_.signed_in(manager.id);
    for (int i = 0; i < 28; ++i) {
        app_.pass(Duration::minutes(25));
        EXPECT_TRUE(is_signed_in(busy)) << i;
    }
    app_.pass(Duration::minutes(20));
    EXPECT_FALSE(is_signed_in(busy)) << "twelve hours";
}

TEST_P(SignInTest, members_sessions_end_thirty_days_after_the_last_use)
{
    auto const anna = app_.person(email);
    auto browser = app_.signed_in(anna.id);
    app_.pass(Duration::days(29));
    EXPECT_TRUE(is_signed_in(browser));
    app_.pass(Duration::days(29));
    EXPECT_TRUE(is_signed_in(browser));
    app_.pass(Duration::days(30));
    EXPECT_FALSE(is_signed_in(browser));
}

TEST_P(SignInTest, expire_forgets_what_is_over_and_nothing_else)
{
    auto const anna = app_.person(email);
    auto browser = app_.signed_in(anna.id);
    browser.post("/en/sign-in/link", { { "email", email } });
    app_.take_mails();
    static db::Statement const left { "test.left_overs", R"sql(
        select (select count(*) from sessions) + (select count(*) from one_time_links)
            + (select count(*) from throttles)
    )sql" };
    auto const count = [&] {
        app_.write([&](db::Transaction& tx) { expire(tx, app_.now); });
        return app_.read([&](db::Reader& reader) { return reader.value<std::int64_t>(left); });
    };
    EXPECT_EQ(count(), 4);
    app_.pass(Duration::hours(1));
    EXPECT_EQ(count(), 2) << "the counters";
    app_.pass(Duration::days(2));
    EXPECT_EQ(count(), 1) << "the link";
    app_.pass(Duration::days(30));
    EXPECT_EQ(count(), 0);
}

TEST_P(SignInTest, refusals_are_logged_without_address_or_password)
{
    anna_with_password();
    auto browser = app_.anonymous();
    try_password(browser, "wrong wrong wrong wrong");
    EXPECT_THAT(app_.log(), HasSubstr("sign_in.refused"));
    EXPECT_THAT(app_.log(), Not(HasSubstr("anna")));
    EXPECT_THAT(app_.log(), Not(HasSubstr("wrong wrong")));
}

TEST_P(SignInTest, is_written_into_the_change_log)
{
    auto const anna = anna_with_password();
    auto browser = app_.anonymous();
    try_password(browser, password);
    browser.post("/en/sign-out");
    auto const log = app_.read(
        [&](db::Reader& reader) { return changes::of_entity(reader, "person", anna.id.uuid(), {}).items; });
    ASSERT_EQ(log.size(), 3u);
    EXPECT_EQ(log[0].action, "session.ended");
    EXPECT_EQ(log[1].action, "session.opened");
    EXPECT_EQ(log[1].actor, anna.id.uuid());
    EXPECT_THAT(log[1].after.value_or(""), Not(HasSubstr(password)));
}

TEST(Clients, are_counted_by_what_they_cannot_change)
{
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2:ffff::1"));
    EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8:0:0:1:2:3:4"));
    EXPECT_EQ(network_of("2001:db8::a:b:c:d"), network_of("2001:db8::1"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
    EXPECT_EQ(network_of("::1"), network_of("::2"));
}

} // namespace
} // namespace passerelle::accounts
