#pragma once

#include "modules/directory/finding/finder.hpp"

#include <thread>

namespace passerelle::app {

/// Keeps this node's search index at the end of the change log, on a thread of its own: a change is
/// searchable within a second. What is wrong with the database or the disk passes; the index is behind
/// meanwhile, never wrong.
class Indexer {
public:
    Indexer(db::Database&, directory::Finder&);

    void start();
    void stop();

private:
    bool step();
    void follow(std::stop_token);

    db::Database& database_;
    directory::Finder& finder_;
    std::jthread thread_;
};

} // namespace passerelle::app
