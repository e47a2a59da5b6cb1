#include "platform/log/metrics.hpp"

#include "base/ensure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace passerelle::metrics {
namespace {

std::string escaped(std::string_view value)
{
    std::string text;
    for (auto const c : value) {
        if (c == '\n')
            text += "\\n";
        else if (c == '\\' || c == '"')
            (text += '\\') += c;
        else
            text += c;
    }
    return text;
}

/// `method="GET",status="200"`
std::string label_text(Labels const& labels)
{
    std::string text;
    for (auto const& [name, value] : labels)
        text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
    return text;
}

std::string braced(std::string const& labels) { return labels.empty() ? "" : "{" + labels + "}"; }

void print_histogram(
    std::string& out, std::string const& name, std::string const& labels, Histogram const& histogram)
{
    auto const separator = labels.empty() ? "" : ",";
    std::uint64_t below = 0;
    for (std::size_t i = 0; i <= Histogram::bounds.size(); ++i) {
        below += histogram.in_bucket(i);
        auto const bound = i < Histogram::bounds.size() ? fmt::format("{}", Histogram::bounds[i]) : "+Inf";
        out += fmt::format("{}_bucket{{{}{}le=\"{}\"}} {}\n", name, labels, separator, bound, below);
    }
    out += fmt::format("{}_sum{} {}\n", name, braced(labels), histogram.sum());
    out += fmt::format("{}_count{} {}\n", name, braced(labels), below);
}

} // namespace

struct Registry::Family {
    std::string help;
    std::string type;
    // By the text of their labels; nodes of a map never move, so that references stay good.
    std::map<std::string, Counter> counters {};
    std::map<std::string, Histogram> histograms {};
    std::map<std::string, std::function<double()>> gauges {};
};

Registry::Registry() = default;
Registry::~Registry() = default;

void Histogram::observe(double seconds)
{
    auto const bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
    buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
    microseconds_.fetch_add(
        static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e6), std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const
{
    std::uint64_t all = 0;
    for (auto const& bucket : buckets_)
        all += bucket.load(std::memory_order_relaxed);
    return all;
}

Registry::Family& Registry::family(std::string_view name, std::string_view help, std::string_view type)
{
    auto found = families_.find(name);
    if (found == families_.end())
        found = families_.emplace(name, new Family { std::string(help), std::string(type) }).first;
    ensure(found->second->type == type);
    return *found->second;
}

Counter& Registry::counter(std::string_view name, std::string_view help, Labels const& labels)
{
    auto const key = label_text(labels);
    {
        std::shared_lock const lock(mutex_);
        if (auto const found = families_.find(name); found != families_.end())
            if (auto const counter = found->second->counters.find(key);
                counter != found->second->counters.end())
                return counter->second;
    }
    std::lock_guard const lock(mutex_);
    return family(name, help, "counter").counters[key];
}

Histogram& Registry::histogram(std::string_view name, std::string_view help, Labels const& labels)
{
    auto const key = label_text(labels);
    {
        std::shared_lock const lock(mutex_);
        if (auto const found = families_.find(name); found != families_.end())
            if (auto const known = found->second->histograms.find(key);
                known != found->second->histograms.end())
                return known->second;
    }
    std::lock_guard const lock(mutex_);
    return family(name, help, "histogram").histograms[key];
}

void Registry::gauge(
    std::string_view name, std::string_view help, std::function<double()> read, Labels const& labels)
{
    std::lock_guard const lock(mutex_);
    family(name, help, "gauge").gauges[label_text(labels)] = std::move(read);
}

std::string Registry::prometheus_text() const
{
    std::shared_lock const lock(mutex_);
    std::string out;
    for (auto const& [name, family] : families_) {
        out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, family->help, name, family->type);
        for (auto const& [labels, counter] : family->counters)
            out += fmt::format("{}{} {}\n", name, braced(labels), counter.value());
        for (auto const& [labels, histogram] : family->histograms)
            print_histogram(out, name, labels, histogram);
        for (auto const& [labels, read] : family->gauges)
            out += fmt::format("{}{} {}\n", name, braced(labels), read());
    }
    return out;
}

Registry& registry()
{
    static Registry only;
    return only;
}

} // namespace passerelle::metrics
