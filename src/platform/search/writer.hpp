#pragma once

#include "platform/search/document.hpp"
#include "platform/search/fault.hpp"
#include "platform/search/thesaurus.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace passerelle::search {

class Store;

/// Changes the index of one folder. One writer at a time, used by one thread; readers go on meanwhile.
class Writer {
public:
    /// Makes an empty index where there is none. Nothing where another process is writing.
    static std::unique_ptr<Writer> open(
        std::filesystem::path const& folder, std::shared_ptr<Thesaurus const>);
    ~Writer();

    /// Up to which change the index has been told, 0 for an empty one. Looks first whether the index was
    /// rebuilt by somebody else and goes on with that one. Not between `put` and `commit`.
    std::int64_t seq();

    void put(Document const& document);
    void remove(Uuid const& id);

    /// Makes what was put and removed visible, durably and together with `seq`. False, and nothing is kept,
    /// where the index was rebuilt meanwhile: go on from `seq()`. It is the commit that costs (some 20 ms),
    /// not the document: every second or 500 changes.
    bool commit(std::int64_t seq);

    /// From the next document on.
    void use(std::shared_ptr<Thesaurus const> thesaurus);

private:
    Writer(std::filesystem::path folder, std::unique_ptr<Store> store);
    std::filesystem::path folder_;
    std::unique_ptr<Store> store_;
};

/// Builds a new index beside the one in use, on a thread of its own. Dropped without `finish`, it leaves
/// nothing.
class Rebuild {
public:
    static constexpr std::size_t waiting_usually = 256;

    /// `waiting_max`: documents that may wait for the thread, some kilobytes each.
    Rebuild(std::filesystem::path folder, std::shared_ptr<Thesaurus const>,
        std::size_t waiting_max = waiting_usually);
    ~Rebuild();

    Thesaurus const& thesaurus() const { return *thesaurus_; }

    /// Each document once. Waits where the thread is far behind; what went wrong there is thrown by a later
    /// call.
    void put(Document document);

    /// Takes the place of the index in use, in one step and durably.
    void finish(std::int64_t seq);

private:
    class Builder;
    std::filesystem::path folder_;
    std::shared_ptr<Thesaurus const> thesaurus_;
    std::unique_ptr<Builder> builder_;
};

} // namespace passerelle::search
