#include "base/ensure.hpp"
#include "modules/accounts/access.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/operator_forms.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/role_words.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/staff.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/staff_page.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::accounts {
namespace {

using html::Notice;
using html::Url;

constexpr std::array roles { OperatorRole::Viewer, OperatorRole::Manager, OperatorRole::Administrator };

Operator administered(Request const& request) { return acting_operator(request, Action::AdministerOperator); }

std::string address_of(Request const& request, Operator const& at)
{
    return request.address("/{lang}/@desk/{operator}/@staff", { at.slug });
}

ChangedBy by(Request const& request) { return { *request.actor().person, request.now() }; }

html::ChoiceField role_field(i18n::Words const& words, std::string_view chosen)
{
    html::ChoiceField field { .name = "role", .label = std::string(words.tr("Role")), .required = true };
    for (auto const role : roles)
        field.choices.push_back({ .value = std::string(code_of(role)),
            .label = std::string(words_of(role, words)),
            .selected = code_of(role) == chosen });
    return field;
}

html::ChoiceField lang_field(i18n::Words const& words, Lang chosen)
{
    html::ChoiceField field { .name = "lang", .label = std::string(words.tr("Language")), .required = true };
    for (auto const lang : interface_langs)
        field.choices.push_back({ .value = std::string(lang.code()),
            .label = i18n::own_name(lang),
            .selected = lang == chosen,
            .lang = lang });
    return field;
}

/// What an administrator may do for the account itself.
void add_account(
    Request const& request, Operator const& at, Holder const& holder, Actor const& held, StaffRow& row)
{
    auto const id = holder.person.text();
    auto const to = [&](std::string_view pattern) { return Url(request.address(pattern, { at.slug, id })); };
    row.is_oneself = holder.person == request.actor().person;
    row.is_disabled = holder.state == PersonState::Disabled;
    row.has_second_factor = holder.has_second_factor;
    row.is_looked_after = can_look_after(request.actor(), held);
    row.address_field = { .name = "email",
        .label = std::string(request.words().tr("New mail address")),
        .hint = std::string(request.words().tr("It counts once it is confirmed there.")),
        .required = true,
        .autocomplete = "off",
        .type = "email",
        .id = "address-" + id };
    row.change_address = to("/{lang}/@desk/{operator}/@staff/{person}/@address");
    row.reset_factor = to("/{lang}/@desk/{operator}/@staff/{person}/@second_factor/@removal");
    row.change_standing = to("/{lang}/@desk/{operator}/@staff/{person}/@standing");
}

StaffRow row_of(Request const& request, Operator const& at, Holder const& holder)
{
    auto const& words = request.words();
    auto const id = holder.person.text();
    StaffRow row {
        .name = holder.name,
        .email = holder.email,
        .role = std::string(words_of(parse_operator_role(holder.role), words)),
        .since = i18n::short_date(holder.since),
        .role_field = role_field(words, holder.role),
        .change = Url(request.address("/{lang}/@desk/{operator}/@staff/{person}/@role", { at.slug, id })),
        .end = Url(request.address("/{lang}/@desk/{operator}/@staff/{person}/@removal", { at.slug, id })),
    };
    row.role_field.id = "role-" + id;
    return row;
}

/// What `?done=` says has happened.
void add_notice(html::Page& page, std::string_view code)
{
    auto const say
        = [&](Notice::Kind kind, std::string_view text) { page.notices.push_back(notice(kind, text)); };
    if (code == "invited")
        say(Notice::Kind::Good, page.tr("The invitation is on its way."));
    else if (code == "saved")
        say(Notice::Kind::Good, page.tr("Saved."));
    else if (code == "factor_reset")
        say(Notice::Kind::Good, page.tr("The second factor is reset. The person can set up a new one."));
    else if (code == "disabled")
        say(Notice::Kind::Good, page.tr("The account is disabled; its sessions are over."));
    else if (code == "enabled")
        say(Notice::Kind::Good, page.tr("The account is open again."));
    else if (code == "address_asked")
        say(Notice::Kind::Good,
            page.tr("A link is on its way to the new address. It counts once it is confirmed there."));
    else if (code == "bad_address")
        say(Notice::Kind::Bad, page.tr("This is not a mail address. Right would be anna.meier@example.ch."));
    else if (code == "same_address")
        say(Notice::Kind::Bad, page.tr("This is the address of the account already."));
    else if (code == "taken_address")
        say(Notice::Kind::Bad, page.tr("Another account has this address."));
}

std::string words_of(StaffRefused refused, i18n::Words const& words)
{
    switch (refused) {
    case StaffRefused::AlreadyStaff:
        return std::string(words.tr("This person holds a role here already. Change it in the list."));
    case StaffRefused::NotStaff:
        return std::string(words.tr("This person no longer holds a role here."));
    case StaffRefused::LastAdministrator:
        return std::string(words.tr("This is the last administrator. Name another one first."));
    }
    ensure(false);
}

http::Response show_staff(
    Request const& request, Operator const& at, html::SentForm const& sent, std::string_view refusal = {})
{
    auto const& words = request.words();
    auto page = own_page(request, words.tr("Staff"));
    add_desk_path(request, page, at);
    add_notice(page, request.query().text("done"));
    if (!refusal.empty())
        page.notices.push_back(notice(Notice::Kind::Bad, refusal));
    html::Field const name { .name = "name",
        .label = std::string(words.tr("Name")),
        .required = true,
        .autocomplete = "off",
        .length_max = 120 };
    html::Field const email { .name = "email",
        .label = std::string(words.tr("Mail address")),
        .required = true,
        .autocomplete = "off",
        .type = "email" };
    auto const again = !sent.fields.empty();
    auto const lang = lang_field(words, request.lang());
    auto const role = role_field(words, code_of(OperatorRole::Manager));
    StaffPage staff {
        .errors = sent.errors,
        .operator_name = at.name,
        .name = again ? filled(name, sent) : name,
        .email = again ? filled(email, sent) : email,
        .lang = again ? filled(lang, sent) : lang,
        .role = again ? filled(role, sent) : role,
        .invite = Url(address_of(request, at)),
        .rooms = rooms_of(request, at),
    };
    auto const [all, held] = request.read([&](db::Reader& reader) {
        return std::pair(
            holders(reader, at.id, request.today()), actors_of_staff(reader, at.id, request.today()));
    });
    for (auto const& holder : all) {
        staff.rows.push_back(row_of(request, at, holder));
        add_account(request, at, holder, held.at(holder.person), staff.rows.back());
    }
    return shown(views::staff_page(page, staff), again || !refusal.empty() ? 422 : 200);
}

} // namespace

