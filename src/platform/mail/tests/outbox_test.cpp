#include "platform/mail/outbox_job.hpp"

#include "base/ensure.hpp"
#include "platform/crypto/random.hpp"
#include "platform/log/log.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/smtp.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <thread>

namespace passerelle::mail {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

Mailbox const sender { "Réseau de démonstration", "noreply@example.ch" };

class OutboxTest : public support::DbTest {
protected:
    MailId send(Message const& message)
    {
        return database().write([&](db::Transaction& tx) { return mail::send(tx, message, now(), random_); });
    }

    void deliver_to(Delivery& delivery)
    {
        auto runner = new_runner();
        serve_outbox(*runner, delivery, sender);
        runner->run_due();
    }

    std::unique_ptr<jobs::Runner> new_runner()
    {
        return std::make_unique<jobs::Runner>(
            database(), [this] { return now(); }, random_);
    }

    std::unique_ptr<Delivery> to(support::SmtpServer const& server)
    {
        return deliver_by_smtp(server.url(), "test.example.ch", Duration::seconds(10));
    }

    Listed listed(MailId const& id)
    {
        return *database().read([&](db::Reader& reader) { return find(reader, id); });
    }

    static Message message(std::string const& to = "anna")
    {
        return { .purpose = "test",
            .lang = Lang::de,
            .to = { "Anna Wälchli", to + "@example.ch" },
            .subject = "Grüsse aus Biel/Bienne – à bientôt",
            .text = "Schöne Grüsse.\n.\nFrom Biel\n" };
    }

    Instant now() const { return { now_.load() }; }
    void pass(Duration time) { now_ += time.milliseconds; }

    log::Capture captured_;
    crypto::SeededRandom random_ { 1 };
    std::atomic<std::int64_t> now_ = 1'795'380'767'000;
};
PASSERELLE_ON_BOTH_ENGINES(OutboxTest);

TEST_P(OutboxTest, a_mail_arrives_as_it_was_written)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    auto mail = message();
    mail.html = "<p>Schöne Grüsse</p>";
    mail.reply_to = "büro@example.ch";
    mail.headers = { { "List-Unsubscribe", "<https://example.ch/u>" } };
    mail.attachments
        = { { "Anlass «A».ics", "text/calendar; charset=utf-8; method=PUBLISH", "BEGIN:VCALENDAR\r\n" } };
    auto const id = send(mail);
    deliver_to(*delivery);

    ASSERT_EQ(server.received().size(), 1u);
    EXPECT_THAT(server.received()[0],
        AllOf(StartsWith("envelope noreply@example.ch -> anna@example.ch\n"),
            HasSubstr("\nFrom: Réseau de démonstration <noreply@example.ch>\n"),
            HasSubstr("\nTo: Anna Wälchli <anna@example.ch>\n"),
            HasSubstr("\nSubject: Grüsse aus Biel/Bienne – à bientôt\n"),
            HasSubstr("\nContent-Language: de\n"),
            HasSubstr("\nMessage-ID: <" + id.text() + "@example.ch>\n"),
            HasSubstr("\nAuto-Submitted: auto-generated\n"),
            HasSubstr("\nList-Unsubscribe: <https://example.ch/u>\n"),
            HasSubstr("\nDate: Sun, 22 Nov 2026 ")));
    EXPECT_THAT(server.received()[0],
        AllOf(HasSubstr("\nmultipart multipart/mixed\nmultipart multipart/alternative\n"),
            HasSubstr("\npart text/plain - \"Schöne Grüsse.\\r\\n.\\r\\nFrom Biel\\r\\n"),
            HasSubstr("\npart text/html - \"<p>Schöne Grüsse</p>"),
            HasSubstr("\npart text/calendar Anlass «A».ics \"BEGIN:VCALENDAR\\r\\n\""),
            Not(HasSubstr("defects"))));
    EXPECT_EQ(listed(id).state, State::Sent);
    EXPECT_EQ(listed(id).ended_at, now());
}

TEST_P(OutboxTest, a_plain_mail_is_one_part)
{
    support::SmtpServer server;
    auto mail = message();
    mail.from = Mailbox { "Kammer", "kammer@example.org" };
    send(mail);
    deliver_to(*to(server));
    ASSERT_EQ(server.received().size(), 1u);
    EXPECT_THAT(server.received()[0],
        AllOf(StartsWith("envelope kammer@example.org -> "), Not(HasSubstr("multipart"))));
}

