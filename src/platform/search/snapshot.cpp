#include "platform/search/snapshot.hpp"

#include "platform/search/index_terms.hpp"
#include "platform/search/metadata.hpp"

#include <xapian.h>

#include <algorithm>
#include <condition_variable>

namespace passerelle::search {
namespace {

constexpr std::size_t postings_bytes = 12 << 20;
constexpr std::size_t sets_bytes = 3 << 20;
constexpr std::size_t answers_bytes = 10 << 20;
constexpr std::size_t facet_counts_bytes = 3 << 20;
constexpr std::size_t handles_kept = 8;

/// Half of a document's strength for a word comes at this weight, in a text of average length.
constexpr float word_half_weight = 6;
constexpr float length_share = 0.7f;
constexpr float concept_half_weight = 4;
constexpr std::uint8_t name_strength = 200;

std::uint8_t strength_at(float weight, float half_weight)
{
    return static_cast<std::uint8_t>(1 + 254 * weight / (weight + half_weight));
}

constexpr unsigned spelling_edits_max = 2;

} // namespace

bool Postings::has(DocNumber number) const
{
    return std::binary_search(documents.begin(), documents.end(), number);
}

/// The engine's handles are for one thread at a time. All are of the same commit: when the index has gone on,
/// no more can be opened, and who needs one waits for those there are.
struct Snapshot::Handles {
    std::filesystem::path path;
    std::uint64_t commit = 0;
    std::mutex mutex;
    std::condition_variable returned;
    std::vector<Xapian::Database> idle;
    std::size_t lent = 0;

    Xapian::Database borrow()
    {
        std::unique_lock lock(mutex);
        if (idle.empty()) {
            ++lent;
            lock.unlock();
            if (auto handle = opened())
                return std::move(*handle);
            lock.lock();
            --lent;
            returned.notify_all();
            returned.wait(lock, [&] { return !idle.empty() || lent == 0; });
        }
        if (idle.empty())
            throw StaleSnapshot("the index went on");
        auto handle = std::move(idle.back());
        idle.pop_back();
        ++lent;
        return handle;
    }

    std::optional<Xapian::Database> opened() const
    {
        try {
            Xapian::Database handle(path.string());
            return commit_of(handle) == commit ? std::optional(std::move(handle)) : std::nullopt;
        } catch (Xapian::DatabaseError const&) {
            return std::nullopt;
        }
    }

    void give_back(std::optional<Xapian::Database> handle)
    {
        std::lock_guard const lock(mutex);
        --lent;
        if (handle && idle.size() < handles_kept)
            idle.push_back(std::move(*handle));
        returned.notify_all();
    }

