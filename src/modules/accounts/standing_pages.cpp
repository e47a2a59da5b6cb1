#include "base/ensure.hpp"
#include "modules/accounts/access.hpp"
#include "modules/accounts/address_change.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/standing.hpp"
#include "platform/i18n/contact.hpp"

namespace passerelle::accounts {
namespace {

/// Whose account it is, at which operator's desk.
struct AtDesk {
    Operator at;
    Person person;
};

AtDesk at_desk(Request const& request)
{
    auto at = acting_operator(request, Action::AdministerOperator);
    auto person = looked_after(request, at);
    return { std::move(at), std::move(person) };
}

Keeper keeper_of(Request const& request, AtDesk const& desk)
{
    return { .person = request.actor().person, .at = desk.at.id, .now = request.now() };
}

http::Response back(Request const& request, AtDesk const& desk, std::string_view code)
{
    return done(request.address("/{lang}/@desk/{operator}/@staff", { desk.at.slug }), code);
}

} // namespace

http::Response reset_factor_of_staff(Request& request)
{
    auto const desk = at_desk(request);
    request.write([&](db::Transaction& tx) {
        return reset_second_factor(tx, desk.person.id, keeper_of(request, desk), request.random());
    });
    return back(request, desk, "factor_reset");
}

http::Response change_standing_of_staff(Request& request)
{
    auto const desk = at_desk(request);
    auto const asked = request.form().fields.text("standing");
    if (asked != "active" && asked != "disabled")
        throw http::StatusError(400, "not what the form offers");
    request.write([&](db::Transaction& tx) {
        auto const change = asked == "active" ? enable_person : disable_person;
        return change(tx, desk.person.id, keeper_of(request, desk), request.random());
    });
    return back(request, desk, asked == "active" ? "enabled" : "disabled");
}

http::Response change_address_of_staff(Request& request)
{
    auto const desk = at_desk(request);
    auto const email = i18n::normalise_email(request.form().fields.text("email"));
    if (!email)
        return back(request, desk, "bad_address");
    auto const outcome = request.write([&](db::Transaction& tx) {
        return ask_for_address(
            tx, desk.person, *email, keeper_of(request, desk), address_link(request), request.random());
    });
    if (!outcome.refused())
        return back(request, desk, "address_asked");
    switch (outcome.refusal()) {
    case AddressRefused::Same:
        return back(request, desk, "same_address");
    case AddressRefused::Taken:
        return back(request, desk, "taken_address");
    }
    ensure(false);
}

} // namespace passerelle::accounts
