#include "modules/directory/desk/awaiting.hpp"
#include "modules/directory/desk/change_log.hpp"
#include "modules/directory/desk/change_words.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/desk/views/desk_choice_page.hpp"
#include "modules/directory/desk/views/desk_home_page.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::desk {
namespace {

std::vector<html::Link> desks_of(accounts::Request const& request)
{
    std::vector<html::Link> desks;
    for (auto const& at : request.read([](db::Reader& reader) { return accounts::operators(reader); }))
        if (request.can(accounts::Action::ReadOwnRecords, accounts::Thing::of(at.id)))
            desks.push_back({ at.name, html::Url(request.address("/{lang}/@desk/{operator}", { at.slug })) });
    return desks;
}

/// The cards of one desk; a card whose room this program does not have leads nowhere.
class Cards {
public:
    Cards(accounts::Request const& request, accounts::Operator const& at) : request_(request), at_(at) {}

    html::Url room(std::string_view pattern) const { return mounted_url(request_, pattern, { at_.slug }); }

    void add(std::int64_t count, std::string title, html::Url url, std::string_view note = {})
    {
        auto const is_done = count == 0;
        cards_.push_back({ counted(count, request_), std::move(title),
            std::string(is_done ? request_.words().tr("nothing to do") : note), std::move(url), is_done });
    }

    std::vector<AwaitCard> take() { return std::move(cards_); }

private:
    accounts::Request const& request_;
    accounts::Operator const& at_;
    std::vector<AwaitCard> cards_;
};

void add_texts(Cards& cards, OpenTexts const& texts, accounts::Request const& request)
{
    html::Tr const tr(request.words());
    auto const language = i18n::lang_name(texts.lang, request.lang());
    auto const room = cards.room("/{lang}/@desk/{operator}/@translations");
    auto const both = std::min<std::int64_t>(texts.outdated + texts.missing, count_max + 1);
    cards.add(both, tr("texts to translate into {language}", { { "language", language } }),
        room.empty() ? room : room.with("to", texts.lang.code()),
        tr("{missing} missing, {outdated} outdated",
            { { "missing", counted(texts.missing, request) },
                { "outdated", counted(texts.outdated, request) } }));
}

std::vector<AwaitCard> cards_of(
    accounts::Request const& request, accounts::Operator const& at, Awaiting const& awaiting)
{
    auto const tr = [&](std::string_view msgid) { return std::string(request.words().tr(msgid)); };
    auto const trn = [&](std::string_view one, std::string_view many, std::int64_t n) {
        return std::string(request.words().trn(one, many, n));
    };
    Cards cards(request, at);
    auto const list = html::Url(request.address("/{lang}/@desk/{operator}/@organisations", { at.slug }));
    auto const proposals = cards.room("/{lang}/@desk/{operator}/@proposals");
    cards.add(awaiting.claims, trn("claim of an entry", "claims of entries", awaiting.claims), proposals,
        tr("somebody wants to keep an entry"));
    cards.add(awaiting.proposals, trn("proposed organisation", "proposed organisations", awaiting.proposals),
        proposals, tr("to publish or to decline"));
    cards.add(awaiting.duplicates, trn("suspected duplicate", "suspected duplicates", awaiting.duplicates),
        cards.room("/{lang}/@desk/{operator}/@duplicates"), tr("to compare"));
    cards.add(awaiting.unconfirmed, trn("entry to confirm", "entries to confirm", awaiting.unconfirmed),
        list.with("unconfirmed", "1").with("sort", "confirmed"), tr("no news for more than a year"));
    for (auto const& texts : awaiting.texts)
        add_texts(cards, texts, request);
    cards.add(awaiting.imports, trn("import to finish", "imports to finish", awaiting.imports),
        cards.room("/{lang}/@desk/{operator}/@imports"), tr("uploaded, not carried out yet"));
    cards.add(awaiting.expiring, trn("certification runs out", "certifications run out", awaiting.expiring),
        list.with("expiring", "1"), tr("within 90 days"));
    auto const mails = request.can(accounts::Action::AdministerOperator, accounts::Thing::of(at.id))
        ? cards.room("/{lang}/@desk/{operator}/@mails")
        : html::Url();
    cards.add(awaiting.mails_refused, trn("mail refused", "mails refused", awaiting.mails_refused),
        mails.empty() ? mails : mails.with("state", "refused"),
        tr("the receiving server does not know the address"));
    return cards.take();
}

std::vector<LatestLine> latest_lines(Directory& directory, accounts::Request const& request,
    accounts::Operator const& at, std::vector<changes::Entry> const& entries, Names const& names)
{
    std::vector<LatestLine> lines;
    for (auto const& entry : entries) {
        auto const* const called = called_in(names, entry);
        if (!called)
            continue;
        auto const actor = entry.actor ? names.persons.find(*entry.actor) : names.persons.end();
        auto const when = i18n::date_time(entry.at, directory.installation.zone, request.lang());
        lines.push_back({ called->name, desk_entry_url(request, at, called->slug),
            what_was_done(entry.action, request.words()),
            actor == names.persons.end() ? when : actor->second + ", " + when });
    }
    return lines;
}

} // namespace

http::Response choose_desk(Directory&, accounts::Request& request)
{
    DeskChoicePage choice { desks_of(request) };
    if (choice.desks.empty())
        accounts::not_found();
    if (choice.desks.size() == 1)
        return http::Response::see_other(choice.desks.front().url.text());
    auto page = request.page(request.words().tr("Whose desk?"));
    page.noindex = true;
    return shown(views::desk_choice_page(page, choice));
}

http::Response home_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    Page<changes::Entry> latest;
    Names names;
    auto const waiting = request.read([&](db::Reader& reader) {
        latest = latest_changes(reader, at.id, { .limit = 12, .after = {} });
        names = names_in(reader, latest.items);
        return awaiting(reader, at.id, directory.installation.langs, request.today(), request.now());
    });
    DeskHomePage home { desk_frame(request, at, DeskRoom::Awaiting), cards_of(request, at, waiting),
        latest_lines(directory, request, at, latest.items, names),
        html::Url(request.address("/{lang}/@desk/{operator}/@changes", { at.slug })) };
    auto const page = desk_page(request, at, request.words().tr("What awaits me"));
    return shown(views::desk_home_page(page, home));
}

} // namespace passerelle::directory::desk
