#include "modules/directory/duplicates/pages.hpp"

#include "modules/accounts/access.hpp"
#include "modules/directory/duplicates/choice_form.hpp"
#include "modules/directory/duplicates/merging.hpp"
#include "modules/directory/duplicates/views.hpp"
#include "modules/directory/duplicates/views/duplicate_compare_page.hpp"
#include "modules/directory/duplicates/views/duplicate_merged_page.hpp"
#include "modules/directory/duplicates/views/duplicate_pairs_page.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::duplicates {
namespace {

using accounts::Action;
using html::Url;

constexpr auto* pairs_pattern = "/{lang}/@desk/{operator}/@duplicates";
constexpr auto* pair_pattern = "/{lang}/@desk/{operator}/@duplicates/{first}/{second}";
constexpr auto* merge_pattern = "/{lang}/@desk/{operator}/@merges/{merge}";

template<class Markup>
http::Response shown(Markup&& markup, int status = 200)
{
    return http::Response::html(std::forward<Markup>(markup).markup(), status);
}

Author author_of(accounts::Request const& request, accounts::Operator const& at)
{
    return { request.actor().person, at.id, request.now() };
}

/// Two entries that both exist; 404 otherwise.
struct Both {
    accounts::Operator at;
    Organisation first, second;
    Pair pair;
    bool may_decide = false;
};

Both both_of(accounts::Request const& request)
{
    auto at = accounts::acting_operator(request, Action::WriteOwnRecords);
    auto const first = request.id<Organisation>("first");
    auto const second = request.id<Organisation>("second");
    return request.read([&](db::Reader& reader) {
        auto pair = store::find(reader, first, second);
        if (!pair)
            accounts::not_found();
        auto a = directory::store::find(reader, pair->first);
        auto b = directory::store::find(reader, pair->second);
        ensure(a && b);
        auto const today = request.today();
        auto const may_decide
            = request.can(Action::DecideOnOrganisation, access::thing_of(reader, a->id, today))
            && request.can(Action::DecideOnOrganisation, access::thing_of(reader, b->id, today));
        // Staff sees entries of any state; a merged one has nothing to be compared any more.
        if (a->state == State::Merged || b->state == State::Merged)
            accounts::not_found();
        return Both { at, *std::move(a), *std::move(b), *std::move(pair), may_decide };
    });
}

std::string members_line(accounts::Request const& request, OrganisationId id)
{
    return request.read([&](db::Reader& reader) {
        std::string line;
        for (auto const& member : directory::store::member_of(reader, id, request.today()))
            if (auto const at = accounts::find_operator(reader, member))
                line += (line.empty() ? "" : ", ") + at->name;
        return line.empty() ? std::string(request.words().tr("member of no operator")) : line;
    });
}

ComparedRecord record_of(accounts::Request const& request, Organisation const& organisation)
{
    return { organisation.name,
        Url(request.address("/{lang}/@organisations/{organisation}", { organisation.slug })),
        members_line(request, organisation.id) };
}

http::Response show_pair(Directory& directory, accounts::Request const& request, Both const& both,
    std::string error, int status = 200)
{
    auto const page = desk_page(request, both.at, request.words().tr("The same organisation?"));
    auto const first = both.first.id.text();
    auto const second = both.second.id.text();
    ComparePage shown_pair {
        .frame = desk_frame(request, both.at, DeskRoom::Duplicates),
        .score = both.pair.score,
        .first = record_of(request, both.first),
        .second = record_of(request, both.second),
        .differences = differences(both.first, both.second, request.words()),
        .concepts
        = offered_concepts(both.first, both.second, *directory.catalogues.thesaurus(), request.lang()),
        .has_other_site = !both.first.sites.empty() && !both.second.sites.empty()
            && address_line(both.first) != address_line(both.second),
        .error = std::move(error),
        .action = Url(request.address(pair_pattern, { both.at.slug, first, second })),
        .later = Url(request.address(pairs_pattern, { both.at.slug })),
        .may_decide = both.may_decide,
        .first_version = both.first.version,
        .second_version = both.second.version,
    };
    for (auto const& reason : both.pair.reasons)
        shown_pair.reasons.push_back(words_of(reason, request.words()));
    return shown(views::duplicate_compare_page(page, shown_pair), status);
}

/// The form was made for these very versions.
bool is_current(accounts::Request const& request, Both const& both)
{
    auto const& fields = request.form().fields;
    return fields.text("first_version") == std::to_string(both.first.version)
        && fields.text("second_version") == std::to_string(both.second.version);
}

http::Response merge_both(Directory& directory, accounts::Request const& request, Both const& both)
{
    auto const changed = [&] {
        return show_pair(directory, request, both_of(request),
            std::string(request.words().tr("Somebody has changed one of the entries meanwhile. Look again.")),
            409);
    };
    if (!is_current(request, both))
        return changed();
    auto const choice
        = read_choice(request.form().fields, differences(both.first, both.second, request.words()));
    auto const result = chosen(both.first, both.second, choice);
    auto const& survivor = choice.keeps_second ? both.second : both.first;
    auto const& absorbed = choice.keeps_second ? both.first : both.second;
    auto const outcome = request.write([&](db::Transaction& tx) {
        return merge(tx, survivor, absorbed, result, author_of(request, both.at), directory.random);
    });
    if (outcome.refused())
        return changed();
    return http::Response::see_other(request.address(merge_pattern, { both.at.slug, outcome->id.text() }));
}

struct ReachedMerge {
    accounts::Operator at;
    Merge merge;
    Organisation survivor;
};

ReachedMerge reached_merge(accounts::Request const& request)
{
    auto at = accounts::acting_operator(request, Action::WriteOwnRecords);
    auto const id = request.id<Merge>("merge");
    return request.read([&](db::Reader& reader) {
        auto merge = store::find(reader, id);
        auto survivor = merge ? directory::store::find(reader, merge->survivor) : std::nullopt;
        if (!survivor
            || !request.can(
                Action::DecideOnOrganisation, access::thing_of(reader, survivor->id, request.today())))
            accounts::not_found();
        return ReachedMerge { at, *std::move(merge), *std::move(survivor) };
    });
}

http::Response show_merge(
    accounts::Request const& request, ReachedMerge const& reached, std::string text, int status)
{
    auto const& words = request.words();
    auto const is_undone = reached.merge.undone_at.has_value();
    auto const title
        = words.tr(is_undone ? i18n::message("Two organisations again") : i18n::message("Merged"));
    auto const page = desk_page(request, reached.at, title);
    MergedPage merged {
        .frame = desk_frame(request, reached.at, DeskRoom::Duplicates),
        .title = std::string(title),
        .text = std::move(text),
        .survivor = { reached.survivor.name,
            Url(request.address("/{lang}/@organisations/{organisation}", { reached.survivor.slug })), false },
        .back = Url(request.address(pairs_pattern, { reached.at.slug })),
    };
    if (!is_undone)
        merged.undo = Url(request.address(
            std::string(merge_pattern) + "/@undo", { reached.at.slug, reached.merge.id.text() }));
    return shown(views::duplicate_merged_page(page, merged), status);
}

} // namespace

