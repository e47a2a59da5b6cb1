#include "platform/i18n/contact.hpp"

#include <gtest/gtest.h>

namespace passerelle::i18n {
namespace {

TEST(Email, is_accepted_as_people_have_it)
{
    for (auto const* text :
        { "info@acme.ch", "jean-luc.o'neil+list@sub.acme.co.uk", "büro@müller.ch", "a@b.ch" })
        EXPECT_TRUE(is_valid_email(text)) << text;
    EXPECT_EQ(normalise_email(" Info@ACME.ch "), "Info@acme.ch");
}

TEST(Email, is_refused_where_it_cannot_be_delivered_or_would_break_a_header)
{
    for (auto const* text : { "", "acme.ch", "@acme.ch", "info@", "info@acme", "a@b@acme.ch", "in fo@acme.ch",
             "info@acme.ch\r\nBcc: x@y.ch", "info@acme.ch\n", "\"x\"@acme.ch", "<info@acme.ch>",
             "info@acme..ch", ".info@acme.ch", "info.@acme.ch", "in..fo@acme.ch", "info@-acme.ch",
             "info@acme.ch.", "info@127.0.0.1", "info@acme.ch, x@y.ch", "info\u00A0@acme.ch",
             "caf\xE9@acme.ch" })
        EXPECT_FALSE(is_valid_email(text)) << text;
    EXPECT_FALSE(is_valid_email(std::string(65, 'a') + "@acme.ch"));
    EXPECT_FALSE(is_valid_email("a@" + std::string(250, 'a') + ".ch"));
    EXPECT_FALSE(normalise_email("nobody"));
}

struct UrlCase {
    char const* text;
    char const* url;
};

TEST(Url, is_completed)
{
    constexpr UrlCase cases[] {
        { "acme.ch", "https://acme.ch" },
        { " www.Acme.CH/ ", "https://www.acme.ch" },
        { "HTTP://acme.ch/Produits?x=1#y", "http://acme.ch/Produits?x=1#y" },
        { "acme.ch:8080/a", "https://acme.ch:8080/a" },
        { "https://müller.ch/über", "https://müller.ch/über" },
        { "acme.ch/?next=http://other.ch", "https://acme.ch/?next=http://other.ch" },
    };
    for (auto const& c : cases)
        EXPECT_EQ(normalise_url(c.text), c.url) << c.text;
}

TEST(Url, is_refused_where_a_browser_would_do_something_else_with_it)
{
    for (auto const* text :
        { "", "acme", "javascript:alert(1)", "data:text/html,x", "mailto:info@acme.ch", "ftp://acme.ch",
            "//acme.ch", "https://", "https://localhost", "http://127.0.0.1/", "http://[::1]/",
            "https://user@acme.ch", "acme.ch:80@evil.ch", "https://acme.ch\\@evil.ch",
            "acme.ch/\" onclick=\"x", "acme.ch/a b", "acme.ch\r\nSet-Cookie: x", "acme.ch:99999", "acme.ch:x",
            "https://acme.ch.", "acme.ch, other.ch", "javascript://acme.ch/%0Aalert(1)", "caf\xE9.ch" })
        EXPECT_FALSE(normalise_url(text)) << text;
}

TEST(WebDomain, says_who_owns_an_address)
{
    EXPECT_EQ(web_domain("https://www.Acme.ch/fr/?x=1"), "acme.ch");
    EXPECT_EQ(web_domain("acme.ch:8080"), "acme.ch");
    EXPECT_EQ(web_domain("info@acme.ch"), "acme.ch");
    EXPECT_EQ(web_domain("shop.acme.ch"), "shop.acme.ch");
    EXPECT_EQ(web_domain("nothing"), "");
    EXPECT_EQ(web_domain(""), "");
}

TEST(Phone, has_one_form)
{
    for (auto const* text : { "032 / 322 12 34", "032 322 12 34", "032/3221234", "0041 32 3221234",
             "+41 (0)32 322 12 34", "+41 032 322 12 34", "(032) 322-12-34", "032.322.12.34", "32 322 12 34",
             "41323221234", "+41\u00A032\u00A0322\u00A012\u00A034", "Tél. : 032 322 12 34", "032 322'12'34",
             "(+41) 32 322 12 34", "00 41 (0) 32 322 12 34" })
        EXPECT_EQ(normalise_phone(text).value_or(text), "+41323221234") << text;
    EXPECT_EQ(normalise_phone("03 81 12 34 56", "33"), "+33381123456");
    EXPECT_EQ(normalise_phone("+33 3 81 12 34 56"), "+33381123456");
    EXPECT_EQ(normalise_phone("0800 123 456"), "+41800123456");
}

TEST(Phone, that_cannot_be_one_is_nothing)
{
    for (auto const* text : { "", "-", "117", "032 322 12", "032 322 12 345", "032 322 12 34 / 35",
             "info@acme.ch", "032 322 12 34 int. 5", "+", "+0041323221234", "999999999999999999999" })
        EXPECT_FALSE(normalise_phone(text)) << text;
}

TEST(Phone, is_shown_in_groups)
{
    EXPECT_EQ(phone_for_display("+41323221234"), "+41 32 322 12 34");
    EXPECT_EQ(phone_for_display("+41800123456"), "+41 800 123 456");
    EXPECT_EQ(phone_for_display("+33381123456"), "+33 3 81 12 34 56");
    EXPECT_EQ(phone_for_display("+4930123456"), "+49 30 12 34 56");
    EXPECT_EQ(phone_for_display("+12025550123"), "+1 20 25 55 01 23");
    EXPECT_EQ(phone_for_display("+352123456"), "+352 12 34 56");
    EXPECT_EQ(phone_for_display("internal"), "internal");
}

} // namespace
} // namespace passerelle::i18n
