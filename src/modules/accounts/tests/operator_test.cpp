#include "modules/accounts/colour.hpp"
#include "modules/accounts/logo.hpp"
#include "platform/changes/changes.hpp"
#include "platform/mail/mail.hpp"
#include "tests/support/test_app.hpp"

#include <gmock/gmock.h>

namespace passerelle::accounts {
namespace {

using namespace std::string_literals;
using support::Browser;
using testing::HasSubstr;
using testing::Not;

std::string text_of(http::Response const& response) { return std::string(response.body.text()); }

std::string chunk(std::string const& name, std::string const& content)
{
    auto const size = static_cast<std::uint32_t>(content.size());
    std::string result { static_cast<char>(size >> 24), static_cast<char>(size >> 16),
        static_cast<char>(size >> 8), static_cast<char>(size) };
    return result + name + content + "\1\2\3\4";
}

std::string png(int width, int height, std::string const& more = {})
{
    auto const side = [](int n) { return "\0\0"s + static_cast<char>(n >> 8) + static_cast<char>(n); };
    return "\x89PNG\r\n\x1a\n"s + chunk("IHDR", side(width) + side(height) + "\x08\x02\0\0\0"s) + more
        + chunk("IDAT", "pixels") + chunk("IEND", "");
}

TEST(Logo, keeps_the_picture_and_nothing_else)
{
    auto const taken
        = read_logo(png(200, 80, chunk("eXIf", "where it was taken") + chunk("tEXt", "<script>")) + "PK zip");
    ASSERT_FALSE(taken.refused());
    EXPECT_EQ(*taken, png(200, 80));
}

TEST(Logo, is_refused_with_the_reason)
{
    auto const refusal = [](std::string const& file) { return read_logo(file).refusal(); };
    EXPECT_EQ(refusal("<?xml version=\"1.0\"?><svg onload=\"x\"/>"), LogoRefused::Svg);
    EXPECT_EQ(refusal("  <svg/>"), LogoRefused::Svg);
    EXPECT_EQ(refusal("GIF89a"), LogoRefused::NotPng);
    EXPECT_EQ(refusal(""), LogoRefused::NotPng);
    EXPECT_EQ(refusal(png(50'000, 50'000)), LogoRefused::Dimensions);
    EXPECT_EQ(refusal(png(15, 200)), LogoRefused::Dimensions);
    EXPECT_EQ(refusal(std::string(logo_bytes_max + 1, 'x')), LogoRefused::TooLarge);
    auto const whole = png(200, 80);
    for (std::size_t size = 8; size < whole.size(); ++size)
        EXPECT_EQ(refusal(whole.substr(0, size)), LogoRefused::Broken) << size;
}

TEST(Colour, contrast_is_that_of_wcag)
{
    EXPECT_NEAR(contrast(*Colour::parse("#000000"), *Colour::parse("#ffffff")), 21.0, 0.001);
    EXPECT_NEAR(contrast(*Colour::parse("#777777"), *Colour::parse("#ffffff")), 4.48, 0.005);
    EXPECT_FALSE(Colour::parse("#12345"));
    EXPECT_FALSE(Colour::parse("#12345g"));
    EXPECT_FALSE(Colour::parse("red;}body{"));
}

TEST(Colour, the_nearest_legible_one_is_legible_and_no_darker_than_it_must_be)
{
    EXPECT_EQ(nearest_legible_accent(*Colour::parse("#8a3b12")), *Colour::parse("#8a3b12"));
    auto const pale = *Colour::parse("#ffcc00");
    EXPECT_FALSE(is_legible_accent(pale));
    auto const nearest = nearest_legible_accent(pale);
    EXPECT_TRUE(is_legible_accent(nearest));
    EXPECT_LT(contrast(nearest, *Colour::parse("#e9ecf8")), 4.7);
}

TEST(Colour, the_stylesheet_can_be_read_in_light_and_dark)
{
    for (auto const* text : { "#8a3b12", "#000000", "#0000ff", "#004400" }) {
        auto const css = accent_css(*Colour::parse(text));
        auto const dark = *Colour::parse(css.substr(css.find("--accent: ", css.find("dark)")) + 10, 7));
        for (auto const* ground : { "#101418", "#191e24", "#1d2540", "#14291d", "#2d2312", "#351a19" })
            EXPECT_GE(contrast(dark, *Colour::parse(ground)), contrast_min) << ground << css;
        EXPECT_THAT(css, HasSubstr(":root { --accent: "s + text));
    }
}

class OperatorTest : public testing::TestWithParam<db::Engine> {
protected:
    OperatorTest()
    {
        app_.mount(routes(), path_words());
        chamber_ = app_.an_operator("chamber", "Chamber");
        chief_ = app_.staff(chamber_.id, OperatorRole::Administrator, "chief@example.ch");
    }

