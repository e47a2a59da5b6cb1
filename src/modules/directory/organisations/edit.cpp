#include "modules/directory/organisations/edit.hpp"

#include "base/ensure.hpp"
#include "platform/search/reading.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory {
namespace {

// A long text names many things in passing; nobody decides on more than this at a time.
constexpr std::size_t proposals_max = 20;

constexpr std::array<LocalisedText Organisation::*, 3> telling_texts { &Organisation::summary,
    &Organisation::description, &Organisation::offers };

bool has(Organisation const& entry, std::string_view id)
{
    return std::any_of(entry.concepts.begin(), entry.concepts.end(),
        [&](ClaimedConcept const& claimed) { return claimed.concept_id == id; });
}

/// Said already, by something narrower: who does bar turning does turning.
bool is_covered(Organisation const& entry, search::Concept number, search::Thesaurus const& thesaurus)
{
    return std::any_of(entry.concepts.begin(), entry.concepts.end(), [&](ClaimedConcept const& claimed) {
        auto const known = thesaurus.find(claimed.concept_id);
        return known && claimed.standing == Standing::Confirmed && thesaurus.is_within(*known, number);
    });
}

bool texts_differ(Organisation const& a, Organisation const& b)
{
    return std::any_of(
        telling_texts.begin(), telling_texts.end(), [&](auto const text) { return a.*text != b.*text; });
}

} // namespace

std::vector<std::string> recognised_concepts(Organisation const& entry, search::Thesaurus const& thesaurus)
{
    std::vector<std::string> ids;
    for (auto const text : telling_texts)
        for (auto const& version : (entry.*text).versions())
            for (auto const& found : search::recognise(thesaurus, version.text, version.lang)) {
                if (found.part || found.ambiguous || thesaurus.is_facet(found.concept_number))
                    continue;
                auto id = std::string(thesaurus.id(found.concept_number));
                auto const listed = std::find(ids.begin(), ids.end(), id) != ids.end();
                if (!listed && !has(entry, id) && !is_covered(entry, found.concept_number, thesaurus))
                    ids.push_back(std::move(id));
            }
    if (ids.size() > proposals_max)
        ids.resize(proposals_max);
    return ids;
}

Outcome<Organisation, WriteRefused> edit(db::Transaction& tx, Organisation const& before, Organisation after,
    search::Thesaurus const& thesaurus, Author const& author, Random& random)
{
    if (texts_differ(before, after))
        for (auto& id : recognised_concepts(after, thesaurus))
            after.concepts.push_back({ std::move(id), Standing::Proposed, "", {} });
    return write(tx, before, std::move(after), "organisation.edited", author, random);
}

Outcome<Organisation, WriteRefused> decide_on_concepts(db::Transaction& tx, Organisation const& before,
    ConceptDecisions const& decisions, Author const& author, Random& random)
{
    auto const names = [](std::vector<std::string> const& ids, std::string const& id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    auto after = before;
    for (auto& claimed : after.concepts) {
        if (claimed.standing != Standing::Proposed)
            continue;
        if (names(decisions.confirmed, claimed.concept_id))
            claimed.standing = Standing::Confirmed;
        else if (names(decisions.declined, claimed.concept_id))
            claimed.standing = Standing::Declined;
    }
    return write(tx, before, std::move(after), "organisation.edited", author, random);
}

Outcome<Organisation, WriteRefused> confirm_entry(
    db::Transaction& tx, Organisation const& before, Author const& author, Random& random)
{
    auto after = before;
    after.confirmed_at = author.now;
    return write(tx, before, std::move(after), "organisation.confirmed", author, random);
}

Outcome<Organisation, WriteRefused> set_state(
    db::Transaction& tx, Organisation const& before, State state, Author const& author, Random& random)
{
    ensure(state != State::Merged && before.state != State::Merged);
    auto after = before;
    after.state = state;
    auto const* action = state == State::Published ? "organisation.published"
        : state == State::Archived                 ? "organisation.archived"
                                                   : "organisation.proposed";
    return write(tx, before, std::move(after), action, author, random);
}

} // namespace passerelle::directory
