#include "modules/accounts/request.hpp"

#include "base/text.hpp"
#include "platform/crypto/signed_value.hpp"
#include "platform/http/cookie.hpp"

#include <algorithm>

namespace passerelle::accounts {

Request::Request(http::Request const& http, Platform const& platform, Visitor visitor, Instant now)
    : http_(http),
      platform_(platform),
      visitor_(std::move(visitor)),
      now_(now),
      lang_(http.lang                      ? *http.lang
              : visitor_.actor.signed_in() ? visitor_.actor.lang
                                           : http::preferred_lang(http, platform.installation.langs.front())),
      words_(i18n::words(lang_))
{
}

LocalDate Request::today() const { return i18n::today(now_, platform_.installation.zone); }

PageRequest Request::page_request(int limit_default) const
{
    auto const asked = parse_integer(query().text("limit")).value_or(limit_default);
    return { static_cast<int>(std::clamp(asked, 1LL, 200LL)), std::string(query().text("after")) };
}

http::Form const& Request::form() const
{
    if (!form_)
        form_ = http::read_form(http_);
    return *form_;
}

std::string Request::address(std::string_view pattern, std::initializer_list<std::string_view> values) const
{
    return platform_.router.path(pattern, lang_, values);
}

std::string Request::address_in(
    Lang lang, std::string_view pattern, std::initializer_list<std::string_view> values) const
{
    return platform_.router.path(pattern, lang, values);
}

html::Page Request::page(std::string_view title) const
{
    auto page = platform_.frame(*this);
    page.title = title;
    return page;
}

// A session's forms are for that session; a visitor's for the browser that got the cookie. What is signed in
// a form is worth nothing in another browser (login CSRF included).
std::string Request::csrf_bearer() const
{
    if (visitor_.session)
        return visitor_.session->id.text();
    if (auto const visit = http::read_cookie(http_, "visit"); visit && crypto::Token::parse(*visit))
        return std::string(*visit);
    return {};
}

std::string Request::csrf() const
{
    auto bearer = csrf_bearer();
    if (bearer.empty()) {
        if (!new_visit_)
            new_visit_ = crypto::Token::fresh(platform_.random).text();
        bearer = *new_visit_;
    }
    return crypto::sign_value(
        platform_.installation.secret, "accounts.csrf", bearer, now_ + Duration::hours(12));
}

void Request::check_csrf() const
{
    auto const bearer = csrf_bearer();
    auto const shown = crypto::read_signed_value(
        platform_.installation.secret, "accounts.csrf", form().fields.text("csrf"), now_);
    if (bearer.empty() || shown != bearer)
        throw http::StatusError(403, "form without a valid token");
}

void Request::require(Action action, Thing const& thing) const
{
    if (!can(action, thing))
        not_found();
}

void not_found() { throw http::StatusError(404, "does not exist, or not for this actor"); }

bool admits(Right right, Actor const& actor)
{
    switch (right) {
    case Right::Anyone:
    case Right::Loopback:
        return true;
    case Right::SignedIn:
        return actor.signed_in();
    case Right::OfOrganisation:
        return !actor.organisations.empty() || actor.is_staff();
    case Right::Viewer:
        return actor.is_staff();
    case Right::Manager:
        return actor.holds_anywhere(OperatorRole::Manager);
    case Right::Administrator:
        return actor.holds_anywhere(OperatorRole::Administrator);
    }
    return false;
}

} // namespace passerelle::accounts
