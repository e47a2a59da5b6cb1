#include "platform/search/generations.hpp"
#include "platform/search/store.hpp"
#include "platform/search/writer.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace passerelle::search {
namespace fs = std::filesystem;

/// Adds documents to a store on its own thread.
class Rebuild::Builder {
public:
    Builder(std::unique_ptr<Store> store, std::size_t waiting_max)
        : store_(std::move(store)),
          waiting_max_(waiting_max),
          thread_([this] { run(); })
    {
    }

    ~Builder()
    {
        end();
        auto const path = store_->path();
        store_.reset();
        std::error_code ignored; // what cannot be removed now goes with the next rebuild
        if (!finished_)
            fs::remove_all(path, ignored);
    }

    void put(Document document)
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return waiting_.size() < waiting_max_ || failure_; });
        rethrow();
        waiting_.push_back(std::move(document));
        work_.notify_one();
    }

    /// The folder, when all is written.
    fs::path finish(std::int64_t seq)
    {
        end();
        rethrow();
        as_fault([&] { store_->commit(seq); });
        finished_ = true;
        return store_->path();
    }

private:
    void run()
    {
        try {
            while (auto const document = next())
                as_fault([&] { store_->add(*document); });
        } catch (...) {
            // Handed to the thread that waits for the result.
            std::lock_guard const lock(mutex_);
            failure_ = std::current_exception();
            room_.notify_all();
        }
    }

    std::optional<Document> next()
    {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return !waiting_.empty() || ended_; });
        if (waiting_.empty())
            return std::nullopt;
        auto document = std::move(waiting_.front());
        waiting_.pop_front();
        room_.notify_one();
        return document;
    }

    void end()
    {
        {
            std::lock_guard const lock(mutex_);
            ended_ = true;
            work_.notify_all();
        }
        if (thread_.joinable())
            thread_.join();
    }

    void rethrow() const
    {
        if (failure_)
            std::rethrow_exception(failure_);
    }

    std::unique_ptr<Store> store_;
    std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable work_;
    std::condition_variable room_;
    std::deque<Document> waiting_;
    std::exception_ptr failure_;
    bool ended_ = false;
    bool finished_ = false;
    std::thread thread_; // last, for it uses all the others
};

Rebuild::Rebuild(fs::path folder, std::shared_ptr<Thesaurus const> thesaurus, std::size_t waiting_max)
    : folder_(std::move(folder)),
      thesaurus_(std::move(thesaurus))
{
    auto const path = generations::make_next(folder_);
    builder_ = std::make_unique<Builder>(
        as_fault([&] { return std::make_unique<Store>(path, Store::Care::WhileBuilding, thesaurus_); }),
        waiting_max);
}

Rebuild::~Rebuild() = default;

void Rebuild::put(Document document) { builder_->put(std::move(document)); }

void Rebuild::finish(std::int64_t seq)
{
    auto const path = builder_->finish(seq);
    builder_.reset();
    generations::make_durable(path);
    generations::switch_to(folder_, path);
}

} // namespace passerelle::search
