#include "base/text.hpp"
#include "modules/accounts/api_token.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/views.hpp"
#include "modules/accounts/views/tokens_page.hpp"
#include "platform/i18n/format.hpp"

namespace passerelle::accounts {
namespace {

using html::Url;

std::string_view words_of_scope(std::string_view scope, i18n::Words const& words)
{
    if (scope == "read")
        return words.tr("Read what you may read");
    if (scope == "write")
        return words.tr("Change what you may change");
    return words.tr("Import and export");
}

std::string words_of_scopes(std::vector<std::string> const& scopes, i18n::Words const& words)
{
    std::vector<std::string> labels;
    for (auto const& scope : scopes)
        labels.emplace_back(words_of_scope(scope, words));
    return join(labels, " · ");
}

TokenRow row_of(Request const& request, ApiToken const& token)
{
    auto const& zone = request.platform().installation.zone;
    auto const made = i18n::long_date(i18n::today(token.created_at, zone), request.lang());
    auto const& words = request.words();
    return {
        .name = token.name,
        .scopes = words_of_scopes(token.scopes, words),
        .times = token.expires_at ? i18n::fill(words.tr("made on {made}, valid until {until}"),
                     { { "made", made },
                         { "until", i18n::long_date(i18n::today(*token.expires_at, zone), request.lang()) } })
                                  : i18n::fill(words.tr("made on {made}"), { { "made", made } }),
        .usable = !token.revoked_at && (!token.expires_at || *token.expires_at > request.now()),
        .revoke = Url(request.address("/{lang}/@account/@tokens/{token}/@removal", { token.id.text() })),
    };
}

html::ChoiceField lifetime_field(i18n::Words const& words)
{
    return { .name = "days",
        .label = std::string(words.tr("Valid for")),
        .required = true,
        .choices = { { .value = "90", .label = std::string(words.tr("3 months")) },
            { .value = "365", .label = std::string(words.tr("1 year")), .selected = true },
            { .value = "30", .label = std::string(words.tr("1 month")) } } };
}

html::ChoiceField scope_field(i18n::Words const& words)
{
    html::ChoiceField field { .name = "scopes", .label = std::string(words.tr("Scopes")), .required = true };
    for (auto const scope : api_scopes)
        field.choices.push_back({ .value = std::string(scope),
            .label = std::string(words_of_scope(scope, words)),
            .selected = scope == "read" });
    return field;
}

http::Response show_tokens(Request const& request, html::SentForm const& sent, std::string fresh = {})
{
    auto const& words = request.words();
    auto const page = own_page(request, words.tr("Access for programs"));
    html::Field const name { .name = "name",
        .label = std::string(words.tr("Name")),
        .hint = std::string(words.tr("For what, or which program: to tell tokens apart.")),
        .required = true,
        .autocomplete = "off",
        .length_max = 80 };
    auto const again = !sent.errors.empty();
    TokensPage values {
        .errors = sent.errors,
        .fresh = std::move(fresh),
        .name = again ? filled(name, sent) : name,
        .scopes = again ? filled(scope_field(words), sent) : scope_field(words),
        .lifetime = again ? filled(lifetime_field(words), sent) : lifetime_field(words),
        .send = Url(request.address("/{lang}/@account/@tokens")),
    };
    auto const tokens
        = request.read([&](db::Reader& reader) { return api_tokens_of(reader, *request.actor().person); });
    for (auto const& token : tokens)
        values.tokens.push_back(row_of(request, token));
    return shown(views::tokens_page(page, values), again ? 422 : 200);
}

} // namespace

http::Response tokens_page(Request& request) { return show_tokens(request, {}); }

http::Response make_token(Request& request)
{
    auto const& words = request.words();
    html::SentForm sent { .fields = request.form().fields };
    auto const days = parse_integer(sent.fields.text("days"));
    if (days != 30 && days != 90 && days != 365)
        throw http::StatusError(400, "not what the form offers");
    auto const scopes = sent.fields.all("scopes");
    auto const outcome = request.write([&](db::Transaction& tx) {
        return make_api_token(tx, *request.actor().person, sent.fields.text("name"),
            std::vector<std::string>(scopes.begin(), scopes.end()), request.now() + Duration::days(*days),
            request.now(), request.random());
    });
    if (!outcome.refused())
        return show_tokens(request, {}, outcome->token.text());
    switch (outcome.refusal()) {
    case TokenRefused::NameMissing:
        sent.errors.add("name", words.tr("A name is needed."), words.tr("Name"));
        break;
    case TokenRefused::NoScope:
        sent.errors.add("scopes", words.tr("Choose at least one."), words.tr("Scopes"));
        break;
    case TokenRefused::TooMany:
        sent.errors.add("name", words.tr("You have 20 tokens already. Revoke one first."));
        break;
    }
    return show_tokens(request, sent);
}

http::Response revoke_token(Request& request)
{
    auto const token = request.http().id<ApiToken>("token");
    request.write(
        [&](db::Transaction& tx) { revoke_api_token(tx, *request.actor().person, token, request.now()); });
    return http::Response::see_other(request.address("/{lang}/@account/@tokens"));
}

} // namespace passerelle::accounts
