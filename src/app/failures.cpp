#include "app/application.hpp"
#include "app/frame.hpp"
#include "app/views.hpp"
#include "app/views/failure_page.hpp"
#include "platform/json/json.hpp"
#include "platform/log/log.hpp"

namespace passerelle::app {
namespace {

Lang lang_of(http::Request const& request, Lang fallback)
{
    if (request.lang)
        return *request.lang;
    if (request.path.size() > 0)
        if (auto const lang = Lang::parse(request.path[0]); lang && is_interface_lang(*lang))
            return *lang;
    return http::preferred_lang(request, fallback);
}

FailureWords words_of(int status, i18n::Words const& words)
{
    auto const say = [&](std::string_view title, std::string_view text) {
        return FailureWords { std::string(title), std::string(text) };
    };
    switch (status) {
    case 400:
        return say(words.tr("This request cannot be read"),
            words.tr("Something in the address or the form is not as it should be. Go back and try again."));
    case 403:
        return say(words.tr("This form is no longer valid"),
            words.tr("It was open for too long, or came from another page. Go back, reload the page and send "
                     "it again."));
    case 404:
        return say(words.tr("There is nothing here"),
            words.tr("The address has a mistake, or the page is not for you. The directory and the search "
                     "lead on."));
    case 405:
        return say(
            words.tr("That is not possible here"), words.tr("This address cannot be used in that way."));
    case 413:
        return say(words.tr("That is too large"),
            words.tr("The file or the form is larger than this page accepts."));
    case 429:
        return say(words.tr("Too many tries"), words.tr("Wait a few minutes, then try again."));
    case 503:
        return say(words.tr("The platform is pausing"),
            words.tr("It cannot reach its database, or has too much to do. Nothing was changed. Try again in "
                     "a moment."));
    case 504:
        return say(words.tr("Saved or not? We do not know"),
            words.tr("The database stopped answering at the very last moment. Look whether your change is "
                     "there before "
                     "you repeat it."));
    case 507:
        return say(words.tr("The disk is full"),
            words.tr(
                "Nothing was changed. Reading goes on; writing resumes as soon as there is room again."));
    default:
        if (status >= 500)
            return say(words.tr("This went wrong"),
                words.tr("It is our mistake, not yours, and nothing was changed. If it happens again, tell "
                         "us the number below."));
        return say(words.tr("This request was refused"), words.tr("Go back and try again."));
    }
}

http::Response problem(int status, FailureWords const& say, std::string const& incident)
{
    Json body { { "type", "about:blank" }, { "title", say.title }, { "status", status },
        { "detail", say.text } };
    if (!incident.empty())
        body["incident"] = incident;
    return http::Response::problem(status, to_json_text(body));
}

} // namespace

http::Response Application::failure_page(http::Request const& request, http::Failure const& failure)
{
    if (failure.status >= 500)
        log::error("http.failed",
            { { "status", failure.status }, { "incident", failure.incident },
                { "pattern", router_.pattern_of(request) }, { "what", failure.what } });
    auto const lang = lang_of(request, parts_.installation.langs.front());
    auto const say = words_of(failure.status, i18n::words(lang));
    auto response
        = request.path.raw().starts_with("/api/") ? problem(failure.status, say, failure.incident) : [&] {
              auto page = bare_frame(lang, parts_.site, router_, parts_.installation, assets_);
              page.title = say.title;
              page.noindex = true;
              return http::Response::html(
                  views::failure_page(page, { say, failure.status, failure.incident }).markup(),
                  failure.status);
          }();
    if (failure.status == 503)
        response.with("Retry-After", "5");
    response.with("Cache-Control", "no-store");
    return response;
}

} // namespace passerelle::app