http::Response staff_page(Request& request) { return show_staff(request, administered(request), {}); }

http::Response invite_staff(Request& request)
{
    auto const at = administered(request);
    auto form = read_invitation(request.form().fields, request.words());
    if (!form.ok())
        return show_staff(request, at, form.sent);
    auto const outcome = request.write([&](db::Transaction& tx) {
        return invite(
            tx, at, form.invitation, by(request), link_address(request), request.today(), request.random());
    });
    if (outcome.refused()) {
        form.sent.errors.add(
            "email", words_of(outcome.refusal(), request.words()), request.words().tr("Mail address"));
        return show_staff(request, at, form.sent);
    }
    return done(address_of(request, at), "invited");
}

http::Response change_role_of_staff(Request& request)
{
    auto const at = administered(request);
    auto const person = request.http().id<Person>("person");
    auto const role = find_operator_role(request.form().fields.text("role"));
    if (!role)
        throw http::StatusError(400, "not what the form offers");
    auto const outcome = request.write([&](db::Transaction& tx) {
        return change_staff_role(tx, at, person, *role, by(request), request.today(), request.random());
    });
    if (outcome.refused())
        return show_staff(request, at, {}, words_of(outcome.refusal(), request.words()));
    return done(address_of(request, at), "saved");
}

http::Response end_role_of_staff(Request& request)
{
    auto const at = administered(request);
    auto const person = request.http().id<Person>("person");
    auto const outcome = request.write(
        [&](db::Transaction& tx) { return end_staff_role(tx, at, person, by(request), request.today()); });
    if (outcome.refused())
        return show_staff(request, at, {}, words_of(outcome.refusal(), request.words()));
    // Whoever has ended the own role is no administrator any more: the list is not for them.
    if (person == by(request).person)
        return done(request.address("/{lang}/@account"), "saved");
    return done(address_of(request, at), "saved");
}

} // namespace passerelle::accounts
