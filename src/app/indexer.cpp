#include "app/indexer.hpp"

#include "platform/changes/changes.hpp"
#include "platform/log/log.hpp"

namespace passerelle::app {

Indexer::Indexer(db::Database& database, directory::Finder& finder) : database_(database), finder_(finder) {}

void Indexer::start()
{
    thread_ = std::jthread([this](std::stop_token stop) { follow(stop); });
}

void Indexer::stop()
{
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void Indexer::follow(std::stop_token stop)
{
    changes::Bell bell(database_);
    std::stop_callback const wake(stop, [&] { bell.ring(); });
    while (!stop.stop_requested()) {
        bool more = false;
        try {
            more = finder_.step();
        } catch (std::exception const& fault) {
            log::error("index.failed", { { "what", fault.what() } });
            bell.wait(Duration::seconds(5));
        }
        if (!more)
            bell.wait(Duration::seconds(1));
    }
}

} // namespace passerelle::app