TEST_P(OutboxTest, of_a_transaction_that_failed_nothing_is_sent)
{
    support::SmtpServer server;
    EXPECT_THROW(database().write([&](db::Transaction& tx) {
        mail::send(tx, message(), now(), random_);
        throw std::runtime_error("no");
    }),
        std::runtime_error);
    deliver_to(*to(server));
    EXPECT_THAT(server.received(), IsEmpty());
}

TEST_P(OutboxTest, no_text_adds_a_header_or_a_recipient)
{
    support::SmtpServer server;
    auto mail = message();
    mail.to.name = "Anna\r\nBcc: eve@example.ch";
    mail.subject = "Hallo\r\nX-Forged: 1\r\n\r\nother body";
    mail.text = "a\r\n.\r\nMAIL FROM:<eve@example.ch>\r\n";
    send(mail);
    deliver_to(*to(server));
    ASSERT_EQ(server.received().size(), 1u);
    EXPECT_THAT(server.received()[0],
        AllOf(StartsWith("envelope noreply@example.ch -> anna@example.ch\n"), Not(HasSubstr("\nX-Forged")),
            Not(HasSubstr("\nBcc")), HasSubstr("MAIL FROM:<eve@example.ch>")));
}

TEST_P(OutboxTest, a_name_alone_stands_before_the_installation_s_address_and_stays_one_line)
{
    support::SmtpServer server;
    auto mail = message();
    mail.from = Mailbox { "Chambre d’essai\r\nBcc: eve@example.ch", {} };
    mail.reply_to = "info@chamber.example";
    send(mail);
    deliver_to(*to(server));
    ASSERT_EQ(server.received().size(), 1u);
    EXPECT_THAT(server.received()[0],
        AllOf(StartsWith("envelope noreply@example.ch -> anna@example.ch\n"), Not(HasSubstr("\nBcc")),
            HasSubstr("<noreply@example.ch>"), HasSubstr("Reply-To: info@chamber.example")));
}

TEST_P(OutboxTest, what_cannot_be_an_address_or_a_header_is_refused_as_a_bug)
{
    for (auto const* address :
        { "", "anna", "anna@example.ch\r\nRCPT TO:<eve@example.ch>", "a b@example.ch", "a@b@c.ch" }) {
        auto mail = message();
        mail.to.address = address;
        EXPECT_THROW(send(mail), Bug) << address;
    }
    auto mail = message();
    mail.headers = { { "List-Id", "a\r\nBcc: eve@example.ch" } };
    EXPECT_THROW(send(mail), Bug);
    mail.headers = { { "Bcc", "eve@example.ch" } };
    EXPECT_THROW(send(mail), Bug);
    auto typed = message();
    typed.attachments = { { "a", "text/plain\r\nX: 1", "" } };
    EXPECT_THROW(send(typed), Bug);
    EXPECT_EQ(database().read([](db::Reader& reader) { return waiting(reader); }), 0);
}

TEST_P(OutboxTest, while_the_server_is_down_mails_wait)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    server.stop();
    auto const id = send(message());
    deliver_to(*delivery);
    EXPECT_EQ(listed(id).state, State::Queued);
    EXPECT_EQ(listed(id).attempts, 1);
    EXPECT_THAT(listed(id).last_error, Not(IsEmpty()));
    server.start();
    deliver_to(*delivery);
    EXPECT_THAT(server.received(), IsEmpty());
    pass(Duration::seconds(10));
    deliver_to(*delivery);
    EXPECT_EQ(server.received().size(), 1u);
    EXPECT_EQ(listed(id).state, State::Sent);
}