    http::Fields settings(std::initializer_list<std::pair<char const*, char const*>> changed)
    {
        http::Fields fields;
        for (auto const& [name, value] :
            { std::pair { "name", "Chamber" }, { "langs", "fr" }, { "version", "1" } })
            fields.add(name, value);
        for (auto const& [name, value] : changed)
            fields.set(name, value);
        return fields;
    }

    Operator chamber_now()
    {
        return *app_.read([&](db::Reader& reader) { return find_operator(reader, chamber_.id); });
    }

    support::TestApp app_ { GetParam() };
    Operator chamber_;
    Person chief_;
};

PASSERELLE_ON_BOTH_ENGINES(OperatorTest);

TEST_P(OperatorTest, its_pages_exist_for_its_administrators_only)
{
    auto const other = app_.an_operator("other", "Other");
    auto const manager = app_.staff(chamber_.id, OperatorRole::Manager, "manager@example.ch");
    auto const stranger = app_.staff(other.id, OperatorRole::Administrator, "stranger@example.ch");
    for (auto const* page : { "settings", "staff", "mails" }) {
        auto const address = "/en/desk/chamber/"s + page;
        EXPECT_EQ(app_.signed_in(chief_.id).get(address).status, 200);
        EXPECT_EQ(app_.signed_in(manager.id).get(address).status, 404);
        EXPECT_EQ(app_.signed_in(stranger.id).get(address).status, 404);
        EXPECT_EQ(app_.signed_in(chief_.id).get("/en/desk/nobody/"s + page).status, 404);
        EXPECT_EQ(app_.anonymous().get(address).status, 303);
    }
    EXPECT_EQ(app_.signed_in(stranger.id)
                  .post("/en/desk/chamber/settings", settings({ { "name", "Taken" } }))
                  .status,
        404);
    EXPECT_EQ(chamber_now().name, "Chamber");
}

TEST_P(OperatorTest, settings_are_saved_logged_and_shown)
{
    auto browser = app_.signed_in(chief_.id);
    auto const response = browser.post("/en/desk/chamber/settings",
        settings({ { "name", "Chamber of <Biel>" }, { "phone", "032 322 12 34" }, { "accent", "#8A3B12" },
            { "description_fr", "Nous relions." }, { "website", "www.chamber.example" } }));
    EXPECT_EQ(response.status, 303);
    auto const now = chamber_now();
    EXPECT_EQ(now.name, "Chamber of <Biel>");
    EXPECT_EQ(now.accent, "#8a3b12");
    EXPECT_EQ(now.website, "https://www.chamber.example");
    EXPECT_EQ(now.langs, Langs { Lang::fr });
    EXPECT_EQ(
        app_.read([&](db::Reader& reader) { return description_of(reader, chamber_.id); }).in(Lang::fr).text,
        "Nous relions.");
    EXPECT_THAT(text_of(browser.get("/en/desk/chamber/settings")), HasSubstr("Chamber of &lt;Biel&gt;"));
    auto const log = app_.read([&](db::Reader& reader) {
        return changes::of_entity(reader, "operator", chamber_.id.uuid(), {}).items;
    });
    EXPECT_EQ(log.front().action, "operator.edited");
    EXPECT_THAT(log.front().after.value_or(""), HasSubstr("Nous relions."));
}

TEST_P(OperatorTest, settings_with_mistakes_are_shown_again_and_nothing_is_saved)
{
    auto browser = app_.signed_in(chief_.id);
    auto const answer = [&](char const* name, char const* value) {
        auto const response = browser.post("/en/desk/chamber/settings", settings({ { name, value } }));
        EXPECT_EQ(response.status, 422) << name;
        return text_of(response);
    };
    EXPECT_THAT(answer("name", "  "), HasSubstr("A name is needed."));
    EXPECT_THAT(answer("email", "nothing"), HasSubstr("This is not a mail address"));
    EXPECT_THAT(answer("accent", "red"), HasSubstr("Write the colour as #"));
    EXPECT_THAT(answer("accent", "#ffcc00"), HasSubstr("The nearest colour that can be read is #"));
    EXPECT_THAT(answer("langs", "xx"), HasSubstr("Choose at least one."));
    EXPECT_THAT(answer("version", "7"), HasSubstr("Somebody else changed these settings"));
    EXPECT_EQ(chamber_now().version, 1);
}

TEST_P(OperatorTest, the_logo_is_served_under_an_address_of_its_content)
{
    auto browser = app_.signed_in(chief_.id);
    EXPECT_EQ(browser.upload("/en/desk/chamber/settings/logo", "logo", png(200, 80)).status, 303);
    auto const address = logo_address(chamber_now());
    auto anyone = app_.anonymous();
    auto const served = anyone.get(address);
    EXPECT_EQ(served.header("Content-Type"), "image/png");
    EXPECT_EQ(served.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_THAT(std::string(served.header("Content-Security-Policy").value_or("")), HasSubstr("sandbox"));
    EXPECT_EQ(anyone.get("/operators/chamber/logo.png?v=old").header("Cache-Control"), "public, no-cache");
    EXPECT_THAT(text_of(browser.upload("/en/desk/chamber/settings/logo", "logo", "<svg/>")),
        HasSubstr("SVG files can carry programs"));
    EXPECT_EQ(browser.post("/en/desk/chamber/settings/logo/removal").status, 303);
    EXPECT_EQ(anyone.get(address).status, 404);
}

TEST_P(OperatorTest, staff_is_invited_by_mail_with_a_link)
{
    auto browser = app_.signed_in(chief_.id);
    EXPECT_EQ(
        browser
            .post("/en/desk/chamber/staff",
                { { "name", "Noé" }, { "email", "noe@example.ch" }, { "lang", "fr" }, { "role", "viewer" } })
            .status,
        303);
    auto const mail = app_.take_mail();
    EXPECT_EQ(mail.lang, Lang::fr);
    EXPECT_THAT(mail.link(), HasSubstr("/fr/connexion/"));
    auto newcomer = app_.anonymous();
    app_.pass(Duration::days(6));
    EXPECT_EQ(newcomer.post(mail.link()).status, 303);
    EXPECT_EQ(newcomer.get("/en/account").status, 200);
    browser = app_.signed_in(chief_.id);
    EXPECT_EQ(
        browser
            .post("/en/desk/chamber/staff",
                { { "name", "Noé" }, { "email", "NOE@example.ch" }, { "lang", "fr" }, { "role", "manager" } })
            .status,
        422);
}

TEST_P(OperatorTest, roles_of_staff_change_and_end_with_the_sessions)
{
    auto const manager = app_.staff(chamber_.id, OperatorRole::Manager, "manager@example.ch");
    app_.pass(Duration::days(2));
    auto theirs = app_.signed_in(manager.id);
    auto browser = app_.signed_in(chief_.id);
    auto const at = "/en/desk/chamber/staff/" + manager.id.text();
    EXPECT_EQ(browser.post(at + "/role", { { "role", "administrator" } }).status, 303);
    EXPECT_EQ(theirs.get("/en/account").status, 303) << "a new role, a new session";
    EXPECT_EQ(app_.signed_in(manager.id).get("/en/desk/chamber/staff").status, 200);
    EXPECT_EQ(browser.post(at + "/removal").status, 303);
    EXPECT_EQ(app_.signed_in(manager.id).get("/en/desk/chamber/staff").status, 404);
}

TEST_P(OperatorTest, the_last_administrator_stays)
{
    auto browser = app_.signed_in(chief_.id);
    auto const at = "/en/desk/chamber/staff/" + chief_.id.text();
    EXPECT_THAT(text_of(browser.post(at + "/removal")), HasSubstr("This is the last administrator"));
    EXPECT_THAT(text_of(browser.post(at + "/role", { { "role", "viewer" } })),
        HasSubstr("This is the last administrator"));
    app_.staff(chamber_.id, OperatorRole::Administrator, "second@example.ch");
    EXPECT_EQ(browser.post(at + "/removal").status, 303);
}

TEST_P(OperatorTest, an_administrator_touches_no_staff_of_another_operator)
{
    auto const other = app_.an_operator("other", "Other");
    app_.staff(other.id, OperatorRole::Administrator, "second@example.ch");
    auto const stranger = app_.staff(other.id, OperatorRole::Administrator, "stranger@example.ch");
    auto browser = app_.signed_in(chief_.id);
    EXPECT_EQ(browser.post("/en/desk/chamber/staff/" + stranger.id.text() + "/removal").status, 422);
    EXPECT_EQ(browser.post("/en/desk/other/staff/" + stranger.id.text() + "/removal").status, 404);
    EXPECT_EQ(app_.signed_in(stranger.id).get("/en/desk/other/staff").status, 200);
}

TEST_P(OperatorTest, its_mails_bear_its_sender_name_and_answers_go_to_it)
{
    auto browser = app_.signed_in(chief_.id);
    auto const invite = [&](std::string const& email) {
        browser.post("/en/desk/chamber/staff",
            { { "name", "Noé" }, { "email", email }, { "lang", "fr" }, { "role", "viewer" } });
        static db::Statement const sender { "test.sender", R"sql(
            select from_name, from_address, reply_to from outbox where to_address = $1
        )sql" };
        app_.take_mails();
        return *app_.read([&](db::Reader& reader) {
            return reader.one(
                sender,
                [](db::Row const& row) { return row.text(0) + "|" + row.text(1) + "|" + row.text(2); },
                email);
        });
    };
    EXPECT_EQ(invite("one@example.ch"), "Chamber||") << "without a sender name, its name";
    EXPECT_EQ(
        browser
            .post("/en/desk/chamber/settings",
                settings({ { "sender_name", "Chambre d’essai, Biel" }, { "email", "info@chamber.example" } }))
            .status,
        303);
    EXPECT_EQ(invite("two@example.ch"), "Chambre d’essai, Biel||info@chamber.example");
}

TEST_P(OperatorTest, mails_are_listed_and_only_one_s_own_sent_again)
{
    auto const other = app_.an_operator("other", "Other");
    auto const send = [&](OperatorId id, std::string const& subject) {
        return app_.write([&](db::Transaction& tx) {
            return mail::send(tx,
                { .purpose = "test",
                    .lang = Lang::de,
                    .to = { "Bea", "bea@example.ch" },
                    .subject = subject,
                    .text = "x",
                    .operator_id = id.uuid() },
                app_.now, app_.random());
        });
    };
    send(chamber_.id, "Grüezi <b>");
    auto const foreign = send(other.id, "Not for you");
    app_.take_mails();
    auto browser = app_.signed_in(chief_.id);
    auto const page = text_of(browser.get("/en/desk/chamber/mails"));
    EXPECT_THAT(page, HasSubstr("Grüezi &lt;b&gt;"));
    EXPECT_THAT(page, HasSubstr("waits to be sent"));
    EXPECT_THAT(page, Not(HasSubstr("Not for you")));
    EXPECT_THAT(text_of(browser.get("/en/desk/chamber/mails?state=failed")), Not(HasSubstr("Grüezi")));
    EXPECT_EQ(browser.post("/en/desk/chamber/mails/" + foreign.text()).status, 404);
}

} // namespace
} // namespace passerelle::accounts
