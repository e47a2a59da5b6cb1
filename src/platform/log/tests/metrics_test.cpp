#include "platform/log/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace passerelle::metrics {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, print_counters_and_gauges_for_prometheus)
{
    Registry registry;
    registry.counter("requests_total", "Requests.", { { "route", "/a\"\\\n" }, { "method", "GET" } }).add(3);
    registry.gauge("depth", "Waiting mails.", [] { return 7.5; });
    EXPECT_EQ(registry.prometheus_text(),
        "# HELP depth Waiting mails.\n# TYPE depth gauge\ndepth 7.5\n"
        "# HELP requests_total Requests.\n# TYPE requests_total counter\n"
        "requests_total{method=\"GET\",route=\"/a\\\"\\\\\\n\"} 3\n");
}

TEST(Metrics, histogram_counts_everything_at_or_below_a_bound)
{
    Registry registry;
    auto& seconds = registry.histogram("seconds", "Duration.", { { "route", "/" } });
    for (auto const value : { 0.0005, 0.001, 0.002, 20.0 })
        seconds.observe(value);
    EXPECT_EQ(seconds.count(), 4u);
    auto const text = registry.prometheus_text();
    EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"0.001\"} 2\n"));
    EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"0.0025\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"10\"} 3\n"));
    EXPECT_THAT(text, HasSubstr("seconds_bucket{route=\"/\",le=\"+Inf\"} 4\n"));
    EXPECT_THAT(text, HasSubstr("seconds_sum{route=\"/\"} 20.0035\nseconds_count{route=\"/\"} 4\n"));
}

TEST(Metrics, threads_that_ask_for_one_counter_share_it)
{
    Registry registry;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j < 1000; ++j)
                registry.counter("n", "N.", { { "x", std::to_string(j % 3) } }).add();
        });
    threads.clear();
    EXPECT_EQ(registry.counter("n", "N.", { { "x", "0" } }).value(), 4u * 334);
}

} // namespace
} // namespace passerelle::metrics
