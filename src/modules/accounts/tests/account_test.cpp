#include "modules/accounts/second_factor.hpp"
#include "modules/accounts/session_store.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/json/json.hpp"
#include "tests/support/test_app.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace passerelle::accounts {
namespace {

using support::Browser;
using testing::HasSubstr;
using testing::Not;

std::string text_of(http::Response const& response) { return std::string(response.body.text()); }

/// The value of a hidden field, or what stands in the first element of that class.
std::string between(std::string const& text, std::string const& before, std::string const& after)
{
    auto const at = text.find(before);
    if (at == text.npos)
        return {};
    auto const begin = at + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

std::string secret_on(std::string const& page)
{
    return crypto::from_base32(between(page, "<span class=\"secret\">", "</span>")).value_or("");
}

class AccountTest : public testing::TestWithParam<db::Engine> {
protected:
    AccountTest() { app_.mount(routes(), path_words()); }

    struct Secured {
        Person person;
        std::string secret;
        std::vector<std::string> recovery_codes;
    };

    /// Sets the second factor up through the pages.
    Secured with_second_factor(Person const& person)
    {
        auto browser = app_.signed_in(person.id);
        auto const page = text_of(browser.get("/en/second-factor"));
        Secured secured { person, secret_on(page), {} };
        auto const response = browser.post("/en/second-factor",
            { { "sealed", between(page, "name=\"sealed\" value=\"", "\"") },
                { "code", crypto::totp_code(secured.secret, app_.now) } });
        EXPECT_EQ(response.status, 200);
        auto rest = text_of(response);
        for (auto code = between(rest, "<span class=\"secret\">", "</span>"); !code.empty();
             code = between(rest, "<span class=\"secret\">", "</span>")) {
            secured.recovery_codes.push_back(code);
            rest = rest.substr(rest.find(code) + code.size());
        }
        EXPECT_EQ(app_.take_mail().purpose, "accounts.safety");
        app_.pass(Duration::seconds(30));
        return secured;
    }

    Browser half_signed_in(Person const& person)
    {
        return app_.signed_in(person.id, support::TestApp::Factors::FirstOnly);
    }

    std::string code_of(Secured const& secured) { return crypto::totp_code(secured.secret, app_.now); }

    support::TestApp app_ { GetParam() };
};

PASSERELLE_ON_BOTH_ENGINES(AccountTest);

TEST_P(AccountTest, the_second_factor_is_asked_for_at_every_sign_in)
{
    auto const anna = with_second_factor(app_.person("anna@example.ch"));
    EXPECT_EQ(anna.recovery_codes.size(), 10u);
    auto browser = half_signed_in(anna.person);
    auto const turned_away = browser.get("/en/account");
    EXPECT_EQ(turned_away.header("Location"), "/en/second-factor?next=%2Fen%2Faccount");
    EXPECT_EQ(browser.post("/en/account/password", { { "fresh", "Vier Hasen graben Tunnel" } }).status, 404)
        << "half a sign-in changes nothing";

    auto const before = browser.cookies["__Host-session"];
    auto const given
        = browser.post("/en/second-factor", { { "code", code_of(anna) }, { "next", "/en/account" } });
    EXPECT_EQ(given.header("Location"), "/en/account");
    EXPECT_EQ(browser.get("/en/account").status, 200);
    EXPECT_NE(browser.cookies["__Host-session"], before);
    browser.cookies["__Host-session"] = before;
    EXPECT_EQ(browser.get("/en/account").status, 303) << "the token from before the second factor is dead";
}

TEST_P(AccountTest, a_code_works_once)
{
    auto const anna = with_second_factor(app_.person("anna@example.ch"));
    auto const code = code_of(anna);
    auto first = half_signed_in(anna.person);
    auto second = half_signed_in(anna.person);
    EXPECT_EQ(first.post("/en/second-factor", { { "code", code } }).status, 303);
    EXPECT_EQ(second.post("/en/second-factor", { { "code", code } }).status, 422);
    app_.pass(Duration::seconds(30));
    EXPECT_EQ(second.post("/en/second-factor", { { "code", code } }).status, 422) << "nor does an older one";
    EXPECT_EQ(second.post("/en/second-factor", { { "code", code_of(anna) } }).status, 303);
}

TEST_P(AccountTest, ten_codes_an_hour_are_looked_at)
{
    auto const anna = with_second_factor(app_.person("anna@example.ch"));
    auto browser = half_signed_in(anna.person);
    // One of the ten set it up.
    for (int i = 0; i < 9; ++i)
        EXPECT_EQ(browser.post("/en/second-factor", { { "code", "00000" + std::to_string(i) } }).status, 422)
            << i;
    EXPECT_EQ(browser.post("/en/second-factor", { { "code", code_of(anna) } }).status, 429);
    EXPECT_EQ(browser.post("/en/second-factor/recovery", { { "code", anna.recovery_codes[3] } }).status, 303)
        << "a code on paper still opens";
}

TEST_P(AccountTest, a_recovery_code_works_once_however_it_is_written)
{
    auto const anna = with_second_factor(app_.person("anna@example.ch"));
    auto written = anna.recovery_codes[0];
    std::replace(written.begin(), written.end(), '-', ' ');
    std::transform(written.begin(), written.end(), written.begin(), [](char c) { return std::tolower(c); });
    auto first = half_signed_in(anna.person);
    EXPECT_EQ(first.post("/en/second-factor/recovery", { { "code", written } }).status, 303);
    EXPECT_THAT(text_of(first.get("/en/account")), HasSubstr("9 recovery codes left"));
    auto second = half_signed_in(anna.person);
    EXPECT_EQ(second.post("/en/second-factor/recovery", { { "code", written } }).status, 422);
}

TEST_P(AccountTest, staff_without_a_second_factor_has_to_set_one_up_first)
{
    app_.installation.second_factor_required = true;
    auto const chamber = app_.an_operator();
    auto const chief = app_.staff(chamber.id, OperatorRole::Administrator, "chief@example.ch");
    auto browser = app_.signed_in(chief.id);
    EXPECT_EQ(browser.get("/en/desk/chamber/settings").header("Location"),
        "/en/second-factor?next=%2Fen%2Fdesk%2Fchamber%2Fsettings");
    EXPECT_EQ(browser.post("/en/desk/chamber/settings/logo/removal").status, 404);
    auto const secured = with_second_factor(chief);
    browser = half_signed_in(chief);
    EXPECT_EQ(browser.post("/en/second-factor", { { "code", code_of(secured) } }).status, 303);
    EXPECT_EQ(browser.get("/en/desk/chamber/settings").status, 200);
}

TEST_P(AccountTest, the_secret_is_stored_sealed_and_the_codes_hashed)
{
    auto const anna = with_second_factor(app_.person("anna@example.ch"));
    static db::Statement const stored { "test.stored_secrets", R"sql(
        select p.totp_secret, r.code_hash from persons p join recovery_codes r on r.person_id = p.id limit 1
    )sql" };
    app_.read([&](db::Reader& reader) {
        reader.each(stored, [&](db::Row const& row) {
            auto const blob = row.blob(0);
            EXPECT_THAT(std::string(blob.begin(), blob.end()), Not(HasSubstr(anna.secret)));
            EXPECT_EQ(row.text(1).size(), 64u);
        });
    });
}

TEST_P(AccountTest, a_proposal_of_another_session_sets_nothing_up)
{
    auto const anna = app_.person("anna@example.ch");
    auto browser = app_.signed_in(anna.id);
    auto const page = text_of(browser.get("/en/second-factor"));
    auto other = app_.signed_in(anna.id);
    EXPECT_EQ(other
                  .post("/en/second-factor",
                      { { "sealed", between(page, "name=\"sealed\" value=\"", "\"") },
                          { "code", crypto::totp_code(secret_on(page), app_.now) } })
                  .status,
        303);
    EXPECT_FALSE(
        app_.read([&](db::Reader& reader) { return *find_person(reader, anna.id); }).has_second_factor);
}

TEST_P(AccountTest, a_password_needs_fifteen_characters_alone_and_eight_with_a_second_factor)
{
    auto const set = [&](Browser& browser, std::string const& text) {
        auto const response = browser.post("/en/account/password", { { "fresh", text } });
        return response.status == 303;
    };
    auto const bea = app_.person("bea@example.ch", "Bea");
    auto browser = app_.signed_in(bea.id);
    EXPECT_FALSE(set(browser, "hK3 xq9Lw2 vBz"));
    EXPECT_TRUE(set(browser, "hK3 xq9Lw2 vBzp"));
    app_.take_mails();

    auto const anna = with_second_factor(app_.person("anna@example.ch"));
    auto secured = half_signed_in(anna.person);
    secured.post("/en/second-factor", { { "code", code_of(anna) } });
    EXPECT_FALSE(set(secured, "hK3xq9L"));
    EXPECT_TRUE(set(secured, "hK3xq9Lw"));
    app_.take_mails();

    // Without the second factor it would be too short: it goes with it.
    app_.pass(Duration::seconds(30));
    secured.post("/en/second-factor/removal", { { "code", code_of(anna) } });
    app_.take_mails();
    auto const after = app_.read([&](db::Reader& reader) { return *find_person(reader, anna.person.id); });
    EXPECT_FALSE(after.has_second_factor);
    EXPECT_FALSE(after.has_password);
}

TEST_P(AccountTest, a_password_is_refused_with_the_reason)
{
    auto const person = app_.person("anna.meier@uhrwerk-seeland.ch");
    auto browser = app_.signed_in(person.id);
    auto const answer = [&](std::string const& text) {
        auto const response = browser.post("/en/account/password", { { "fresh", text } });
        EXPECT_EQ(response.status, 422) << text;
        return text_of(response);
    };
    EXPECT_THAT(answer("short"), HasSubstr("at least 15 characters"));
    EXPECT_THAT(answer("anna.meier@uhrwerk-seeland.ch"), HasSubstr("says little more than your name"));
    EXPECT_THAT(answer("aaaaaaaaaaaaaaaaaaaaaa"), HasSubstr("it repeats itself"));
    EXPECT_THAT(answer("passwordpassword123"), HasSubstr("Too easy to guess"));
}

TEST_P(AccountTest, a_new_password_ends_other_sessions_and_kills_links)
{
    auto const anna = app_.person("anna@example.ch");
    auto browser = app_.signed_in(anna.id);
    auto other = app_.signed_in(anna.id);
    auto const token = app_.write(
        [&](db::Transaction& tx) { return sign_in_token(tx, anna.id, app_.now, app_.random()); });
    EXPECT_EQ(browser.post("/en/account/password", { { "fresh", "Vier Hasen graben Tunnel" } }).status, 303);
    EXPECT_EQ(app_.take_mail().to, "anna@example.ch");
    EXPECT_EQ(browser.get("/en/account").status, 200);
    EXPECT_EQ(other.get("/en/account").status, 303);
    EXPECT_EQ(other.post("/en/sign-in/" + token.text()).status, 410);

    EXPECT_EQ(
        browser
            .post("/en/account/password", { { "current", "wrong" }, { "fresh", "Drei Hasen graben Tunnel" } })
            .status,
        422);
    EXPECT_EQ(
        browser.post("/en/account/password/removal", { { "current", "Vier Hasen graben Tunnel" } }).status,
        303);
    app_.take_mails();
}

TEST_P(AccountTest, sessions_are_listed_and_ended_one_by_one_or_all)
{
    auto const anna = app_.person("anna@example.ch");
    auto browser = app_.signed_in(anna.id);
    auto second = app_.signed_in(anna.id);
    auto third = app_.signed_in(anna.id);
    auto const stranger = app_.person("bea@example.ch", "Bea");
    auto strangers = app_.signed_in(stranger.id);
    auto const page = text_of(browser.get("/en/account"));
    EXPECT_THAT(page, HasSubstr("this session"));

    auto const id_of_second = [&] {
        auto const visitor = app_.read([&](db::Reader& reader) {
            return find_visitor(reader, *crypto::Token::parse(second.cookies["__Host-session"]),
                app_.installation, app_.now, app_.today());
        });
        return visitor.session->id.text();
    }();
    strangers.post("/en/account/sessions/" + id_of_second + "/removal");
    EXPECT_EQ(second.get("/en/account").status, 200) << "not by a stranger";
    browser.post("/en/account/sessions/" + id_of_second + "/removal");
    EXPECT_EQ(second.get("/en/account").status, 303);
    EXPECT_EQ(third.get("/en/account").status, 200);
    browser.post("/en/account/sessions/removal");
    EXPECT_EQ(third.get("/en/account").status, 303);
    EXPECT_EQ(browser.get("/en/account").status, 200);
}

TEST_P(AccountTest, the_profile_is_saved_checked_and_not_overwritten_by_an_old_form)
{
    auto const anna = app_.person("anna@example.ch");
    auto browser = app_.signed_in(anna.id);
    auto const saved = browser.post("/en/account/profile",
        { { "name", "Anna Wälchli" }, { "lang", "de" }, { "phone", "032 / 322 12 34" }, { "version", "1" } });
    EXPECT_EQ(saved.header("Location"), "/de/konto?done=saved");
    auto const now = app_.read([&](db::Reader& reader) { return *find_person(reader, anna.id); });
    EXPECT_EQ(now.name, "Anna Wälchli");
    EXPECT_EQ(now.phone, "+41323221234");
    EXPECT_EQ(now.lang, Lang::de);
    EXPECT_EQ(
        browser.post("/en/account/profile", { { "name", "X" }, { "lang", "de" }, { "version", "1" } }).status,
        422);
    EXPECT_THAT(text_of(browser.post("/en/account/profile",
                    { { "name", "X" }, { "lang", "de" }, { "phone", "none<" }, { "version", "2" } })),
        HasSubstr("This cannot be a phone number"));
    EXPECT_EQ(browser
                  .post("/en/account/profile",
                      { { "name", "X" }, { "lang", "de" }, { "version", "2" }, { "role", "administrator" },
                          { "state", "x" } })
                  .status,
        303);
    EXPECT_TRUE(app_.read([&](db::Reader& reader) { return actor_of(reader, anna.id, app_.today()); })
                    .operators.empty());
}

TEST_P(AccountTest, a_form_changes_what_it_names_and_nothing_else)
{
    auto const anna = app_.person("anna@example.ch");
    auto const bea = app_.person("bea@example.ch", "Bea");
    auto browser = app_.signed_in(anna.id);
    auto const saved = browser.post("/en/account/profile",
        { { "name", "Anna" }, { "lang", "de" }, { "version", "1" }, { "email", "eve@example.ch" },
            { "state", "disabled" }, { "id", bea.id.text() }, { "person", bea.id.text() },
            { "role", "administrator" }, { "has_second_factor", "1" } });
    EXPECT_EQ(saved.status, 303);
    app_.read([&](db::Reader& reader) {
        auto const now = *find_person(reader, anna.id);
        EXPECT_EQ(now.name, "Anna");
        EXPECT_EQ(now.email, "anna@example.ch");
        EXPECT_EQ(now.state, PersonState::Active);
        EXPECT_FALSE(now.has_second_factor);
        EXPECT_EQ(find_person(reader, bea.id)->name, "Bea");
        EXPECT_TRUE(actor_of(reader, anna.id, app_.today()).operators.empty());
    });
}

TEST_P(AccountTest, own_data_are_complete_and_without_secrets)
{
    auto const chamber = app_.an_operator();
    auto const chief = app_.staff(chamber.id, OperatorRole::Manager, "chief@example.ch");
    auto browser = app_.signed_in(chief.id);
    auto const response = browser.get("/en/account/data");
    EXPECT_THAT(std::string(response.header("Content-Disposition").value_or("")), HasSubstr("attachment"));
    auto const data = parse_json(response.body.text());
    ASSERT_FALSE(data.refused());
    EXPECT_EQ((*data)["person"]["email"], "chief@example.ch");
    EXPECT_EQ((*data)["roles"][0]["role"], "manager");
    EXPECT_EQ((*data)["sessions"].size(), 1u);
    EXPECT_EQ((*data)["changes"].size(), 2u);
    EXPECT_THAT(text_of(response), Not(HasSubstr(browser.cookies["__Host-session"])));
}

TEST_P(AccountTest, a_token_opens_the_api_within_its_scopes_until_it_is_revoked)
{
    auto all = routes();
    all.push_back({ http::Method::Get, "/api/v1/me", Right::SignedIn,
        [](Request& request) { return http::Response::text(request.actor().name); },
        ApiDoc {
            .summary = "", .scope = "read", .query = {}, .request_schema = {}, .response_schema = {} } });
    all.push_back({ http::Method::Post, "/api/v1/me", Right::SignedIn,
        [](Request&) { return http::Response::no_content(); },
        ApiDoc {
            .summary = "", .scope = "write", .query = {}, .request_schema = {}, .response_schema = {} } });
    support::TestApp app(GetParam());
    app.mount(std::move(all), path_words());
    auto const anna = app.person("anna@example.ch");
    auto browser = app.signed_in(anna.id);
    EXPECT_EQ(browser.get("/api/v1/me").status, 401) << "a cookie opens nothing here";

    auto const made = browser.post(
        "/en/account/tokens", { { "name", "Import" }, { "scopes", "read" }, { "days", "30" } });
    auto const token = between(text_of(made), "<span class=\"secret\">", "</span>");
    EXPECT_EQ(app.take_mail().purpose, "accounts.safety");
    EXPECT_THAT(text_of(browser.get("/en/account/tokens")), Not(HasSubstr(token))) << "shown once";

    auto program = app.anonymous();
    program.headers.add("Authorization", "Bearer " + token);
    EXPECT_EQ(text_of(program.get("/api/v1/me")), "Anna Meier");
    EXPECT_EQ(program.send(http::Method::Post, "/api/v1/me", "").status, 403) << "no scope for it";
    auto stranger = app.anonymous();
    stranger.headers.add("Authorization", "Bearer " + crypto::Token::fresh(app.random()).text());
    EXPECT_EQ(stranger.get("/api/v1/me").status, 401);

    auto const id = app.read([&](db::Reader& reader) { return api_tokens_of(reader, anna.id); }).front().id;
    browser.post("/en/account/tokens/" + id.text() + "/removal");
    EXPECT_EQ(program.get("/api/v1/me").status, 401);
}

} // namespace
} // namespace passerelle::accounts
