#pragma once

#include "platform/search/label_trie.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>

namespace passerelle::search {

/// The last used values by key, bounded in bytes. Safe to use from any thread.
template<class Value>
class Cache {
public:
    explicit Cache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    std::shared_ptr<Value const> find(std::string_view key)
    {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find(key);
        if (found == entries_.end())
            return nullptr;
        by_use_.splice(by_use_.begin(), by_use_, found->second);
        return found->second->value;
    }

    void keep(std::string const& key, std::shared_ptr<Value const> value, std::size_t bytes)
    {
        std::lock_guard const lock(mutex_);
        bytes += key.size() * 2 + entry_overhead;
        if (bytes > bytes_max_ / 4 || entries_.contains(key))
            return;
        by_use_.push_front({ key, std::move(value), bytes });
        entries_.emplace(key, by_use_.begin());
        for (bytes_ += bytes; bytes_ > bytes_max_;) {
            bytes_ -= by_use_.back().bytes;
            entries_.erase(by_use_.back().key);
            by_use_.pop_back();
        }
    }

    void forget(std::string_view key)
    {
        std::lock_guard const lock(mutex_);
        auto const found = entries_.find(key);
        if (found == entries_.end())
            return;
        auto const entry = found->second;
        bytes_ -= entry->bytes;
        entries_.erase(found);
        by_use_.erase(entry);
    }

    void clear()
    {
        std::lock_guard const lock(mutex_);
        entries_.clear();
        by_use_.clear();
        bytes_ = 0;
    }

private:
    static constexpr std::size_t entry_overhead = 200;
    struct Entry {
        std::string key;
        std::shared_ptr<Value const> value;
        std::size_t bytes;
    };

    std::mutex mutex_;
    std::size_t bytes_max_;
    std::size_t bytes_ = 0;
    std::list<Entry> by_use_;
    TextMap<typename std::list<Entry>::iterator> entries_;
};

} // namespace passerelle::search
