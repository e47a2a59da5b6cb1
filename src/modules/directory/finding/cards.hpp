#pragma once

#include "modules/directory/finding/store.hpp"
#include "platform/search/cache.hpp"

#include <mutex>
#include <vector>

namespace passerelle::directory::finding {

/// Cards as this node last read them. Each reader first looks how far the change log has gone and forgets
/// what was touched since, so that a change shows at once, whichever node made it. Any thread.
class Cards {
public:
    /// The published ones in the order of `ids`, with what `sight` sees of them. Not inside a write
    /// transaction, which sees what is not committed.
    std::vector<Card> load(db::Reader&, std::vector<OrganisationId> const& ids, Sight, LocalDate today);

private:
    static constexpr std::size_t bytes_max = 16 << 20;

    void follow(db::Reader&, std::int64_t seq);

    std::mutex mutex_;
    std::int64_t seq_ = 0; ///< up to which change the log was looked at
    search::Cache<WholeCard> known_ { bytes_max };
};

} // namespace passerelle::directory::finding