    static std::uint64_t commit_of(Xapian::Database const& handle)
    {
        return static_cast<std::uint64_t>(metadata::number(handle.get_metadata(metadata::commit_key)));
    }
};

template<class Read>
auto Snapshot::read(Read read) const
{
    // A handle that met an error is not used again.
    struct Loan {
        Handles& handles;
        std::optional<Xapian::Database> handle;
        bool good = false;
        ~Loan() { handles.give_back(good ? std::move(handle) : std::nullopt); }
    };
    try {
        Loan loan { *handles_, handles_->borrow() };
        auto result = read(static_cast<Xapian::Database const&>(*loan.handle));
        loan.good = true;
        return result;
    } catch (Xapian::DatabaseError const& error) {
        // DatabaseModifiedError, and what else a reader meets whose blocks were written over or files
        // removed.
        throw StaleSnapshot(error.get_description());
    } catch (Xapian::Error const& error) {
        throw SearchFault(error.get_description());
    }
}

template<class Value, class Load>
std::shared_ptr<Value const> Snapshot::lazily(Lazy<Value>& lazy, Load load) const
{
    std::lock_guard const lock(lazy.mutex);
    if (!lazy.value)
        lazy.value = std::make_shared<Value const>(read(load));
    return lazy.value;
}

Snapshot::Snapshot(std::filesystem::path const& folder, std::shared_ptr<Thesaurus const> thesaurus)
    : thesaurus_(std::move(thesaurus)),
      stamp_(generations::stamp(folder)),
      path_(generations::current(folder)),
      handles_(std::make_unique<Handles>()),
      postings_(postings_bytes),
      sets_(sets_bytes),
      answers_(answers_bytes),
      facet_counts_(facet_counts_bytes)
{
    if (!path_)
        return;
    try {
        Xapian::Database handle(path_->string());
        commit_ = Handles::commit_of(handle);
        seq_ = metadata::number(handle.get_metadata(metadata::seq_key));
        documents_ = handle.get_doccount();
        numbers_ = handle.get_lastdocid() + 1;
        handles_->path = *path_;
        handles_->commit = commit_;
        handles_->idle.push_back(std::move(handle));
    } catch (Xapian::DatabaseError const& error) {
        throw StaleSnapshot(error.get_description());
    }
}

Snapshot::~Snapshot() = default;

std::shared_ptr<Snapshot const> Snapshot::open(std::filesystem::path const& folder,
    std::shared_ptr<Thesaurus const> thesaurus, std::shared_ptr<Snapshot const> before)
{
    auto const fresh = std::shared_ptr<Snapshot>(new Snapshot(folder, std::move(thesaurus)));
    if (before && before->path_ && before->path_ == fresh->path_)
        fresh->take_over(*before);
    return fresh;
}

/// The documents changed by the commits between, nothing where that is not known.
std::optional<std::vector<DocNumber>> Snapshot::changed_since(Snapshot const& before) const
{
    if (commit_ < before.commit_ || commit_ - before.commit_ >= metadata::deltas_kept)
        return std::nullopt;
    return read([&](Xapian::Database const& database) -> std::optional<std::vector<DocNumber>> {
        std::vector<DocNumber> changed;
        for (auto commit = before.commit_ + 1; commit <= commit_; ++commit) {
            auto const delta = database.get_metadata(metadata::delta_key(commit));
            if (delta.empty())
                return std::nullopt;
            auto const more = metadata::unpacked(delta);
            changed.insert(changed.end(), more.begin(), more.end());
        }
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
        if (changed.size() > metadata::delta_documents_max)
            return std::nullopt;
        return changed;
    });
}

void Snapshot::take_over(Snapshot const& before)
{
    auto const changed = changed_since(before);
    if (!changed)
        return;
    auto const update = [&](auto& own, auto& old, auto make) {
        std::lock_guard const lock(old.mutex);
        if (!old.value)
            return;
        if (changed->empty())
            own.value = old.value;
        else
            own.value = std::make_shared<std::decay_t<decltype(*old.value)> const>(
                read([&](Xapian::Database const& database) { return make(*old.value, database); }));
    };
    update(
        names_, before.names_, [&](auto const& old, auto const& db) { return updated(old, *changed, db); });
    update(lengths_, before.lengths_,
        [&](auto const& old, auto const& db) { return updated(old, *changed, db); });
    update(
        facets_, before.facets_, [&](auto const& old, auto const& db) { return old.updated(*changed, db); });
}

std::shared_ptr<NameOrder const> Snapshot::names() const { return lazily(names_, load_name_order); }
std::shared_ptr<FacetRows const> Snapshot::facets() const { return lazily(facets_, FacetRows::load); }
std::shared_ptr<Lengths const> Snapshot::lengths() const { return lazily(lengths_, load_lengths); }

std::shared_ptr<Postings const> Snapshot::postings(std::string const& term, Saturation saturation) const
{
    if (auto found = postings_.find(term))
        return found;
    auto const lengths = this->lengths();
    auto const average = static_cast<float>(lengths->average);
    auto made = std::make_shared<Postings const>(read([&](Xapian::Database const& database) {
        Postings postings;
        auto const count = database.get_termfreq(term);
        postings.documents.reserve(count);
        postings.strength.reserve(count);
        for (auto each = database.postlist_begin(term); each != database.postlist_end(term); ++each) {
            auto const weight = static_cast<float>(each.get_wdf());
            auto const share = static_cast<float>(lengths->of[*each]) / average;
            auto const half = word_half_weight * (1 - length_share + length_share * share);
            postings.documents.push_back(*each);
            postings.strength.push_back(saturation == Saturation::Name ? name_strength
                    : saturation == Saturation::Concept ? strength_at(weight, concept_half_weight)
                                                        : strength_at(weight, half));
        }
        return postings;
    }));
    postings_.keep(term, made, made->size() * 5);
    return made;
}

std::shared_ptr<DocSet const> Snapshot::documents_with(std::string const& term) const
{
    if (auto found = sets_.find(term))
        return found;
    auto made = std::make_shared<DocSet const>(read([&](Xapian::Database const& database) {
        DocSet set(numbers_);
        for (auto each = database.postlist_begin(term); each != database.postlist_end(term); ++each)
            set.add(*each);
        return set;
    }));
    sets_.keep(term, made, made->bytes());
    return made;
}

std::shared_ptr<DocSet const> Snapshot::visible_to(std::vector<std::string> const& audiences) const
{
    auto const to_all = documents_with(visible_term(everybody));
    if (audiences.empty())
        return to_all;
    auto result = std::make_shared<DocSet>(*to_all);
    for (auto const& audience : audiences)
        *result |= *documents_with(visible_term(audience));
    return result;
}

std::optional<DocNumber> Snapshot::number_of(Uuid const& id) const
{
    return read([&](Xapian::Database const& database) -> std::optional<DocNumber> {
        auto const term = id_term(id);
        auto const found = database.postlist_begin(term);
        if (found == database.postlist_end(term))
            return std::nullopt;
        return *found;
    });
}

std::string Snapshot::data(DocNumber number) const
{
    return read([&](Xapian::Database const& database) {
        return database.get_document(number, Xapian::DOC_ASSUME_VALID).get_data();
    });
}

std::size_t Snapshot::place_after(NameKey const& key) const
{
    auto const order = names();
    return read([&](Xapian::Database const& database) { return search::place_after(*order, key, database); });
}

std::optional<NameKey> Snapshot::name_key(DocNumber number) const
{
    return read([&](Xapian::Database const& database) { return search::name_key(database, number); });
}

std::vector<std::string> Snapshot::terms_starting_with(std::string const& prefix, std::size_t count_max) const
{
    return read([&](Xapian::Database const& database) {
        std::vector<std::string> terms;
        for (auto each = database.allterms_begin(prefix);
             each != database.allterms_end(prefix) && terms.size() < count_max; ++each)
            terms.push_back(*each);
        return terms;
    });
}

std::string Snapshot::corrected(std::string const& folded_word) const
{
    return read([&](Xapian::Database const& database) {
        auto const folded = database.get_spelling_suggestion(folded_word, spelling_edits_max);
        auto const written = folded.empty() ? folded : database.get_metadata(metadata::spelling_key(folded));
        return written.empty() ? folded : written;
    });
}

std::unique_ptr<Scores> Snapshot::borrow_scores() const
{
    std::unique_ptr<Scores> scores;
    {
        std::lock_guard const lock(scores_mutex_);
        if (!scores_.empty()) {
            scores = std::move(scores_.back());
            scores_.pop_back();
        }
    }
    if (scores)
        return scores;
    scores = std::make_unique<Scores>();
    scores->total.resize(numbers_);
    for (auto& level : scores->levels) {
        level.unit.resize(numbers_);
        level.way.resize(numbers_);
    }
    return scores;
}

void Snapshot::give_back(std::unique_ptr<Scores> scores) const
{
    std::lock_guard const lock(scores_mutex_);
    scores_.push_back(std::move(scores));
}

} // namespace passerelle::search
