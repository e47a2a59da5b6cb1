#include "base/text.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/people.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/entry_people_page.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::directory::organisations {
namespace {

using accounts::OrganisationRole;

constexpr auto* people_pattern = "/{lang}/@organisations/{organisation}/@people";

access::Reached reach(accounts::Request const& request, Directory& directory)
{
    return access::editable(request, directory, accounts::Action::AssignRoles);
}

RoleGiver giver_of(accounts::Request const& request, access::Reached const& reached)
{
    return { *request.actor().person, request.actor().name,
        request.can(accounts::Action::DecideOnOrganisation, reached.thing), request.today(), request.now() };
}

std::string_view words_of(RoleRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case RoleRefused::LastOwner:
        return words.tr("This is the last owner. Make somebody else an owner first.");
    case RoleRefused::TooMany:
        return words.tr("At most 50 people can act for an organisation.");
    }
    return {};
}

html::ChoiceField role_field(i18n::Words const& words)
{
    html::ChoiceField field { .name = "role", .label = std::string(words.tr("Role")), .required = true };
    auto const add = [&](OrganisationRole role, std::string_view hint) {
        field.choices.push_back({ .value = std::string(accounts::code_of(role)),
            .label = std::string(accounts::words_of(role, words)),
            .selected = role == OrganisationRole::Editor,
            .hint = std::string(hint) });
    };
    add(OrganisationRole::Owner, words.tr("edits the entry and says who else may"));
    add(OrganisationRole::Editor, words.tr("edits the entry"));
    add(OrganisationRole::Delegate, words.tr("speaks for the organisation at events"));
    return field;
}

html::ChoiceField lang_field(accounts::Request const& request, Lang preferred)
{
    html::ChoiceField field {
        .name = "lang", .label = std::string(request.words().tr("Language of the mail")), .required = true
    };
    for (auto const lang : request.platform().installation.langs)
        field.choices.push_back(
            choice(lang.code(), i18n::lang_name(lang, request.lang()), lang == preferred));
    return field;
}

http::Response show(
    accounts::Request const& request, Organisation const& entry, html::SentForm const& sent, int status)
{
    auto const& words = request.words();
    PeoplePage people { .errors = sent.errors };
    auto const holders = request.read(
        [&](db::Reader& reader) { return accounts::holders(reader, entry.id, request.today()); });
    for (auto const& holder : holders)
        people.people.push_back({ holder.name, holder.email,
            std::string(accounts::words_of(accounts::parse_organisation_role(holder.role), words)),
            holder.title,
            i18n::fill(
                words.tr("since {date}"), { { "date", i18n::long_date(holder.since, request.lang()) } }),
            html::Url(request.address("/{lang}/@organisations/{organisation}/@people/{person}/@removal",
                { entry.slug, holder.person.text() })) });
    auto const field = [&](html::Field plain) { return html::filled(std::move(plain), sent); };
    people.email = field({ .name = "email",
        .label = std::string(words.tr("E-mail")),
        .required = true,
        .type = "email",
        .length_max = 254 });
    people.name
        = field({ .name = "name", .label = std::string(words.tr("First and last name")), .length_max = 120 });
    people.title = field({ .name = "title", .label = std::string(words.tr("Function")), .length_max = 120 });
    people.role = role_field(words);
    people.lang = lang_field(request, entry.lang);
    if (sent.fields.has("role"))
        people.role = html::filled(std::move(people.role), sent);
    if (sent.fields.has("lang"))
        people.lang = html::filled(std::move(people.lang), sent);
    people.send = html::Url(request.address(people_pattern, { entry.slug }));
    people.back = html::Url(address_of(request, entry));
    auto page
        = form_page(request, i18n::fill(words.tr("People of {name}"), { { "name", entry.name } }), entry);
    say_done(page, request);
    return shown(views::entry_people_page(page, people), status);
}

std::string one_line(std::string_view text, std::size_t length_max)
{
    std::string line;
    for (auto const c : trim(text))
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return count_characters(line) <= length_max ? line : std::string();
}

std::optional<Invitation> read_invitation(accounts::Request const& request, html::SentForm& sent)
{
    auto const& words = request.words();
    auto const email = i18n::normalise_email(sent.fields.text("email"));
    auto const role = accounts::find_organisation_role(sent.fields.text("role"));
    auto const lang = Lang::parse(sent.fields.text("lang"));
    if (!email)
        sent.errors.add("email",
            words.tr("This is not a mail address. Right would be anna.meier@example.ch."),
            words.tr("E-mail"));
    if (!role)
        sent.errors.add("role", words.tr("Choose one of the roles."), words.tr("Role"));
    if (!lang || !is_interface_lang(*lang))
        sent.errors.add("lang", words.tr("This language is unknown here."), words.tr("Language of the mail"));
    for (auto const* name : { "name", "title" })
        if (count_characters(sent.fields.text(name)) > 120)
            sent.errors.add(name, words.tr("At most 120 characters."));
    if (!sent.errors.empty())
        return std::nullopt;
    return Invitation { *email, one_line(sent.fields.text("name"), 120), *lang, *role,
        one_line(sent.fields.text("title"), 120) };
}

} // namespace

http::Response people_page(Directory& directory, accounts::Request& request)
{
    return show(request, reach(request, directory).organisation, {}, 200);
}

http::Response give_role(Directory& directory, accounts::Request& request)
{
    auto const reached = reach(request, directory);
    html::SentForm sent { request.form().fields, {} };
    auto const invitation = read_invitation(request, sent);
    if (!invitation)
        return show(request, reached.organisation, sent, 422);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return invite(tx, reached.organisation, *invitation, giver_of(request, reached),
            addresses_of(request), request.random());
    });
    if (outcome.refused()) {
        sent.errors.add("role", words_of(outcome.refusal(), request.words()), request.words().tr("Role"));
        return show(request, reached.organisation, sent, 422);
    }
    return done(address_of(request, reached.organisation, "/@people"));
}

http::Response end_role(Directory& directory, accounts::Request& request)
{
    auto const reached = reach(request, directory);
    auto const person = request.id<accounts::Person>("person");
    auto const outcome = request.write([&](db::Transaction& tx) {
        return directory::end_role(tx, reached.organisation.id, person, giver_of(request, reached));
    });
    if (outcome.refused()) {
        html::SentForm sent;
        sent.errors.add("role", words_of(outcome.refusal(), request.words()), request.words().tr("Role"));
        return show(request, reached.organisation, sent, 422);
    }
    return done(address_of(request, reached.organisation, "/@people"));
}

} // namespace passerelle::directory::organisations
