#pragma once

#include "app/application.hpp"
#include "app/command_line.hpp"
#include "app/indexer.hpp"
#include "app/workers.hpp"
#include "modules/directory/directory.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/crypto/random.hpp"

#include <memory>
#include <string>
#include <vector>

namespace passerelle::app {

/// Everything wired together over one database: what `serve` and the other verbs work with.
class House {
public:
    struct Settings {
        GlobalOptions options;
        std::string base_url = "http://127.0.0.1:8080";
        std::vector<std::string>
            also_hosts {};   ///< further names that requests may give this machine, with the port
        bool migrate = true; ///< brings the schema forward; otherwise an old one is refused
        /// Of each connection of the embedded engine: the inner pages of the trees of 100,000 organisations,
        /// so that a row costs one page of the disk's cache. More for verbs that write a whole network.
        int cache_kib = 8 * 1024;
    };

    /// Opens, migrates, loads. Throws CommandRefused for a schema newer than the program, and db::Fault.
    explicit House(Settings);
    ~House();

    db::Database& database() { return *database_; }
    Random& random() { return random_; }
    Application& application() { return *application_; }
    accounts::Platform const& platform() const { return application_->platform(); }
    directory::Directory& directory() { return *directory_; }

    /// Everything that goes on beside requests: the index, mails, what is due now and then.
    void start();
    void stop();
    Workers& workers() { return *workers_; }

private:
    void give_work();

    crypto::SystemRandom random_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<Application> application_;
    std::unique_ptr<directory::Catalogues> catalogues_;
    std::unique_ptr<directory::Finder> finder_;
    std::unique_ptr<directory::Directory> directory_;
    std::unique_ptr<Workers> workers_;
    std::unique_ptr<Indexer> indexer_;
};

} // namespace passerelle::app
