#include "modules/directory/desk/change_words.hpp"

#include "base/text.hpp"
#include "modules/accounts/role_words.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace passerelle::directory::desk {
namespace {

using i18n::message;

struct Said {
    std::string_view code;
    std::string_view words;
};

constexpr std::array actions {
    Said { "organisation.created", message("added the entry") },
    Said { "organisation.edited", message("changed the entry") },
    Said { "organisation.confirmed", message("confirmed the entry") },
    Said { "organisation.confirmation_asked", message("asked for the entry to be confirmed") },
    Said { "organisation.imported", message("changed the entry by an import") },
    Said { "organisation.merged", message("merged two entries") },
    Said { "organisation.proposed", message("proposed the entry") },
    Said { "organisation.published", message("published the entry") },
    Said { "organisation.archived", message("archived the entry") },
    Said { "organisation.undone", message("took a change back") },
    Said { "organisation.translated", message("translated a text") },
    Said { "role.given", message("gave somebody a role") },
    Said { "role.ended", message("ended somebody's role") },
    Said { "operator.edited", message("changed the operator's settings") },
    Said { "operator.logo_changed", message("changed the logo") },
    Said { "mail.sent_again", message("sent a mail again") },
    Said { "second_factor.reset", message("reset somebody's second factor") },
    Said { "person.disabled", message("disabled an account") },
    Said { "person.enabled", message("opened an account again") },
    Said { "person.address_asked", message("asked for another mail address of an account") },
    Said { "person.erased", message("deleted an account") },
    Said { "organisation.membership_changed", message("changed the membership") },
    Said { "organisation.member_added", message("made it a member by an import") },
    Said { "organisation.absorbed", message("merged the entry into another") },
    Said { "merge.undone", message("took a merge back") },
    Said { "claim.made", message("asked to look after the entry") },
    Said { "claim.accepted", message("agreed that somebody looks after the entry") },
    Said { "claim.declined", message("declined a request to look after the entry") },
    Said { "proposal.made", message("proposed an organisation") },
    Said { "proposal.accepted", message("accepted a proposal") },
    Said { "proposal.declined", message("declined a proposal") },
    Said { "records.imported", message("changed memberships, contacts or notes by an import") },
    Said { "membership.added", message("added a membership") },
    Said { "membership.edited", message("changed a membership") },
    Said { "membership.removed", message("removed a membership") },
    Said { "note.added", message("added a note") },
    Said { "note.edited", message("changed a note") },
    Said { "note.removed", message("removed a note") },
    Said { "contact.added", message("added a contact") },
    Said { "contact.edited", message("changed a contact") },
    Said { "contact.removed", message("removed a contact") },
    Said { "ref.added", message("added a reference") },
    Said { "ref.removed", message("removed a reference") },
    Said { "person.added", message("added a person") },
    Said { "person.edited", message("changed a person") },
    Said { "import.applied", message("imported a list") },
    Said { "import.undone", message("took an import back") },
    Said { "duplicate.dismissed", message("dismissed a suspected duplicate") },
    Said { "saved_view.saved", message("saved a view") },
    Said { "saved_view.renamed", message("renamed a view") },
    Said { "saved_view.removed", message("deleted a view") },
};

constexpr std::array field_labels {
    Said { "name", message("Name") },
    Said { "kind", message("Kind") },
    Said { "state", message("State") },
    Said { "lang", message("First language") },
    Said { "uid", message("UID number") },
    Said { "website", message("Website") },
    Said { "email", message("E-mail") },
    Said { "phone", message("Phone") },
    Said { "employees", message("Number of people") },
    Said { "langs", message("Languages spoken") },
    Said { "noga", message("NOGA code") },
    Said { "visibility", message("Who sees what") },
    Said { "successor", message("Merged into") },
    Said { "confirmed_at", message("Confirmed on") },
    Said { "summary", message("In one sentence") },
    Said { "description", message("Description") },
    Said { "offers", message("Offers") },
    Said { "needs", message("Needs") },
    Said { "sites", message("Sites") },
    Said { "concepts", message("Skills and equipment") },
    Said { "number", message("Number") },
    Said { "category", message("Category") },
    Said { "since", message("Since") },
    Said { "until", message("Until") },
    Said { "text", message("Text") },
    Said { "label", message("Label") },
    Said { "role", message("Role") },
    Said { "ref", message("Reference") },
    Said { "refs", message("References") },
    Said { "memberships", message("Memberships") },
    Said { "contacts", message("Contacts") },
    Said { "notes", message("Notes") },
    Said { "file", message("File") },
    Said { "rows", message("rows") },
    Said { "created", message("created") },
    Said { "updated", message("updated") },
    Said { "unchanged", message("unchanged") },
    Said { "refused", message("refused") },
};

std::string label_of(std::string_view name, i18n::Words const& words)
{
    for (auto const& field : field_labels)
        if (field.code == name)
            return std::string(words.tr(field.words));
    return std::string(name);
}

std::string plain(Json const& value)
{
    if (value.is_null())
        return {};
    return value.is_string() ? value.get<std::string>() : to_json_text(value);
}

/// `name|street|postcode|locality|place|canton|country` as people write an address.
std::string site_in_words(std::string const& text)
{
    auto const parts = split(text, '|');
    if (parts.size() != 7)
        return text;
    auto const locality = std::string(trim(std::string(parts[2]) + " " + std::string(parts[3])));
    std::vector<std::string> said;
    for (auto const part : { parts[0], parts[1], std::string_view(locality) })
        if (!part.empty())
            said.emplace_back(part);
    return join(said, ", ");
}

/// `concept|standing|detail|until`
std::string concept_in_words(std::string const& text, Telling const& telling)
{
    auto const id = text.substr(0, text.find('|'));
    auto const number = telling.thesaurus.find(id);
    auto said = number ? std::string(telling.thesaurus.label(*number, telling.words.lang())) : id;
    auto const parts = split(text, '|');
    if (parts.size() < 4)
        return said;
    if (parts[1] == "proposed")
        said += " (" + std::string(telling.words.tr("waits for a yes")) + ")";
    if (parts[1] == "declined")
        said += " (" + std::string(telling.words.tr("declined")) + ")";
    if (!parts[2].empty())
        said += ", " + std::string(parts[2]);
    if (auto const until = LocalDate::parse(parts.back()))
        said += ", " + i18n::short_date(*until);
    return said;
}

std::string visibility_in_words(std::string const& text, i18n::Words const& words)
{
    std::vector<std::string> said;
    for (auto const& part : split_values(text, '|')) {
        auto const equals = part.find('=');
        auto const field = parse_field(part.substr(0, equals));
        auto const audience
            = equals == std::string::npos ? std::nullopt : parse_audience(part.substr(equals + 1));
        if (field && audience)
            said.push_back(
                std::string(words_of(*field, words)) + ": " + std::string(words_of(*audience, words)));
    }
    return join(said, ", ");
}

std::string langs_in_words(std::string const& text, Lang lang)
{
    std::vector<std::string> said;
    for (auto const one : parse_langs(text))
        said.push_back(i18n::lang_name(one, lang));
    return join(said, ", ");
}

std::string instant_in_words(std::string const& text, Telling const& telling)
{
    auto const date = LocalDate::parse(std::string_view(text).substr(0, 10));
    return date ? i18n::long_date(*date, telling.words.lang()) : text;
}

std::string state_in_words(std::string const& code, i18n::Words const& words)
{
    for (auto const state : { State::Proposed, State::Published, State::Archived, State::Merged })
        if (code_of(state) == code)
            return std::string(words_of(state, words));
    return code;
}

/// At an operator, at an organisation, or what a contact does, as somebody wrote it.
std::string role_in_words(std::string const& code, i18n::Words const& words)
{
    if (auto const role = accounts::find_operator_role(code))
        return std::string(accounts::words_of(*role, words));
    if (auto const role = accounts::find_organisation_role(code))
        return std::string(accounts::words_of(*role, words));
    return code;
}

std::string single(std::string_view field, Json const& value, Telling const& telling)
{
    auto const text = plain(value);
    auto const& words = telling.words;
    if (text.empty())
        return text;
    if (field == "kind") {
        auto const kind = parse_kind(text);
        return kind ? std::string(words_of(*kind, words)) : text;
    }
    if (field == "state")
        return state_in_words(text, words);
    if (field == "role")
        return role_in_words(text, words);
    if (field == "lang" || field == "langs")
        return langs_in_words(text, words.lang());
    if (field == "visibility")
        return visibility_in_words(text, words);
    if (field == "confirmed_at" || field == "since" || field == "until")
        return instant_in_words(text, telling);
    return text;
}

std::vector<std::string> values_of(std::string_view field, Json const& value, Telling const& telling)
{
    std::vector<std::string> said;
    if (!value.is_array()) {
        if (auto text = single(field, value, telling); !text.empty())
            said.push_back(std::move(text));
        return said;
    }
    for (auto const& item : value) {
        auto const text = plain(item);
        said.push_back(field == "sites" ? site_in_words(text)
                : field == "concepts"   ? concept_in_words(text, telling)
                                        : text);
    }
    return said;
}

/// What both sides of a list have is no change.
void drop_common(std::vector<std::string>& before, std::vector<std::string>& after)
{
    auto const were = before;
    std::erase_if(before, [&](auto const& item) { return std::count(after.begin(), after.end(), item) > 0; });
    std::erase_if(after, [&](auto const& item) { return std::count(were.begin(), were.end(), item) > 0; });
}

bool is_localised(Json const& value)
{
    return value.is_object() && std::all_of(value.begin(), value.end(), [](Json const& version) {
        return version.is_object() && version.contains("text") && version.contains("meaning");
    });
}

Json version_of(Json const& text, std::string const& lang)
{
    return text.is_object() && text.contains(lang) ? text.at(lang) : Json();
}

void tell_texts(FieldChange const& field, Telling const& telling, std::vector<ChangedValue>& rows)
{
    std::set<std::string> langs;
    for (auto const* const side : { &field.before, &field.after })
        if (side->is_object())
            for (auto const& [lang, version] : side->items())
                langs.insert(lang);
    for (auto const& code : langs) {
        auto const was = version_of(field.before, code);
        auto const is = version_of(field.after, code);
        if (was == is)
            continue;
        ChangedValue row { label_of(field.name, telling.words), Lang::parse(code), {}, {}, {} };
        if (was.is_object())
            row.before.push_back(plain(was.at("text")));
        if (is.is_object())
            row.after.push_back(plain(is.at("text")));
        if (was.is_object() && is.is_object() && was.at("meaning") != is.at("meaning"))
            row.remark = telling.words.tr("the meaning changed");
        rows.push_back(std::move(row));
    }
}

} // namespace

std::string what_was_done(std::string_view action, i18n::Words const& words)
{
    for (auto const& said : actions)
        if (said.code == action)
            return std::string(words.tr(said.words));
    if (action.ends_with(".removed"))
        return std::string(words.tr("removed a record"));
    return std::string(action.find(".added") == std::string_view::npos ? words.tr("changed a record")
                                                                       : words.tr("added a record"));
}

std::vector<ChangedValue> told(std::vector<FieldChange> const& fields, Telling const& telling)
{
    std::vector<ChangedValue> rows;
    for (auto const& field : fields) {
        auto const& either = field.before.is_null() ? field.after : field.before;
        if (either.is_object() && is_localised(either)) {
            tell_texts(field, telling, rows);
            continue;
        }
        ChangedValue row { label_of(field.name, telling.words), std::nullopt,
            values_of(field.name, field.before, telling), values_of(field.name, field.after, telling), {} };
        if (either.is_array())
            drop_common(row.before, row.after);
        if (!row.before.empty() || !row.after.empty())
            rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace passerelle::directory::desk