TEST_P(OutboxTest, a_server_that_hangs_up_loses_nothing)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    auto const cut = send(message("cut"));
    auto const deaf = send(message("deaf"));
    deliver_to(*delivery);
    EXPECT_EQ(listed(cut).state, State::Queued);
    EXPECT_EQ(listed(deaf).state, State::Queued);
    pass(Duration::seconds(10));
    deliver_to(*delivery);
    EXPECT_EQ(listed(cut).state, State::Sent);
    EXPECT_EQ(listed(deaf).state, State::Sent);

    // The one whose answer was lost has come twice, recognisable by the same Message-ID.
    auto const received = server.received();
    ASSERT_EQ(received.size(), 3u);
    EXPECT_EQ(std::count_if(received.begin(), received.end(),
                  [&](std::string const& mail) { return mail.find(deaf.text()) != mail.npos; }),
        2);
}

TEST_P(OutboxTest, an_address_that_does_not_exist_is_recorded)
{
    support::SmtpServer server;
    auto const id = send(message("nobody"));
    deliver_to(*to(server));
    EXPECT_EQ(listed(id).state, State::Refused);
    EXPECT_EQ(listed(id).last_error, "550 5.1.1 No such person here");
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(address_refused_at(reader, "nobody@example.ch"), now());
        EXPECT_EQ(address_refused_at(reader, "anna@example.ch"), std::nullopt);
    });
}

TEST_P(OutboxTest, a_final_no_to_the_content_fails_and_a_temporary_one_waits)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    auto const picky = send(message("picky"));
    auto const busy = send(message("busy"));
    deliver_to(*delivery);
    EXPECT_EQ(listed(picky).state, State::Failed);
    EXPECT_THAT(listed(picky).last_error, HasSubstr("554"));
    EXPECT_EQ(listed(busy).state, State::Queued);
    EXPECT_THAT(listed(busy).last_error, HasSubstr("451"));

    auto const runner = new_runner();
    serve_outbox(*runner, *delivery, sender);
    for (int hour = 0; hour < 80; ++hour) {
        pass(Duration::hours(1));
        runner->run_due();
    }
    EXPECT_EQ(listed(busy).state, State::Failed);
    EXPECT_GT(listed(busy).attempts, 70);
}

TEST_P(OutboxTest, a_failed_mail_can_be_sent_again_unless_its_text_is_gone)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    auto const again = send(message("picky"));
    auto secret = message("picky");
    secret.confidential = true;
    auto const gone = send(secret);
    deliver_to(*delivery);
    database().write([&](db::Transaction& tx) {
        EXPECT_TRUE(send_again(tx, again, now(), random_));
        EXPECT_FALSE(send_again(tx, again, now(), random_));
        EXPECT_FALSE(send_again(tx, gone, now(), random_));
    });
    EXPECT_EQ(listed(again).state, State::Queued);
    deliver_to(*delivery);
    EXPECT_EQ(listed(again).attempts, 2);
}

TEST_P(OutboxTest, the_text_of_a_confidential_mail_is_never_shown_and_erased_when_sent)
{
    support::SmtpServer server;
    auto secret = message();
    secret.confidential = true;
    secret.text = "https://example.ch/sign-in/abc";
    auto const id = send(secret);
    auto const open = send(message());
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(text_of(reader, id), std::nullopt);
        EXPECT_EQ(text_of(reader, open), message().text);
    });
    deliver_to(*to(server));
    EXPECT_THAT(server.received()[0], HasSubstr("sign-in/abc"));
    static db::Statement const raw { "test.mail.raw", "select body_text from outbox where id = $1" };
    EXPECT_EQ(database().read([&](db::Reader& reader) { return reader.value<std::string>(raw, id); }), "");
}

TEST_P(OutboxTest, two_nodes_send_no_mail_twice)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    constexpr int mails = 40;
    for (int i = 0; i < mails; ++i)
        send(message("anna" + std::to_string(i)));
    std::vector<std::unique_ptr<jobs::Runner>> runners;
    for (int i = 0; i < 2; ++i) {
        runners.push_back(new_runner());
        serve_outbox(*runners.back(), *delivery, sender);
        runners.back()->start();
    }
    auto const rest = [&] { return database().read([](db::Reader& reader) { return waiting(reader); }); };
    for (int i = 0; i < 600 && rest() > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    runners.clear();
    EXPECT_EQ(server.received().size(), static_cast<std::size_t>(mails));
}

