#pragma once

#include "modules/directory/finding/cards.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/search/index.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace passerelle::search {
class Rebuild;
class Writer;
} // namespace passerelle::search

namespace passerelle::directory {

class Catalogues;

/// The search index of this node and what keeps it true: it follows the change log, and can always be made
/// anew. app calls `step` on a thread of its own. Reading is for any thread.
class Finder {
public:
    using Clock = std::function<Instant()>;

    Finder(db::Database&, Catalogues&, i18n::Zone, std::filesystem::path folder, Clock);
    ~Finder();

    search::Index const& index() const { return index_; }
    /// What lists show of those that were found.
    finding::Cards& cards() { return cards_; }

    /// Takes in the next portion of the change log; false at its end, or where another process of this
    /// machine keeps the index. One thread at a time. After a fault, `let_go` and `step`: nothing is left
    /// out.
    bool step();
    /// Closes the index for writing: the engine does not go on after a fault.
    void let_go();
    /// In the place of an index that cannot be read any more (IndexDamaged).
    void make_anew();
    /// To the end of the log.
    void catch_up();

    /// Makes the index anew beside the one in use. Number of organisations.
    std::int64_t rebuild(std::function<void(std::int64_t done)> const& progress = {});
    /// An index to be filled by who has all documents at hand (search/writer.hpp).
    search::Rebuild rebuilding(std::size_t waiting_max) const;

private:
    bool take_in(std::int64_t seq);
    LocalDate today() const;

    db::Database& database_;
    Catalogues& catalogues_;
    i18n::Zone zone_;
    std::filesystem::path folder_;
    Clock clock_;
    search::Index index_;
    finding::Cards cards_;
    std::unique_ptr<search::Writer> writer_;
};

} // namespace passerelle::directory
