#include "app/clock.hpp"
#include "app/tests/network.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/address_change_store.hpp"
#include "modules/accounts/erasure.hpp"
#include "modules/directory/imports/store.hpp"
#include "modules/directory/organisations/claim_store.hpp"
#include "modules/directory/organisations/proposal_store.hpp"
#include "platform/changes/changes.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/store.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

/// What nobody needs any more goes by itself, and what somebody wants gone is gone everywhere.
namespace passerelle::app::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Each kind of row that is older than a year, by name.
static db::Statement const old_rows { "test.old_rows", R"sql(
    select 'address_changes' from address_changes where created_at < $1
    union all select 'imports' from imports where state = 'draft' and made_at < $1
    union all select 'mails' from outbox where ended_at < $1
    union all select 'one_time_links' from one_time_links where created_at < $1
    union all select 'proposals' from proposals where state = 'unsent' and made_at < $1
    union all select 'sessions' from sessions where created_at < $1
    union all select 'throttles' from throttles where window_start < $1
    order by 1
)sql" };

class Retention : public ::testing::Test {
protected:
    db::Database& database() { return network_.house().database(); }
    Random& random() { return network_.house().random(); }

    std::vector<std::string> old_kinds()
    {
        return database().read([&](db::Reader& reader) {
            return reader.all(
                old_rows, [](db::Row const& row) { return row.text(0); }, now() - Duration::days(365));
        });
    }

    void leave_old_rows(Instant at)
    {
        auto const& secret = network_.house().platform().installation.secret;
        auto const operator_id = network_.home().id;
        database().write([&](db::Transaction& tx) {
            auto const person = accounts::ensure_person(tx, "old@example.ch", "Old", Lang::fr, at, random());
            accounts::open_session(tx, person.id, "", {}, *LocalDate::parse("2020-01-01"), at, random());
            accounts::sign_in_token(tx, person.id, at, random());
            accounts::store::insert_address_change(
                tx, "hash", { person.id, "", "new@example.ch" }, at, at + Duration::days(7));
            accounts::count_try(tx, secret, { "test", "somebody", 5 }, at);
            auto const mail = mail::send(tx,
                { .purpose = "test",
                    .lang = Lang::fr,
                    .to = { "", "old@example.ch" },
                    .subject = "old",
                    .text = "old" },
                at, random());
            mail::store::end(tx, mail, mail::State::Sent, {}, at);
            directory::Proposal proposal;
            proposal.id = directory::ProposalId::fresh(at, random());
            proposal.name = "Old";
            proposal.proposer.email = "old@example.ch";
            proposal.made_at = at;
            directory::store::insert(tx, proposal);
            directory::imports::Import draft;
            draft.id = directory::imports::ImportId::fresh(at, random());
            draft.operator_id = operator_id;
            draft.file_name = "old.csv";
            draft.made_at = at;
            directory::imports::store::insert(tx, draft, "ref;name");
        });
    }

    Network network_;
};

TEST_F(Retention, of_every_kind_is_somebody_s_work)
{
    leave_old_rows(now() - Duration::days(500));
    EXPECT_THAT(old_kinds(),
        ElementsAre(
            "address_changes", "imports", "mails", "one_time_links", "proposals", "sessions", "throttles"));
    network_.house().workers().run_due();
    EXPECT_THAT(old_kinds(), IsEmpty());
}

/// The names of files in which the text stands, whatever its case.
std::vector<std::string> files_with(std::filesystem::path const& folder, std::string const& text)
{
    std::vector<std::string> found;
    for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file())
            continue;
        std::ifstream stream(file.path(), std::ios::binary);
        std::stringstream content;
        content << stream.rdbuf();
        auto bytes = content.str();
        std::transform(bytes.begin(), bytes.end(), bytes.begin(),
            [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (bytes.find(text) != std::string::npos)
            found.push_back(file.path().filename());
    }
    return found;
}

class Erasure : public Retention {
protected:
    accounts::Person a_canary()
    {
        return database().write([&](db::Transaction& tx) {
            auto const at = now();
            auto const today = i18n::today(at, network_.house().platform().installation.zone);
            auto const person = accounts::ensure_person(
                tx, "canary@canary.example", "Canary Seven", Lang::fr, at, random());
            accounts::give_role(tx, person.id, network_.organisation().id, accounts::OrganisationRole::Editor,
                "Chief canary", {}, today, at, random());
            directory::Claim claim;
            claim.id = directory::ClaimId::fresh(at, random());
            claim.organisation = network_.organisation().id;
            claim.person = person.id;
            claim.message = "I am the canary";
            claim.made_at = at;
            directory::store::insert(tx, claim);
            directory::Proposal proposal;
            proposal.id = directory::ProposalId::fresh(at, random());
            proposal.name = "Birds";
            proposal.proposer.name = "Canary";
            proposal.proposer.email = "Canary@canary.example";
            proposal.state = directory::ProposalState::Declined;
            proposal.made_at = at;
            directory::store::insert(tx, proposal);
            mail::send(tx,
                { .purpose = "test",
                    .lang = Lang::fr,
                    .to = { "Canary", "canary@canary.example" },
                    .subject = "Canary",
                    .text = "canary" },
                at, random());
            return person;
        });
    }
};

TEST_F(Erasure, leaves_nothing_of_a_person_in_any_file_and_the_chain_whole)
{
    auto const person = a_canary();
    auto const& platform = network_.house().platform();
    auto const at = now();
    database().write([&](db::Transaction& tx) {
        auto const outcome = accounts::erase_person(tx, person.id, { .now = at },
            i18n::today(at, platform.installation.zone), platform.forget_elsewhere, random());
        ASSERT_FALSE(outcome.refused());
        accounts::forget_mails(tx, person.id.text());
    });
    EXPECT_FALSE(database().read([](db::Reader& reader) { return changes::verify_chain(reader); }).broken_at);
    EXPECT_THAT(files_with(network_.shut(), "canary"), IsEmpty());
}

TEST_F(Erasure, would_be_noticed_if_it_were_not_whole)
{
    a_canary();
    EXPECT_THAT(files_with(network_.shut(), "canary"), testing::Not(IsEmpty()));
}

} // namespace
} // namespace passerelle::app::tests
