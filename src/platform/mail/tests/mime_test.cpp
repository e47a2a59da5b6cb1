#include "platform/mail/address.hpp"
#include "platform/mail/compose.hpp"
#include "platform/mail/curl.hpp"
#include "platform/mail/mime.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace passerelle::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using namespace std::string_literals;

MailId const id = *MailId::parse("0192c5e0-0000-7000-8000-000000000001");
Mailbox const sender { "Réseau & Cie", "noreply@example.ch" };
Instant const at { 1'795'380'767'123 };

Message message()
{
    return { .purpose = "test",
        .lang = Lang::fr,
        .to = { "Anna Meier", "anna@example.ch" },
        .subject = "Bonjour",
        .text = "Bonjour\n" };
}

TEST(Mime, short_ascii_text_stays_as_it_is)
{
    EXPECT_EQ(header_text("Bonjour"), "Bonjour");
    EXPECT_EQ(header_phrase("Anna Meier"), "Anna Meier");
    EXPECT_EQ(header_phrase("Meier, Anna \"A\""), "\"Meier, Anna \\\"A\\\"\"");
    EXPECT_EQ(header_phrase(""), "");
}

TEST(Mime, other_text_goes_into_encoded_words)
{
    EXPECT_EQ(header_text("Décolletage"), "=?UTF-8?B?RMOpY29sbGV0YWdl?=");
    EXPECT_EQ(header_text("=?UTF-8?B?Zm9v?="), "=?UTF-8?B?PT9VVEYtOD9CP1ptOXY/PQ==?=");
}

TEST(Mime, encoded_words_are_short_and_cut_no_character)
{
    std::string const long_text
        = "Zürcher Präzisionstechnik 🏔🏔🏔🏔🏔🏔🏔🏔🏔🏔🏔 – "
          "Einladung zur Generalversammlung über alles";
    auto const folded = header_text(long_text);
    for (auto const line : split(folded, '\n')) {
        auto const word = trim(line);
        EXPECT_LE(word.size(), 66u);
        EXPECT_THAT(std::string(word), StartsWith("=?UTF-8?B?"));
    }
}

TEST(Mime, control_characters_never_reach_a_header)
{
    EXPECT_EQ(header_text("Hello\r\nBcc: eve@example.ch\0x"s), "Hello  Bcc: eve@example.ch x");
    EXPECT_EQ(header_phrase("\r\n"), "");
    EXPECT_THAT(extended_parameter("filename", "a\r\nb\".pdf"), Not(HasSubstr("\r")));
}

TEST(Mime, quoted_printable_keeps_lines_short_and_ends_crlf)
{
    EXPECT_EQ(quoted_printable("a=é \nb\rc\r\n\r\n.d\nFrom e\nF\t"),
        "a=3D=C3=A9=20\r\nb\r\nc\r\n\r\n=2Ed\r\n=46rom e\r\nF=09");
    auto const text = quoted_printable(std::string(500, 'x') + std::string(40, '='));
    for (auto const line : split(text, '\n'))
        EXPECT_LE(line.size(), 77u);
    EXPECT_EQ(quoted_printable(std::string(76, 'x')), std::string(76, 'x'));
    EXPECT_EQ(quoted_printable(std::string(77, 'x')), std::string(75, 'x') + "=\r\nxx");
}

TEST(Compose, writes_the_headers_that_a_mail_needs)
{
    auto const text = compose(id, message(), sender, at);
    EXPECT_THAT(text,
        StartsWith("Date: Sun, 22 Nov 2026 20:52:47 +0000\r\n"
                   "From: =?UTF-8?B?UsOpc2VhdSAmIENpZQ==?=\r\n <noreply@example.ch>\r\n"
                   "To: Anna Meier\r\n <anna@example.ch>\r\nSubject: Bonjour\r\n"
                   "Message-ID: <0192c5e0-0000-7000-8000-000000000001@example.ch>\r\n"
                   "Content-Language: fr\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"));
    EXPECT_EQ(text, compose(id, message(), sender, at));
    EXPECT_EQ(text.find('\0'), text.npos);
}

