#include "modules/directory/finding/finder.hpp"

#include "modules/directory/finding/projection.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/changes/changes.hpp"
#include "platform/search/writer.hpp"

#include <set>

namespace passerelle::directory {
namespace {

constexpr int changes_per_step = 500;
constexpr int organisations_per_step = 500;
/// Behind by more than that, making the index anew is quicker than following.
constexpr std::int64_t changes_worth_following = 5'000;

} // namespace

Finder::Finder(db::Database& database, Catalogues& catalogues, i18n::Zone zone, std::filesystem::path folder,
    Clock clock)
    : database_(database),
      catalogues_(catalogues),
      zone_(zone),
      folder_(std::move(folder)),
      clock_(std::move(clock)),
      index_(folder_, catalogues.thesaurus())
{
}

Finder::~Finder() = default;

LocalDate Finder::today() const { return i18n::today(clock_(), zone_); }

void Finder::catch_up()
{
    while (step())
        ;
}

void Finder::let_go() { writer_.reset(); }

void Finder::make_anew()
{
    let_go();
    rebuild();
    index_.seq(); // it can be read again
}

bool Finder::step()
{
    if (!writer_)
        writer_ = search::Writer::open(folder_, catalogues_.thesaurus());
    if (!writer_)
        return false;
    auto const seq = writer_->seq();
    auto const last = database_.read([](db::Reader& reader) { return changes::last_seq(reader); });
    if (last - seq > changes_worth_following) {
        writer_.reset();
        rebuild();
        return true;
    }
    return seq < last && take_in(seq);
}

bool Finder::take_in(std::int64_t seq)
{
    auto const touched = database_.read(
        [&](db::Reader& reader) { return changes::touched_after(reader, seq, changes_per_step); });
    std::set<Uuid> ids;
    for (auto const& change : touched) {
        if (change.entity_kind == "organisation")
            ids.insert(change.entity);
        if (change.entity_kind == "thesaurus") {
            writer_.reset();
            catalogues_.refresh();
            index_.use(catalogues_.thesaurus());
            rebuild();
            return true;
        }
    }
    std::vector<OrganisationId> organisations;
    for (auto const& id : ids)
        organisations.push_back(OrganisationId(id));
    auto const documents = database_.read([&](db::Reader& reader) {
        return documents_of(reader, organisations, *catalogues_.thesaurus(), today());
    });
    for (auto const& document : documents) {
        writer_->put(document);
        ids.erase(document.id);
    }
    for (auto const& gone : ids)
        writer_->remove(gone);
    writer_->commit(touched.back().seq);
    return true;
}

search::Rebuild Finder::rebuilding(std::size_t waiting_max) const
{
    return { folder_, catalogues_.thesaurus(), waiting_max };
}

std::int64_t Finder::rebuild(std::function<void(std::int64_t)> const& progress)
{
    // What changes while it is built has a higher number, and is followed afterwards.
    auto const seq = database_.read([](db::Reader& reader) { return changes::last_seq(reader); });
    auto rebuild = rebuilding(search::Rebuild::waiting_usually);
    std::optional<OrganisationId> after;
    std::int64_t done = 0;
    for (;;) {
        auto const ids = database_.read(
            [&](db::Reader& reader) { return store::ids_after(reader, after, organisations_per_step); });
        if (ids.empty())
            break;
        auto const documents = database_.read(
            [&](db::Reader& reader) { return documents_of(reader, ids, rebuild.thesaurus(), today()); });
        for (auto const& document : documents)
            rebuild.put(document);
        done += static_cast<std::int64_t>(documents.size());
        after = ids.back();
        if (progress)
            progress(done);
    }
    rebuild.finish(seq);
    return done;
}

} // namespace passerelle::directory
