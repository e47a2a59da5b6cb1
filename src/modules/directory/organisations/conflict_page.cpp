#include "modules/directory/organisations/conflict_page.hpp"

#include "modules/accounts/person.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/entry_conflict_page.hpp"
#include "platform/changes/changes.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::organisations {
namespace {

/// Who saved the entry last; empty where the program did.
std::string last_author(accounts::Request const& request, OrganisationId id)
{
    return request.read([&](db::Reader& reader) -> std::string {
        auto const latest = changes::of_entity(reader, "organisation", id.uuid(), { 1, "" });
        if (latest.items.empty() || !latest.items.front().actor)
            return {};
        auto const person = accounts::find_person(reader, PersonId(*latest.items.front().actor));
        return person ? person->name : std::string();
    });
}

std::vector<HiddenField> hidden_fields(
    Organisation const& theirs, WrittenEntry const& written, FormSetting const& setting)
{
    std::vector<HiddenField> hidden { { "version", std::to_string(theirs.version) },
        { "marks", marks_of(parts_of(theirs, setting)) } };
    for (auto const& field : form_of(written.mine, setting))
        hidden.push_back({ field.name, field.value });
    for (auto const& field : written.sent)
        if (field.name.starts_with("meant.") || field.name.starts_with("proposal."))
            hidden.push_back({ field.name, field.value });
    return hidden;
}

CompareSide side_of(EntryPart const& part) { return { part.shown, part.lang }; }

} // namespace

http::Response conflict_page(accounts::Request const& request, Organisation const& theirs,
    WrittenEntry const& written, FormSetting const& setting)
{
    auto const& words = request.words();
    auto const author = last_author(request, theirs.id);
    auto const when
        = i18n::date_time(theirs.updated_at, request.platform().installation.zone, request.lang());
    auto comparison = compare(written.mine, theirs, written.marks, setting);

    ConflictPage conflict;
    conflict.lede = author.empty() ? i18n::fill(words.tr("The entry was changed on {when}, while you were "
                                                         "writing. Nothing is lost: choose for each field."),
                        { { "when", when } })
                                   : i18n::fill(words.tr("{person} saved changes on {when}, while you were "
                                                         "writing. Nothing is lost: choose for each field."),
                                       { { "person", author }, { "when", when } });
    conflict.saved_by = author.empty() ? when : author + ", " + when;
    conflict.hidden = hidden_fields(theirs, written, setting);
    for (auto& difference : comparison.differences)
        conflict.fields.push_back({ difference.mine.key, difference.mine.label, side_of(difference.mine),
            side_of(difference.theirs), difference.prefers_theirs });
    conflict.same = std::move(comparison.same);
    conflict.send = html::Url(address_of(request, theirs, "/@edit"));
    conflict.back = html::Url(address_of(request, theirs));
    auto const page = form_page(request, words.tr("Somebody else has changed this entry"), theirs);
    return shown(views::entry_conflict_page(page, conflict), 409);
}

} // namespace passerelle::directory::organisations
