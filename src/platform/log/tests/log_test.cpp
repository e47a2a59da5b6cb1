#include "platform/log/log.hpp"

#include "base/time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <thread>
#include <vector>

namespace passerelle::log {
namespace {

using namespace std::string_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Log, writes_one_json_object_a_line)
{
    Capture const capture;
    info("mail.sent",
        { { "id", "0192" }, { "attempts", 2 }, { "ok", true }, { "seconds", 0.5 },
            { "at_instant", Instant { 0 } } });
    EXPECT_THAT(capture.text(),
        EndsWith(R"("level":"info","event":"mail.sent","id":"0192","attempts":2,"ok":true,"seconds":0.5,)"
                 R"("at_instant":"1970-01-01T00:00:00.000Z"})"
                 "\n"));
    EXPECT_TRUE(capture.text().starts_with(R"({"at":"2)"));
}

TEST(Log, no_value_can_forge_a_line_or_a_terminal_sequence)
{
    Capture const capture;
    warning("x", { { "text", "a\r\n{\"event\":\"forged\"}\x1b[31m\x7f\xc2\x9b\0%s{}{0}\"\\é"s } });
    EXPECT_THAT(capture.text(),
        HasSubstr(R"("a\u000d\u000a{\"event\":\"forged\"}\u001b[31m\u007f\u00c2\u009b\u0000%s{}{0}\"\\é")"));
    EXPECT_EQ(capture.text().find('\n'), capture.text().size() - 1);
}

TEST(Log, broken_utf_8_and_numbers_stay_json)
{
    Capture const capture;
    info("x", { { "text", "\xff\xc3(\xe2\x82" }, { "number", std::nan("") } });
    EXPECT_THAT(capture.text(), HasSubstr(R"("\u00ff\u00c3(\u00e2\u0082","number":null)"));
}

TEST(Log, keeps_quiet_below_its_level)
{
    Capture const capture(Level::Warning);
    info("quiet");
    error("loud");
    EXPECT_THAT(capture.text(), HasSubstr("loud"));
    EXPECT_THAT(capture.text(), Not(HasSubstr("quiet")));
    EXPECT_FALSE(is_on(Level::Silent));
}

TEST(Log, lines_of_many_threads_stay_whole)
{
    Capture const capture;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int j = 0; j < 200; ++j)
                info("thread", { { "text", std::string(50, 'x') } });
        });
    threads.clear();
    auto const text = capture.text();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 800);
    EXPECT_EQ(std::count(text.begin(), text.end(), '}'), 800);
}

} // namespace
} // namespace passerelle::log
