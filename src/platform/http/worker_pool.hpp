#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace passerelle::http {

/// Threads that run handlers, with a queue that has an end: when it is full, it is better to say so at once
/// than to let everybody wait.
class WorkerPool {
public:
    class Task {
    public:
        virtual ~Task() = default;
        /// Must not throw.
        virtual void run() = 0;
    };

    WorkerPool(unsigned threads, std::size_t queued_max);
    /// Stops.
    ~WorkerPool();

    /// False if the queue is full.
    bool offer(std::shared_ptr<Task> task);
    /// For work that is already under way: goes beyond the limit.
    void add(std::shared_ptr<Task> task);

    /// What runs is finished, what waits is dropped.
    void stop();

    std::size_t queued() const { return queued_; }
    std::size_t running() const { return running_; }

private:
    void work();

    std::size_t queued_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::shared_ptr<Task>> queue_;
    bool stopping_ = false;
    std::atomic<std::size_t> queued_ { 0 };
    std::atomic<std::size_t> running_ { 0 };
    std::vector<std::thread> threads_;
};

} // namespace passerelle::http
