#include "platform/mail/outbox_job.hpp"

#include "platform/crypto/random.hpp"
#include "platform/log/log.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/smtp.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace passerelle::mail {
namespace {

Instant real_now()
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return { std::chrono::duration_cast<std::chrono::milliseconds>(since).count() };
}

/// What this program does instead of testing when the test below starts it again: a node that delivers mails
/// until it is killed.
[[noreturn]] void deliver_until_killed(char const* smtp_url)
{
    log::set_level(log::Level::Silent);
    db::Settings settings;
    settings.folder = std::getenv("PASSERELLE_TEST_FOLDER");
    settings.postgres_url = std::getenv("PASSERELLE_TEST_POSTGRES");
    auto const database = db::Database::open(settings);
    auto const delivery = deliver_by_smtp(smtp_url, "test.example.ch", Duration::seconds(10));
    crypto::SystemRandom random;
    jobs::Runner runner(
        *database, real_now, random, { .threads = 2, .lease = Duration { 400 }, .poll = Duration { 50 } });
    serve_outbox(runner, *delivery, { "Réseau", "noreply@example.ch" });
    runner.start();
    for (;;)
        pause();
}

class Node {
public:
    Node(db::Settings const& settings, std::string const& smtp_url)
    {
        process_ = fork();
        if (process_ != 0)
            return;
        setenv("PASSERELLE_TEST_SMTP", smtp_url.c_str(), 1);
        setenv("PASSERELLE_TEST_FOLDER", settings.folder.c_str(), 1);
        setenv("PASSERELLE_TEST_POSTGRES", settings.postgres_url.c_str(), 1);
        execl("/proc/self/exe", "node", nullptr);
        _exit(127);
    }
    ~Node()
    {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    Node(Node const&) = delete;
    Node& operator=(Node const&) = delete;

private:
    pid_t process_;
};

class KilledTest : public support::DbTest {};
PASSERELLE_ON_BOTH_ENGINES(KilledTest);

TEST_P(KilledTest, mails_survive_kills_and_come_twice_at_most_once_a_kill_and_thread)
{
    constexpr int mail_count = 350, kill_count = 6, threads = 2;
    support::SmtpServer server;
    crypto::SystemRandom random;
    std::vector<MailId> ids;
    database().write([&](db::Transaction& tx) {
        ids.clear();
        for (int i = 0; i < mail_count; ++i)
            ids.push_back(send(tx,
                { .purpose = "test",
                    .lang = Lang::fr,
                    .to = { "", "anna@example.ch" },
                    .subject = "x",
                    .text = "y" },
                real_now(), random));
    });
    auto const rest = [&] { return database().read([](db::Reader& reader) { return waiting(reader); }); };
    auto const wait_for_rest = [&](int wanted) {
        for (int i = 0; i < 12'000 && rest() > wanted; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    };
    for (int i = 0; i <= kill_count; ++i) {
        Node const node(
            fresh().settings(), server.url()); // killed in the middle of its work, but for the last
        wait_for_rest(mail_count - mail_count * (i + 1) / (kill_count + 1));
    }
    EXPECT_EQ(rest(), 0);

    std::string all;
    for (auto const& mail : server.received())
        all += mail;
    for (auto const& id : ids)
        EXPECT_NE(all.find("Message-ID: <" + id.text() + "@example.ch>"), all.npos);
    EXPECT_LE(server.received().size(), ids.size() + kill_count * threads);
}

} // namespace
} // namespace passerelle::mail

int main(int count, char** arguments)
{
    if (auto const* smtp_url = std::getenv("PASSERELLE_TEST_SMTP"))
        passerelle::mail::deliver_until_killed(smtp_url);
    testing::InitGoogleMock(&count, arguments);
    return RUN_ALL_TESTS();
}
