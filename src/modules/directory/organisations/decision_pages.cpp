#include "base/text.hpp"
#include "modules/accounts/access.hpp"
#include "modules/directory/desk/frame_page.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/proposals.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/claims_and_proposals_page.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <utility>

namespace passerelle::directory::organisations {
namespace {

constexpr auto* room_pattern = "/{lang}/@desk/{operator}/@proposals";
constexpr std::size_t reason_length_max = 1000;

struct Waiting {
    std::vector<Claim> claims;
    std::vector<accounts::Person> claimants; ///< of `claims`, one for each
    std::vector<Organisation> claimed;
    std::vector<Proposal> proposals;
    std::vector<std::vector<Organisation>> similar; ///< to `proposals`, one for each
};

// What is open at one time is little; more than fifty are shown once the first ones are decided.
Waiting load(db::Reader& reader, OperatorId at)
{
    Waiting waiting;
    for (auto& claim : open_claims(reader, at, {}).items) {
        auto person = accounts::find_person(reader, claim.person);
        auto entry = access::current(reader, claim.organisation);
        if (!person || !entry)
            continue;
        waiting.claimants.push_back(*std::move(person));
        waiting.claimed.push_back(*std::move(entry));
        waiting.claims.push_back(std::move(claim));
    }
    waiting.proposals = open_proposals(reader, {}).items;
    for (auto const& proposal : waiting.proposals)
        waiting.similar.push_back(similar_entries(reader, proposal.name));
    return waiting;
}

DecisionRow claim_row(
    accounts::Request const& request, accounts::Operator const& at, Waiting const& waiting, std::size_t i)
{
    auto const& claim = waiting.claims[i];
    auto const& person = waiting.claimants[i];
    auto const& entry = waiting.claimed[i];
    return { .title = { .label = entry.name, .url = html::Url(address_of(request, entry)) },
        .lines = { person.name + ", " + person.email,
            i18n::date_time(claim.made_at, request.platform().installation.zone, request.lang()) },
        .text = claim.message,
        .lang = person.lang,
        .id = claim.id.text(),
        .send = html::Url(request.address(
            "/{lang}/@desk/{operator}/@proposals/@claim/{claim}", { at.slug, claim.id.text() })) };
}

DecisionRow proposal_row(
    accounts::Request const& request, accounts::Operator const& at, Waiting const& waiting, std::size_t i)
{
    auto const& proposal = waiting.proposals[i];
    auto const& proposer = proposal.proposer;
    DecisionRow row { .title = { .label = proposal.name },
        .lines = { proposal.postcode + " " + proposal.locality, proposer.name + ", " + proposer.email,
            i18n::date_time(proposal.made_at, request.platform().installation.zone, request.lang()) },
        .text = proposal.text,
        .lang = proposer.lang,
        .id = proposal.id.text(),
        .send = html::Url(request.address(
            "/{lang}/@desk/{operator}/@proposals/{proposal}", { at.slug, proposal.id.text() })) };
    if (!proposal.website.empty())
        row.lines.push_back(proposal.website);
    for (auto const& entry : waiting.similar[i])
        row.similar.push_back({ .label = entry.name, .url = html::Url(address_of(request, entry)) });
    return row;
}

Decision decision_of(accounts::Request const& request)
{
    std::string reason(trim(request.form().fields.text("reason")));
    std::erase(reason, '\r');
    if (count_characters(reason) > reason_length_max)
        reason = i18n::shorten(reason, reason_length_max);
    return { *request.actor().person, std::move(reason), request.today(), request.now() };
}

bool accepts(accounts::Request const& request)
{
    auto const order = request.form().fields.text("do");
    if (order != "accept" && order != "decline")
        accounts::not_found();
    return order == "accept";
}

/// What was decided meanwhile is decided: the page shows what is still open.
http::Response back(accounts::Request const& request, accounts::Operator const& at, bool decided)
{
    return done(request.address(room_pattern, { at.slug }), decided ? "saved" : "late");
}

} // namespace

http::Response decisions_page(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const waiting = request.read([&](db::Reader& reader) { return load(reader, at.id); });
    DecisionsPage decisions { .may_decide
        = request.can(accounts::Action::WriteOwnRecords, accounts::Thing::of(at.id)) };
    for (std::size_t i = 0; i < waiting.claims.size(); ++i)
        decisions.claims.push_back(claim_row(request, at, waiting, i));
    for (std::size_t i = 0; i < waiting.proposals.size(); ++i)
        decisions.proposals.push_back(proposal_row(request, at, waiting, i));
    auto page = desk_page(request, at, request.words().tr("Claims and proposals"));
    say_done(page, request);
    if (request.query().text("done") == "late")
        say(page, html::Notice::Kind::Warn, request.words().tr("Somebody else has decided this meanwhile."));
    return shown(
        views::claims_and_proposals_page(page, desk_frame(request, at, DeskRoom::Proposals), decisions));
}

http::Response decide_claim(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    auto const id = request.id<Claim>("claim");
    auto const thing = request.read([&](db::Reader& reader) -> std::optional<accounts::Thing> {
        auto const claim = find_claim(reader, id);
        return claim ? std::optional(access::thing_of(reader, claim->organisation, request.today()))
                     : std::nullopt;
    });
    if (!thing)
        accounts::not_found();
    request.require(accounts::Action::DecideOnOrganisation, *thing);
    auto const yes = accepts(request);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return yes ? accept_claim(tx, id, decision_of(request), addresses_of(request), request.random())
                   : decline_claim(tx, id, decision_of(request), request.random());
    });
    return back(request, at, !outcome.refused());
}

http::Response decide_proposal(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    auto const id = request.id<Proposal>("proposal");
    auto const yes = accepts(request);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return yes ? accept_proposal(tx, id, decision_of(request), addresses_of(request), request.random())
                   : decline_proposal(tx, id, decision_of(request), request.random());
    });
    return back(request, at, !outcome.refused());
}

} // namespace passerelle::directory::organisations
