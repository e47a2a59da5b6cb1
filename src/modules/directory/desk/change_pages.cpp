#include "base/text.hpp"
#include "modules/directory/desk/change_log.hpp"
#include "modules/directory/desk/change_words.hpp"
#include "modules/directory/desk/pages.hpp"
#include "modules/directory/desk/undo.hpp"
#include "modules/directory/desk/views/changes_page.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "modules/directory/undo/logged_entry_portable.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::desk {
namespace {

constexpr auto* record_pattern = "/{lang}/@desk/{operator}/@changes/{kind}/{entity}";

/// What one page of the log tells with.
struct Teller {
    accounts::Request const& request;
    accounts::Operator const& at;
    Names const& names;
    Telling telling;

    ChangeEntry tell(changes::Entry const& entry) const
    {
        auto const local = i18n::to_local(entry.at, telling.zone);
        ChangeEntry told_entry;
        told_entry.datetime = entry.at.text();
        told_entry.time = i18n::time_of_day(local);
        told_entry.who = who(entry);
        told_entry.what = what_was_done(entry.action, telling.words);
        told_entry.values = told(fields_changed(entry, at.id), telling);
        told_entry.seq = std::to_string(entry.seq);
        if (!entry.before && !entry.after)
            told_entry.note = telling.words.tr("The values were erased.");
        return told_entry;
    }

    /// With the record's name, where a log is of many.
    ChangeEntry tell_with_thing(changes::Entry const& entry) const
    {
        auto told_entry = tell(entry);
        if (auto const* const called = called_in(names, entry))
            told_entry.thing = called->name;
        if (!told_entry.thing.empty())
            told_entry.thing_url = html::Url(
                request.address(record_pattern, { at.slug, entry.entity_kind, entry.entity.text() }));
        return told_entry;
    }

    std::string who(changes::Entry const& entry) const
    {
        if (!entry.actor)
            return std::string(telling.words.tr("The program"));
        auto const found = names.persons.find(*entry.actor);
        return found == names.persons.end() ? std::string(telling.words.tr("Somebody")) : found->second;
    }
};

/// Entries come newest first; each day stands once.
void add_to_day(std::vector<ChangeDay>& days, ChangeEntry entry, LocalDate day, Lang lang)
{
    auto const id = "day-" + day.text();
    if (days.empty() || days.back().id != id)
        days.push_back({ i18n::long_date(day, lang), id, {} });
    days.back().entries.push_back(std::move(entry));
}

html::Pager pager_of(html::Url const& start, PageRequest const& asked, std::string const& next)
{
    return { .previous = asked.after.empty() ? html::Url() : start,
        .next = next.empty() ? html::Url() : start.with("after", next) };
}

void say_undone(html::Page& page, accounts::Request const& request)
{
    auto const code = request.query().text("done");
    auto const& words = request.words();
    using Kind = html::Notice::Kind;
    if (code == "undone")
        say(page, Kind::Good, std::string(words.tr("The change was taken back.")));
    else if (code == "not-last")
        say(page, Kind::Bad,
            std::string(words.tr("Nothing was changed: the entry was changed again in the meantime.")));
    else if (code == "not-possible")
        say(page, Kind::Bad, std::string(words.tr("This change cannot be taken back here.")));
}

struct Read {
    Page<changes::Entry> part;
    Names names;
    std::optional<Called> called;
};

/// The organisation's name, where the record is one that this actor may change.
bool may_undo(accounts::Request const& request, Uuid const& entity)
{
    auto const id = OrganisationId(entity);
    auto const thing = request.read([&](db::Reader& reader) {
        return accounts::Thing::of(id, store::member_of(reader, id, request.today()));
    });
    return request.can(accounts::Action::EditOrganisation, thing);
}

} // namespace

http::Response changes_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const asked = request.page_request();
    auto const read = request.read([&](db::Reader& reader) {
        auto part = latest_changes(reader, at.id, asked);
        auto names = names_in(reader, part.items);
        return Read { std::move(part), std::move(names), {} };
    });
    auto const thesaurus = directory.catalogues.thesaurus();
    Teller const teller { request, at, read.names,
        { request.words(), *thesaurus, directory.installation.zone } };
    ChangesPage log { .frame = desk_frame(request, at, DeskRoom::Changes) };
    for (auto const& entry : read.part.items)
        add_to_day(log.days, teller.tell_with_thing(entry),
            i18n::today(entry.at, directory.installation.zone), request.lang());
    log.pager = pager_of(
        html::Url(request.address("/{lang}/@desk/{operator}/@changes", { at.slug })), asked, read.part.next);
    auto const page = desk_page(request, at, request.words().tr("Change log"));
    return shown(views::changes_page(page, log));
}

http::Response record_changes_page(Directory& directory, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::ReadOwnRecords);
    auto const kind = request.param("kind");
    auto const entity = request.id<Organisation>("entity").uuid();
    auto const asked = request.page_request();
    auto const read = request.read([&](db::Reader& reader) {
        auto part = changes_of(reader, at.id, kind, entity, asked);
        auto names = names_in(reader, part.items);
        return Read { std::move(part), std::move(names), {} };
    });
    if (read.part.items.empty() && read.part.next.empty())
        accounts::not_found();
    auto const thesaurus = directory.catalogues.thesaurus();
    Teller const teller { request, at, read.names,
        { request.words(), *thesaurus, directory.installation.zone } };
    ChangesPage log { .frame = desk_frame(request, at, DeskRoom::Changes) };
    auto title = std::string(request.words().tr("Change log"));
    auto const start = html::Url(request.address(record_pattern, { at.slug, kind, entity.text() }));
    auto is_newest = asked.after.empty();
    for (auto const& entry : read.part.items) {
        auto told_entry = teller.tell(entry);
        if (is_newest && kind == "organisation" && undo::can_put_back(entry) && may_undo(request, entity))
            told_entry.undo = html::Url(request.address(
                "/{lang}/@desk/{operator}/@changes/{kind}/{entity}/@undo", { at.slug, kind, entity.text() }));
        is_newest = false;
        add_to_day(log.days, std::move(told_entry), i18n::today(entry.at, directory.installation.zone),
            request.lang());
    }
    if (auto const* const called
        = read.part.items.empty() ? nullptr : called_in(read.names, read.part.items.front())) {
        title = html::Tr(request.words())("Change log: {name}", { { "name", called->name } });
        log.record = desk_entry_url(request, at, called->slug);
    }
    log.pager = pager_of(start, asked, read.part.next);
    auto page = desk_page(request, at, title);
    say_undone(page, request);
    return shown(views::changes_page(page, log));
}

http::Response undo_last_change(Directory&, accounts::Request& request)
{
    auto const at = accounts::acting_operator(request, accounts::Action::WriteOwnRecords);
    request.check_csrf();
    auto const id = request.id<Organisation>("entity");
    if (request.param("kind") != "organisation" || !may_undo(request, id.uuid()))
        accounts::not_found();
    auto const seq = parse_integer(request.form().fields.text("seq")).value_or(0);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return undo_change(tx, id, seq, author_of(request, at.id), request.random());
    });
    auto const address = request.address(record_pattern, { at.slug, "organisation", id.text() });
    if (outcome)
        return done(address, {}, "undone");
    switch (outcome.refusal()) {
    case UndoRefused::Unknown:
    case UndoRefused::NotPossible:
        return done(address, {}, "not-possible");
    case UndoRefused::NotLast:
        return done(address, {}, "not-last");
    }
    ensure(false);
}

} // namespace passerelle::directory::desk
