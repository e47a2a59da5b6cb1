#include "base/text.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/operator.hpp"
#include "modules/accounts/own_change.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/profile.hpp"
#include "modules/accounts/role_words.hpp"
#include "modules/accounts/second_factor.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/account_page.hpp"
#include "modules/accounts/views/profile_page.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::accounts {
namespace {

using html::Notice;
using html::Url;

/// What `?done=` says has happened.
void add_notice(html::Page& page, std::string_view code)
{
    auto const good
        = [&](std::string_view text) { page.notices.push_back(notice(Notice::Kind::Good, text)); };
    if (code == "saved")
        good(page.tr("Saved."));
    else if (code == "session_ended")
        good(page.tr("The other session is over."));
    else if (code == "sessions_ended")
        good(page.tr("All other sessions are over."));
    else if (code == "password_set")
        good(page.tr("The new password is valid. All other sessions are over."));
    else if (code == "password_removed")
        good(page.tr("The password is gone. From now on you sign in by mail."));
    else if (code == "factor_removed")
        good(page.tr("The second factor is gone."));
    else if (code == "address_asked")
        good(page.tr("A link is on its way to the new address. Open it there: then it counts."));
    else if (code == "wrong_code")
        page.notices.push_back(notice(
            Notice::Kind::Bad, page.tr("Nothing was changed: the code was not right, or was used already.")));
}

bool holds_today(LocalDate since, std::optional<LocalDate> until, LocalDate today)
{
    return since <= today && (!until || *until >= today);
}

std::string since_words(Request const& request, LocalDate since)
{
    return i18n::fill(request.words().tr("since {date}"), { { "date", i18n::short_date(since) } });
}

std::vector<RoleRow> operator_rows(
    Request const& request, OwnRecord const& own, std::vector<Operator> const& operators)
{
    std::vector<RoleRow> rows;
    for (auto const& held : own.operator_roles)
        for (auto const& at : operators)
            if (at.id == held.operator_id && holds_today(held.since, held.until, request.today()))
                rows.push_back({ std::string(words_of(held.role, request.words())), at.name,
                    mounted_url(request, "/{lang}/@desk/{operator}", { at.slug }),
                    since_words(request, held.since) });
    return rows;
}

std::vector<RoleRow> organisation_rows(Request const& request, OwnRecord const& own)
{
    std::vector<OrganisationId> ids;
    for (auto const& held : own.organisation_roles)
        if (holds_today(held.since, held.until, request.today()))
            ids.push_back(held.organisation);
    std::vector<RoleRow> rows;
    if (ids.empty() || !request.platform().organisation_links)
        return rows;
    for (auto& links : request.platform().organisation_links(request, ids))
        for (auto const& held : own.organisation_roles)
            if (held.organisation == links.id && holds_today(held.since, held.until, request.today()))
                rows.push_back({ std::string(words_of(held.role, request.words())), links.entry.label,
                    links.entry.url, since_words(request, held.since), links.edit, links.confirm });
    return rows;
}

SessionRow session_row(Request const& request, Session const& session)
{
    auto const& zone = request.platform().installation.zone;
    return {
        .device = session.device.empty() ? std::string(request.words().tr("Unknown device")) : session.device,
        .times = i18n::fill(request.words().tr("opened on {opened}, last used on {seen}"),
            { { "opened", i18n::date_time(session.created_at, zone, request.lang()) },
                { "seen", i18n::date_time(session.seen_at, zone, request.lang()) } }),
        .current = session.id == request.visitor().session->id,
        .end = Url(request.address("/{lang}/@account/@sessions/{session}/@removal", { session.id.text() })),
    };
}

html::ChoiceField lang_field(Request const& request, Lang chosen)
{
    html::ChoiceField field { .name = "lang",
        .label = std::string(request.words().tr("Language")),
        .hint = std::string(request.words().tr("In which we write to you.")),
        .required = true };
    for (auto const lang : interface_langs)
        field.choices.push_back({ .value = std::string(lang.code()),
            .label = i18n::own_name(lang),
            .selected = lang == chosen,
            .lang = lang });
    return field;
}

http::Response show_profile(Request const& request, Person const& person, html::SentForm const& sent)
{
    auto const& words = request.words();
    auto const page = own_page(request, words.tr("Name, language, phone"));
    html::Field name { .name = "name",
        .label = std::string(words.tr("Name")),
        .value = person.name,
        .required = true,
        .autocomplete = "name",
        .length_max = 120 };
    html::Field phone { .name = "phone",
        .label = std::string(words.tr("Phone")),
        .value = i18n::phone_for_display(person.phone),
        .autocomplete = "tel",
        .type = "tel" };
    auto const again = !sent.fields.empty();
    auto const lang = lang_field(request, person.lang);
    return shown(views::profile_page(page,
                     { .errors = sent.errors,
                         .name = again ? filled(name, sent) : name,
                         .phone = again ? filled(phone, sent) : phone,
                         .lang = again ? filled(lang, sent) : lang,
                         .version = person.version,
                         .send = Url(request.address("/{lang}/@account/@profile")),
                         .back = Url(request.address("/{lang}/@account")) }),
        again ? 422 : 200);
}

void add_addresses(Request const& request, AccountPage& account)
{
    account.profile = Url(request.address("/{lang}/@account/@profile"));
    account.password = Url(request.address("/{lang}/@account/@password"));
    account.second_factor
        = Url(with_next(request.address("/{lang}/@second_factor"), request.address("/{lang}/@account")));
    account.remove_factor = Url(request.address("/{lang}/@second_factor/@removal"));
    account.renew_codes = Url(request.address("/{lang}/@second_factor/@codes"));
    account.end_others = Url(request.address("/{lang}/@account/@sessions/@removal"));
    account.own_data = Url(request.address("/{lang}/@account/@own_data"));
    account.tokens = Url(request.address("/{lang}/@account/@tokens"));
    account.address = Url(request.address("/{lang}/@account/@address"));
    account.erasure = Url(request.address("/{lang}/@account/@erasure"));
}

Person me(Request const& request)
{
    return request.read(
        [&](db::Reader& reader) { return find_person(reader, *request.actor().person).value(); });
}

} // namespace

