#include "app/health.hpp"

#include "modules/directory/finding/finder.hpp"
#include "platform/changes/changes.hpp"
#include "platform/json/json.hpp"
#include "platform/log/metrics.hpp"

namespace passerelle::app {
namespace {

/// Behind the log by more than that, answers of the index are too old to be served.
constexpr std::int64_t changes_behind_max = 10'000;

http::Response healthy(accounts::Request&)
{
    return http::Response::text("ok\n").with("Cache-Control", "no-store");
}

/// How many changes the index does not know yet; nothing where it cannot be read.
std::optional<std::int64_t> index_behind(directory::Directory& directory)
{
    try {
        return directory.database.read(
            [&](db::Reader& reader) { return changes::last_seq(reader) - directory.finder.index().seq(); });
    } catch (search::SearchFault const&) {
        return std::nullopt;
    }
}

http::Response ready(directory::Directory& directory, accounts::Request&)
{
    auto const database = directory.database.healthy();
    auto const schema = database && db::schema_version(directory.database) == db::newest_schema_version();
    auto const behind = schema ? index_behind(directory) : std::nullopt;
    auto const index = behind && *behind <= changes_behind_max;
    Json const body { { "database", database }, { "schema", schema }, { "index", index },
        { "index_behind", behind ? Json(*behind) : Json() } };
    return http::Response::json(to_json_text(body), index ? 200 : 503).with("Cache-Control", "no-store");
}

http::Response figures(accounts::Request& request)
{
    // The neighbour is a proxy, not this machine's operator.
    if (request.http().headers.has("X-Forwarded-For") || request.http().headers.has("Forwarded"))
        throw http::StatusError(404, "not from here");
    return http::Response::of(
        "text/plain; version=0.0.4; charset=utf-8", metrics::registry().prometheus_text())
        .with("Cache-Control", "no-store");
}

} // namespace

std::vector<accounts::Route> health_routes(directory::Directory& directory)
{
    using accounts::Right;
    return {
        { http::Method::Get, "/healthz", Right::Anyone, healthy },
        { http::Method::Get, "/readyz", Right::Anyone, directory::with(directory, ready) },
        { http::Method::Get, "/metrics", Right::Loopback, figures },
    };
}

} // namespace passerelle::app
