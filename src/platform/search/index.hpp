#pragma once

#include "platform/search/fault.hpp"
#include "platform/search/query.hpp"
#include "platform/search/thesaurus.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace passerelle::search {

class Snapshot;

/// The search index of this node, for reading: the front door that a better engine would keep. Answers are of
/// the last commit, of whichever process. Safe to call from any thread; faults are SearchFault.
class Index {
public:
    /// Instant, whatever the size. A folder without an index answers everything with nothing.
    Index(std::filesystem::path folder, std::shared_ptr<Thesaurus const> thesaurus);
    ~Index();

    Answer find(Query const& query) const;

    /// At most 10 names and concept labels, in either language, that complete what was typed.
    std::vector<Suggestion> suggest(std::string_view typed, Lang lang,
        std::vector<Audience> const& audiences = {}, std::size_t count_max = 10) const;

    bool exists() const;
    /// Whether the last answer could not be read again and again: to be built anew.
    bool is_damaged() const { return damaged_; }
    std::int64_t seq() const; ///< up to which change it has been told
    std::int64_t documents() const;

    std::shared_ptr<Thesaurus const> thesaurus() const;
    /// For queries from now on; documents know new labels when they are put again.
    void use(std::shared_ptr<Thesaurus const> thesaurus);

private:
    enum class Patience { TakeWhatThereIs, WaitForFresh };
    std::shared_ptr<Snapshot const> fresh(Patience patience) const;
    template<class Ask>
    auto ask(Ask ask) const;

    std::filesystem::path folder_;
    mutable std::atomic<bool> damaged_ = false;
    mutable std::mutex refreshing_;
    mutable std::mutex mutex_; ///< guards the two below
    mutable std::shared_ptr<Snapshot const> snapshot_;
    std::shared_ptr<Thesaurus const> thesaurus_;
};

} // namespace passerelle::search