TEST(Compose, nothing_that_people_write_makes_a_header)
{
    auto mail = message();
    mail.to.name = "Eve\r\nBcc: all@example.ch\r\n\r\nBody";
    mail.subject = "x\nX-Forged: 1";
    mail.attachments = { { "a\r\nX-Forged: 2", "text/plain", "content" } };
    auto const text = compose(id, mail, { "N\r\nX-Forged: 3", "noreply@example.ch" }, at);
    EXPECT_THAT(text, Not(HasSubstr("\nBcc")));
    EXPECT_THAT(text, Not(HasSubstr("\nX-Forged")));
}

TEST(Compose, accepts_further_headers_of_one_line_that_are_not_its_own)
{
    EXPECT_TRUE(is_acceptable({ "List-Unsubscribe", "<https://example.ch/u?t=1>" }));
    EXPECT_TRUE(is_acceptable({ "List-Unsubscribe-Post", "List-Unsubscribe=One-Click" }));
    for (auto const& header : { Header { "Bcc", "a@example.ch" }, Header { "SUBJECT", "x" },
             Header { "Content-Type", "x" }, Header { "X-A", "a\r\nBcc: b" }, Header { "X-A", "a\nb" },
             Header { "X-A", "a\0b"s }, Header { "X-A", "é" }, Header { "X A", "a" }, Header { "", "a" },
             Header { "X:A", "a" }, Header { "X-A", std::string(901, 'a') } })
        EXPECT_FALSE(is_acceptable(header)) << header.name << header.value;
    EXPECT_TRUE(is_media_type("text/calendar; method=PUBLISH"));
    EXPECT_FALSE(is_media_type("text/plain\r\nBcc: a"));
    EXPECT_FALSE(is_media_type("text"));
}

TEST(Address, has_its_domain_in_ascii)
{
    EXPECT_EQ(wire_address("Anna@Zürich.ch"), "Anna@xn--zrich-kva.ch");
    EXPECT_EQ(wire_address("a@Example.CH"), "a@example.ch");
    EXPECT_EQ(domain_of("a@example.ch"), "example.ch");
    for (auto const* bad : { "a", "a@", "a@b@c.ch", "a\r\n@example.ch", "a@example.ch>", "a@exa mple.ch" })
        EXPECT_THROW(wire_address(bad), Bug) << bad;
}

TEST(SmtpUrl, is_taken_apart)
{
    auto const url = SmtpUrl::parse("smtp://us%40er:p%2Fw@mail.example.ch:587");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->user, "us@er");
    EXPECT_EQ(url->password, "p/w");
    EXPECT_EQ(url->text(), "smtp://mail.example.ch:587");
    EXPECT_FALSE(url->is_loopback());
    EXPECT_EQ(SmtpUrl::parse("smtps://mail.example.ch")->text(), "smtps://mail.example.ch:465");
    EXPECT_TRUE(SmtpUrl::parse("smtp://localhost")->is_loopback());
    for (auto const* bad :
        { "", "http://example.ch", "mail.example.ch:587", "smtp://", "smtp://a/b", "smtp://a?x=1" })
        EXPECT_FALSE(SmtpUrl::parse(bad)) << bad;
}

TEST(SmtpUrl, gives_credentials_to_another_machine_over_tls_only)
{
    using enum SmtpUrl::Tls;
    EXPECT_EQ(SmtpUrl::parse("smtp://user:x@mail.example.ch:587")->tls(), Always);
    EXPECT_EQ(SmtpUrl::parse("smtp://user:x@127.0.0.1.example.ch")->tls(), Always);
    EXPECT_EQ(SmtpUrl::parse("smtps://mail.example.ch")->tls(), Always);
    EXPECT_EQ(SmtpUrl::parse("smtp://mail.example.ch")->tls(), WhereOffered);
    EXPECT_EQ(SmtpUrl::parse("smtp://localhost:25")->tls(), Never);
    EXPECT_EQ(SmtpUrl::parse("smtp://user:x@[::1]:25")->tls(), Never);
}

} // namespace
} // namespace passerelle::mail
