#include "modules/directory/finding/cards.hpp"

#include "platform/changes/changes.hpp"

#include <algorithm>
#include <unordered_map>

namespace passerelle::directory::finding {
namespace {

/// Behind by more than that, everything is forgotten.
constexpr int changes_worth_following = 500;

std::string_view key_of(Uuid const& id)
{
    return { reinterpret_cast<char const*>(id.bytes.data()), id.bytes.size() };
}

std::size_t size_of(WholeCard const& whole)
{
    auto const& card = whole.card;
    auto size = sizeof(WholeCard) + card.slug.size() + card.name.size() + card.postcode.size()
        + card.locality.size() + card.canton.size() + card.place_id.size();
    for (auto const& version : card.summary.versions())
        size += sizeof(version) + version.text.size();
    for (auto const& claimed : whole.concepts)
        size += sizeof(claimed) + claimed.id.size();
    return size;
}

} // namespace

void Cards::follow(db::Reader& reader, std::int64_t seq)
{
    std::int64_t known = 0;
    {
        std::lock_guard const lock(mutex_);
        known = seq_;
    }
    if (seq <= known)
        return;
    auto const touched = changes::touched_after(reader, known, changes_worth_following);
    std::lock_guard const lock(mutex_);
    if (touched.size() == changes_worth_following)
        known_.clear();
    else
        for (auto const& change : touched)
            known_.forget(key_of(change.entity));
    seq_ = std::max(seq_, seq);
}

std::vector<Card> Cards::load(
    db::Reader& reader, std::vector<OrganisationId> const& ids, Sight sight, LocalDate today)
{
    auto const seq = changes::last_seq(reader);
    follow(reader, seq);
    std::unordered_map<Uuid, std::shared_ptr<WholeCard const>> found;
    std::vector<OrganisationId> unknown;
    for (auto const& id : ids)
        if (auto known = known_.find(key_of(id.uuid())))
            found.emplace(id.uuid(), std::move(known));
        else
            unknown.push_back(id);
    for (auto& whole : read_cards(reader, unknown)) {
        auto const id = whole.card.id.uuid();
        auto const kept = std::make_shared<WholeCard const>(std::move(whole));
        found.emplace(id, kept);
        std::lock_guard const lock(mutex_);
        // Read at an earlier moment than another thread has followed to, it may be what that one forgot.
        if (seq_ == seq)
            known_.keep(std::string(key_of(id)), kept, size_of(*kept));
    }
    std::vector<Card> cards;
    for (auto const& id : ids)
        if (auto const whole = found.extract(id.uuid()); whole)
            cards.push_back(card_as_seen(*whole.mapped(), sight, today));
    return cards;
}

} // namespace passerelle::directory::finding
