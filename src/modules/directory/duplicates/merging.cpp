#include "modules/directory/duplicates/merging.hpp"

#include "base/ensure.hpp"
#include "modules/directory/duplicates/undo_portable.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/changes/changes.hpp"

namespace passerelle::directory::duplicates {
namespace {

bool is_there(Organisation const& organisation)
{
    return organisation.state == State::Published || organisation.state == State::Proposed;
}

void log(db::Transaction& tx, OrganisationId id, std::string_view action, Author const& author)
{
    changes::record(tx,
        { author.now, author.person ? std::optional(author.person->uuid()) : std::nullopt,
            author.operator_id ? std::optional(author.operator_id->uuid()) : std::nullopt,
            std::string(action), "organisation", id.uuid() });
}

/// Sites that come from the other entry get ids of their own there.
void renew_sites(Organisation& result, Organisation const& survivor)
{
    for (auto& site : result.sites) {
        auto const is_own = [&](Site const& own) { return own.id == site.id; };
        if (std::none_of(survivor.sites.begin(), survivor.sites.end(), is_own))
            site.id = SiteId();
    }
}

} // namespace

Outcome<Merge, MergeRefused> merge(db::Transaction& tx, Organisation const& survivor,
    Organisation const& absorbed, Organisation result, Author const& author, Random& random)
{
    // 1. Both exist and are what they were when the choice was made.
    if (survivor.id == absorbed.id || !is_there(survivor) || !is_there(absorbed))
        return MergeRefused::NotThere;
    MergeUndo undo { survivor, absorbed, 0, 0, store::hanging_on(tx, absorbed.id),
        store::leading_to(tx, absorbed.id) };

    // 2. The survivor takes the chosen values.
    renew_sites(result, survivor);
    result.state = survivor.state == State::Published || absorbed.state == State::Published ? State::Published
                                                                                            : survivor.state;
    auto const written = write(tx, survivor, std::move(result), "organisation.merged", author, random);
    if (written.refused())
        return MergeRefused::ChangedMeanwhile;
    if (written->version == survivor.version)
        log(tx, survivor.id, "organisation.merged", author);

    // 3. The other leads to it, and so does whatever led there.
    auto gone = absorbed;
    gone.state = State::Merged;
    gone.successor = survivor.id;
    auto const left = write(tx, absorbed, gone, "organisation.absorbed", author, random);
    if (left.refused())
        return MergeRefused::ChangedMeanwhile;
    store::lead_to(tx, undo.led_to_absorbed, survivor.id);

    // 4. What hangs on it goes over, each operator's own to the same operator.
    store::hand_over(tx, undo.hanging, survivor.id);
    store::set_state(tx, survivor.id, absorbed.id, PairState::Merged);
    store::forget_open(tx, absorbed.id);

    undo.survivor_version = written->version;
    undo.absorbed_version = left->version;
    Merge done { MergeId::fresh(author.now, random), survivor.id, absorbed.id, text_of(undo), author.now,
        author.person, {} };
    store::insert(tx, done);
    return done;
}

Outcome<Done, UnmergeRefused> unmerge(
    db::Transaction& tx, Merge const& merge, Author const& author, Random& random)
{
    if (merge.undone_at)
        return UnmergeRefused::Undone;
    auto const undo = parse_merge_undo(merge.undo);
    auto const survivor = directory::store::find(tx, merge.survivor);
    auto const absorbed = directory::store::find(tx, merge.absorbed);
    if (!survivor || !absorbed || survivor->version != undo.survivor_version
        || absorbed->version != undo.absorbed_version)
        return UnmergeRefused::Touched;
    ensure(write(tx, *survivor, undo.survivor, "merge.undone", author, random));
    ensure(write(tx, *absorbed, undo.absorbed, "merge.undone", author, random));
    store::lead_to(tx, undo.led_to_absorbed, merge.absorbed);
    store::hand_over(tx, undo.hanging, merge.absorbed);
    store::set_state(tx, merge.survivor, merge.absorbed, PairState::Open);
    store::set_undone(tx, merge.id, author.now);
    log(tx, merge.survivor, "merge.undone", author);
    return Done {};
}

void dismiss(db::Transaction& tx, OrganisationId a, OrganisationId b, Author const& author)
{
    store::set_state(tx, a, b, PairState::Dismissed);
    changes::record(tx,
        { author.now, author.person ? std::optional(author.person->uuid()) : std::nullopt,
            author.operator_id ? std::optional(author.operator_id->uuid()) : std::nullopt,
            "duplicate.dismissed", "duplicate_pair", std::min(a, b).uuid(), {},
            changes::Fields().add("other", std::max(a, b)) });
}

} // namespace passerelle::directory::duplicates