http::Response pairs_page(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, Action::WriteOwnRecords);
    auto const page = desk_page(request, at, request.words().tr("Suspected duplicates"));
    auto const part = request.read([&](db::Reader& reader) {
        return store::open_pairs(reader, at.id, request.today(), request.page_request(25));
    });
    PairsPage pairs { .frame = desk_frame(request, at, DeskRoom::Duplicates) };
    for (auto const& pair : part.items) {
        PairRow row { pair.first_name, pair.second_name,
            Url(request.address(pair_pattern, { at.slug, pair.first.text(), pair.second.text() })),
            pair.score, {} };
        for (auto const& reason : pair.reasons)
            row.reasons.push_back(words_of(reason, request.words()));
        pairs.pairs.push_back(std::move(row));
    }
    if (!part.next.empty())
        pairs.pager.next = Url(request.address(pairs_pattern, { at.slug })).with("after", part.next);
    return shown(views::duplicate_pairs_page(page, pairs));
}

http::Response compare_page(Directory& directory, accounts::Request& request)
{
    return show_pair(directory, request, both_of(request), {});
}

http::Response decide(Directory& directory, accounts::Request& request)
{
    auto const both = both_of(request);
    if (!both.may_decide)
        accounts::not_found();
    auto const decision = request.form().fields.text("decision");
    if (decision == "merge")
        return merge_both(directory, request, both);
    if (decision == "distinct")
        request.write([&](db::Transaction& tx) {
            dismiss(tx, both.first.id, both.second.id, author_of(request, both.at));
        });
    return http::Response::see_other(request.address(pairs_pattern, { both.at.slug }));
}

http::Response merge_page(Directory&, accounts::Request& request)
{
    auto const reached = reached_merge(request);
    return show_merge(request, reached,
        std::string(reached.merge.undone_at
                ? request.words().tr("The merge was undone. Each entry is as it was before.")
                : request.words().tr("There is one entry now. The old address leads to it.")),
        200);
}

http::Response undo_merge(Directory& directory, accounts::Request& request)
{
    auto const reached = reached_merge(request);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return unmerge(tx, reached.merge, author_of(request, reached.at), directory.random);
    });
    if (outcome.refused() && outcome.refusal() == UnmergeRefused::Touched)
        return show_merge(request, reached,
            std::string(request.words().tr("The entry was changed since the merge. It cannot be taken apart "
                                           "any more without losing that.")),
            409);
    return http::Response::see_other(
        request.address(merge_pattern, { reached.at.slug, reached.merge.id.text() }));
}

} // namespace passerelle::directory::duplicates
