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
            more = step();
        } catch (std::exception const& fault) {
            log::error("index.failed", { { "what", fault.what() } });
            finder_.let_go();
            bell.wait(Duration::seconds(5));
        }
        if (!more)
            bell.wait(Duration::seconds(1));
    }
}

bool Indexer::step()
{
    try {
        if (!finder_.index().is_damaged())
            return finder_.step();
    } catch (search::IndexDamaged const& damaged) {
        log::error("index.damaged", { { "what", damaged.what() } });
    }
    finder_.make_anew();
    return true;
}

} // namespace passerelle::app
