#include "app/gauges.hpp"

#include "app/clock.hpp"
#include "modules/directory/finding/finder.hpp"
#include "platform/changes/changes.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/log/metrics.hpp"
#include "platform/mail/mail.hpp"

#include <limits>

namespace passerelle::app {
namespace {

/// Reads one number; without a database there is none (NaN in Prometheus).
template<class F>
std::function<double()> reading(db::Database& database, F read)
{
    return [&database, read] {
        try {
            return static_cast<double>(database.read(read));
        } catch (db::Fault const&) {
            return std::numeric_limits<double>::quiet_NaN();
        }
    };
}

void add_server_gauges(http::Server const& server)
{
    auto& registry = metrics::registry();
    registry.gauge("passerelle_connections", "Connections that are open.",
        [&server] { return static_cast<double>(server.gauges().connections); });
    registry.gauge("passerelle_requests_queued", "Requests that wait for a worker.",
        [&server] { return static_cast<double>(server.gauges().queued); });
    registry.gauge("passerelle_requests_running", "Requests that are being answered.",
        [&server] { return static_cast<double>(server.gauges().running); });
}

} // namespace

void add_gauges(House& house, http::Server const& server)
{
    add_server_gauges(server);
    auto& registry = metrics::registry();
    auto& database = house.database();
    auto const jobs_of = [&database](std::int64_t jobs::Counts::*which) {
        return reading(database, [which](db::Reader& reader) { return jobs::counts(reader, now()).*which; });
    };
    registry.gauge(
        "passerelle_jobs", "Jobs by state.", jobs_of(&jobs::Counts::waiting), { { "state", "waiting" } });
    registry.gauge(
        "passerelle_jobs", "Jobs by state.", jobs_of(&jobs::Counts::running), { { "state", "running" } });
    registry.gauge(
        "passerelle_jobs", "Jobs by state.", jobs_of(&jobs::Counts::failed), { { "state", "failed" } });
    registry.gauge("passerelle_mails_waiting", "Mails that wait to be sent.",
        reading(database, [](db::Reader& reader) { return mail::waiting(reader); }));
    registry.gauge("passerelle_index_behind", "Changes that this node's search index does not know yet.",
        reading(database, [&finder = house.directory().finder](db::Reader& reader) {
            return changes::last_seq(reader) - finder.index().seq();
        }));
}

} // namespace passerelle::app
