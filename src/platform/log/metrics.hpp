#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

/// Numbers about the running node, read as Prometheus text (exposition format 0.0.4). Any thread.
/// Counting is one atomic addition; looking a metric up takes a shared lock, so that hot paths keep the
/// reference, which stays good for the life of the program.
///
///   static auto& sent = metrics::counter("passerelle_mails_total", "Mails by result.", { { "result", "sent"
///   } }); sent.add();
namespace passerelle::metrics {

/// Names and values; a value may be any text, a name is a word. Few different ones: each combination is kept
/// for ever.
using Labels = std::map<std::string, std::string>;

class Counter {
public:
    void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_ = 0;
};

/// Seconds, in buckets from one millisecond to ten seconds.
class Histogram {
public:
    static constexpr std::array bounds { 0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0,
        2.5, 10.0 };

    void observe(double seconds);

    std::uint64_t count() const;
    double sum() const { return static_cast<double>(microseconds_.load(std::memory_order_relaxed)) / 1e6; }
    /// Observations in bucket `i` alone; the last one is for all above the highest bound.
    std::uint64_t in_bucket(std::size_t i) const { return buckets_[i].load(std::memory_order_relaxed); }

private:
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_ {};
    std::atomic<std::uint64_t> microseconds_ = 0;
};

/// All metrics of a program, or of a test.
class Registry {
public:
    Registry();
    ~Registry();

    /// The one with this name and these labels, made at the first call. `help` is a sentence for who reads
    /// the figures.
    Counter& counter(std::string_view name, std::string_view help, Labels const& = {});
    Histogram& histogram(std::string_view name, std::string_view help, Labels const& = {});

    /// A value that is asked for when the figures are read: depth of a queue, size of a pool. `read` must be
    /// quick and must live as long as the registry; a second gauge of the same name and labels takes the
    /// place of the first.
    void gauge(
        std::string_view name, std::string_view help, std::function<double()> read, Labels const& = {});

    std::string prometheus_text() const;

private:
    struct Family;
    Family& family(std::string_view name, std::string_view help, std::string_view type);

    mutable std::shared_mutex mutex_;
    std::map<std::string, std::unique_ptr<Family>, std::less<>> families_;
};

/// The registry of this program.
Registry& registry();

inline Counter& counter(std::string_view name, std::string_view help, Labels const& labels = {})
{
    return registry().counter(name, help, labels);
}
inline Histogram& histogram(std::string_view name, std::string_view help, Labels const& labels = {})
{
    return registry().histogram(name, help, labels);
}

} // namespace passerelle::metrics