TEST_P(OutboxTest, credentials_are_given_and_never_logged)
{
    support::SmtpServer server({ "user", "se cret" });
    auto const address = "127.0.0.1:" + std::to_string(server.port());
    auto const right = deliver_by_smtp("smtp://user:se%20cret@" + address, "test.example.ch");
    auto const wrong = deliver_by_smtp("smtp://user:wrong@" + address, "test.example.ch");
    EXPECT_TRUE(right->probe());
    EXPECT_FALSE(wrong->probe());
    auto const id = send(message());
    deliver_to(*wrong);
    EXPECT_EQ(listed(id).state, State::Queued);
    pass(Duration::minutes(1));
    deliver_to(*right);
    EXPECT_EQ(listed(id).state, State::Sent);
    EXPECT_THAT(
        captured_.text(), AllOf(Not(HasSubstr("cret")), Not(HasSubstr("wrong")), Not(HasSubstr("anna@"))));
}

TEST_P(OutboxTest, without_a_mail_server_each_mail_becomes_a_file)
{
    auto folder = (std::filesystem::temp_directory_path() / "passerelle-mails-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(folder.data()));
    auto const delivery = deliver_to_folder(folder + "/mails");
    EXPECT_TRUE(delivery->probe());
    auto const id = send(message());
    deliver_to(*delivery);
    EXPECT_EQ(listed(id).state, State::Sent);
    EXPECT_TRUE(std::filesystem::exists(folder + "/mails/2026-11-22-" + id.text() + ".eml"));
    auto const files = support::file_contents(folder + "/mails", ".eml");
    ASSERT_EQ(files.size(), 1u);
    EXPECT_THAT(files[0], HasSubstr("\r\nTo: =?UTF-8?B?"));
    EXPECT_THAT(support::file_contents(folder + "/mails", ".part"), IsEmpty());
    std::filesystem::remove_all(folder);
}

TEST_P(OutboxTest, a_folder_that_cannot_be_written_makes_mails_wait)
{
    auto const delivery = deliver_to_folder("/proc/no/such/place");
    EXPECT_FALSE(delivery->probe());
    auto const id = send(message());
    deliver_to(*delivery);
    EXPECT_EQ(listed(id).state, State::Queued);
}

TEST_P(OutboxTest, an_administrator_sees_the_mails_of_the_own_operator_by_state_and_page)
{
    support::SmtpServer server;
    auto const ours = Uuid::fresh(now(), random_), theirs = Uuid::fresh(now(), random_);
    for (int i = 0; i < 5; ++i) {
        auto mail = message(i == 4 ? "nobody" : "anna");
        mail.operator_id = i == 0 ? theirs : ours;
        mail.subject = std::to_string(i);
        send(mail);
        pass(Duration { 1 });
    }
    deliver_to(*to(server));
    database().read([&](db::Reader& reader) {
        auto const first = list(reader, { .operator_id = ours }, { 3, {} });
        ASSERT_EQ(first.items.size(), 3u);
        EXPECT_EQ(first.items[0].subject, "4");
        auto const second = list(reader, { .operator_id = ours }, { 3, first.next });
        ASSERT_EQ(second.items.size(), 1u);
        EXPECT_EQ(second.items[0].subject, "1");
        EXPECT_TRUE(second.next.empty());
        EXPECT_EQ(list(reader, { .state = State::Refused }, {}).items.size(), 1u);
        EXPECT_EQ(list(reader, {}, {}).items.size(), 5u);
        auto const counts = mail::counts(reader);
        EXPECT_EQ(counts.sent, 4);
        EXPECT_EQ(counts.refused, 1);
        EXPECT_EQ(counts.queued + counts.failed, 0);
    });
}

TEST_P(OutboxTest, what_ended_long_ago_is_forgotten)
{
    support::SmtpServer server;
    auto const delivery = to(server);
    auto mail = message();
    mail.attachments = { { "a.txt", "text/plain", "a" } };
    auto const old = send(mail);
    deliver_to(*delivery);
    pass(Duration::days(89));
    auto const recent = send(message());
    deliver_to(*delivery);
    pass(Duration::days(2));
    deliver_to(*delivery);
    database().read([&](db::Reader& reader) {
        EXPECT_FALSE(find(reader, old));
        EXPECT_TRUE(find(reader, recent));
    });
}

} // namespace
} // namespace passerelle::mail
