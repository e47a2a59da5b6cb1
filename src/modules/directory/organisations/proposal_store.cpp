#include "modules/directory/organisations/proposal_store.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "platform/i18n/fold.hpp"

namespace passerelle::directory {

std::string_view code_of(ProposalState state)
{
    switch (state) {
    case ProposalState::Unsent:
        return "unsent";
    case ProposalState::Open:
        return "open";
    case ProposalState::Accepted:
        return "accepted";
    case ProposalState::Declined:
        return "declined";
    }
    ensure(false);
}

} // namespace passerelle::directory

namespace passerelle::directory::store {
namespace {

ProposalState parse_proposal_state(std::string_view code)
{
    for (auto const state :
        { ProposalState::Unsent, ProposalState::Open, ProposalState::Accepted, ProposalState::Declined })
        if (code_of(state) == code)
            return state;
    ensure(false);
}

Proposal read_proposal(db::Row const& row)
{
    auto const kind = parse_kind(row.view(1));
    ensure(kind);
    return { row.id<Proposal>(0), *kind, row.text(2), row.text(3), row.text(4), row.text(5), row.text(6),
        { row.text(8), row.text(7), row.lang(9) }, parse_proposal_state(row.view(10)),
        row.optional_id<Organisation>(11), row.instant(12), row.optional_instant(13),
        row.optional_id<accounts::Person>(14) };
}

} // namespace

static db::Statement const find_proposal_sql { "directory.find_proposal", R"sql(
    select id, kind, name, postcode, locality, website, text, person_name, email, lang, state,
           organisation_id, made_at, decided_at, decided_by
    from proposals where id = $1
)sql" };

std::optional<Proposal> find_proposal(db::Reader& reader, ProposalId id)
{
    return reader.one(find_proposal_sql, read_proposal, id);
}

static db::Statement const proposal_of_sql { "directory.proposal_of", R"sql(
    select id, kind, name, postcode, locality, website, text, person_name, email, lang, state,
           organisation_id, made_at, decided_at, decided_by
    from proposals where organisation_id = $1 order by made_at limit 1
)sql" };

std::optional<Proposal> proposal_of(db::Reader& reader, OrganisationId organisation)
{
    return reader.one(proposal_of_sql, read_proposal, organisation);
}

static db::Statement const open_proposals_sql { "directory.open_proposals", R"sql(
    select id, kind, name, postcode, locality, website, text, person_name, email, lang, state,
           organisation_id, made_at, decided_at, decided_by
    from proposals where state = 'open' and (made_at > $1 or (made_at = $1 and id > $2))
    order by made_at, id limit $3
)sql" };

Page<Proposal> open_proposals(db::Reader& reader, PageRequest const& request)
{
    auto const key = db::parse_cursor(request.after, 2);
    auto const made_at = key ? parse_integer((*key)[0]) : std::nullopt;
    auto const id = key ? ProposalId::parse((*key)[1]) : std::nullopt;
    Page<Proposal> page;
    page.items = reader.all(open_proposals_sql, read_proposal, static_cast<std::int64_t>(made_at.value_or(0)),
        id.value_or(ProposalId()), request.limit + 1);
    if (static_cast<int>(page.items.size()) > request.limit) {
        page.items.pop_back();
        auto const& last = page.items.back();
        page.next = db::cursor({ std::to_string(last.made_at.milliseconds), last.id.text() });
    }
    return page;
}

static db::Statement const insert_proposal { "directory.insert_proposal", R"sql(
    insert into proposals (id, kind, name, postcode, locality, website, text, person_name, email, lang,
        state, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
)sql" };

void insert(db::Transaction& tx, Proposal const& proposal)
{
    tx.run(insert_proposal, proposal.id, code_of(proposal.kind), proposal.name, proposal.postcode,
        proposal.locality, proposal.website, proposal.text, proposal.proposer.name, proposal.proposer.email,
        proposal.proposer.lang, code_of(proposal.state), proposal.made_at);
}

static db::Statement const update_proposal { "directory.update_proposal", R"sql(
    update proposals set state = $3, organisation_id = $4, decided_at = $5, decided_by = $6
    where id = $1 and state = $2
)sql" };

bool update(db::Transaction& tx, Proposal const& proposal, ProposalState before)
{
    return tx.run(update_proposal, proposal.id, code_of(before), code_of(proposal.state),
               proposal.organisation, proposal.decided_at, proposal.decided_by)
        == 1;
}

static db::Statement const delete_unsent_sql { "directory.delete_unsent_proposals", R"sql(
    delete from proposals where state = 'unsent' and made_at < $1
)sql" };

std::int64_t delete_unsent(db::Transaction& tx, Instant before) { return tx.run(delete_unsent_sql, before); }

static db::Statement const delete_unsent_of_sql { "directory.delete_unsent_proposals_of", R"sql(
    delete from proposals where state = 'unsent' and lower(email) = $1
)sql" };
static db::Statement const forget_proposer_sql { "directory.forget_proposer", R"sql(
    update proposals set person_name = '', email = ''
    where state in ('accepted', 'declined') and lower(email) = $1
)sql" };

void forget_proposer(db::Transaction& tx, std::string_view email)
{
    tx.run(delete_unsent_of_sql, i18n::lower(email));
    tx.run(forget_proposer_sql, i18n::lower(email));
}

static db::Statement const published_by_key_sql { "directory.published_by_key", R"sql(
    select id, name_key from organisations
    where name_key >= $1 and name_key < $2 and state = 'published'
    order by name_key, id limit 200
)sql" };

std::vector<NamedEntry> published_by_key(db::Reader& reader, std::string_view key_begin)
{
    return reader.all(
        published_by_key_sql,
        [](db::Row const& row) {
            return NamedEntry { row.id<Organisation>(0), row.text(1) };
        },
        key_begin,
        std::string(key_begin) + "{"); // the character after z: keys are letters, digits and blanks
}

} // namespace passerelle::directory::store