http::Response account_page(Request& request)
{
    auto const& words = request.words();
    auto const person_id = *request.actor().person;
    auto page = own_page(request, words.tr("My account"));
    add_notice(page, request.query().text("done"));
    AccountPage account;
    OwnRecord own;
    request.read([&](db::Reader& reader) {
        own = own_data(reader, person_id);
        account.name = own.person.name;
        account.email = own.person.email;
        account.lang = i18n::lang_name(own.person.lang, request.lang());
        account.phone = i18n::phone_for_display(own.person.phone);
        account.has_password = own.person.has_password;
        account.has_second_factor = own.person.has_second_factor;
        auto const left = recovery_codes_left(reader, person_id);
        account.codes_left = i18n::fill(words.trn("{n} recovery code left", "{n} recovery codes left", left),
            { { "n", std::to_string(left) } });
        for (auto const& session : sessions_of(reader, person_id, request.now()))
            account.sessions.push_back(session_row(request, session));
        account.operators = operator_rows(request, own, operators(reader));
    });
    account.organisations = organisation_rows(request, own);
    add_addresses(request, account);
    return shown(views::account_page(page, account));
}

http::Response profile_page(Request& request) { return show_profile(request, me(request), {}); }

http::Response save_profile(Request& request)
{
    auto const& words = request.words();
    html::SentForm sent { .fields = request.form().fields };
    auto const lang = Lang::parse(sent.fields.text("lang"));
    auto const version = parse_integer(sent.fields.text("version"));
    if (!lang || !is_interface_lang(*lang) || !version)
        throw http::StatusError(400, "not what the form offers");
    auto const outcome = request.write([&](db::Transaction& tx) {
        return change_profile(tx, *request.actor().person,
            { std::string(sent.fields.text("name")), *lang, std::string(sent.fields.text("phone")) },
            static_cast<int>(*version), request.now());
    });
    if (!outcome.refused())
        return done(request.address_in(*lang, "/{lang}/@account"), "saved");
    switch (outcome.refusal()) {
    case ProfileRefused::NameMissing:
        sent.errors.add("name", words.tr("A name is needed."), words.tr("Name"));
        break;
    case ProfileRefused::BadPhone:
        sent.errors.add("phone", words.tr("This cannot be a phone number. Right would be 032 322 12 34."),
            words.tr("Phone"));
        break;
    case ProfileRefused::Changed:
        sent.errors.add("name",
            words.tr("Your details were changed in another window meanwhile. Look at them and save again."));
        break;
    }
    return show_profile(request, me(request), sent);
}

http::Response end_one_session(Request& request)
{
    auto const session = request.http().id<Session>("session");
    request.write(
        [&](db::Transaction& tx) { sign_out(tx, *request.actor().person, session, request.now()); });
    return done(request.address("/{lang}/@account"), "session_ended");
}

http::Response end_all_other_sessions(Request& request)
{
    request.write([&](db::Transaction& tx) {
        end_other_sessions(tx, *request.actor().person, request.visitor().session->id);
        record_own(tx, "sessions.ended", *request.actor().person, request.now(), {});
    });
    return done(request.address("/{lang}/@account"), "sessions_ended");
}

} // namespace passerelle::accounts
