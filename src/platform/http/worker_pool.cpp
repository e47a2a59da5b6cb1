#include "platform/http/worker_pool.hpp"

#include <algorithm>

namespace passerelle::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queued_max) : queued_max_(queued_max)
{
    for (unsigned count = 0; count < std::max(threads, 1u); ++count)
        threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::offer(std::shared_ptr<Task> task)
{
    {
        std::lock_guard const lock(mutex_);
        if (stopping_ || queue_.size() >= queued_max_)
            return false;
        queue_.push_back(std::move(task));
        queued_ = queue_.size();
    }
    wake_.notify_one();
    return true;
}

void WorkerPool::add(std::shared_ptr<Task> task)
{
    {
        std::lock_guard const lock(mutex_);
        if (stopping_)
            return;
        queue_.push_back(std::move(task));
        queued_ = queue_.size();
    }
    wake_.notify_one();
}

void WorkerPool::stop()
{
    std::deque<std::shared_ptr<Task>> dropped;
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
        dropped.swap(queue_);
        queued_ = 0;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable())
            thread.join();
}

void WorkerPool::work()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_)
            return;
        auto task = std::move(queue_.front());
        queue_.pop_front();
        queued_ = queue_.size();
        ++running_;
        lock.unlock();
        task->run();
        task.reset(); // perhaps its last owner: not under the lock
        --running_;
        lock.lock();
    }
}

} // namespace passerelle::http
