#include "modules/accounts/api_token.hpp"
#include "modules/accounts/every_page.hpp"
#include "modules/accounts/pages.hpp"
#include "modules/accounts/profile.hpp"
#include "modules/accounts/roles.hpp"
#include "platform/changes/changes.hpp"
#include "platform/json/json.hpp"

namespace passerelle::accounts {
namespace {

template<class T>
Json text_or_null(std::optional<T> const& value)
{
    return value ? Json(value->text()) : Json();
}

Json json_of(Person const& person)
{
    return { { "id", person.id.text() }, { "name", person.name }, { "email", person.email },
        { "phone", person.phone }, { "lang", person.lang.code() }, { "has_password", person.has_password },
        { "has_second_factor", person.has_second_factor }, { "created_at", person.created_at.text() } };
}

Json roles_of(OwnRecord const& own)
{
    Json roles = Json::array();
    for (auto const& held : own.operator_roles)
        roles.push_back({ { "operator", held.operator_id.text() }, { "role", code_of(held.role) },
            { "since", held.since.text() }, { "until", text_or_null(held.until) } });
    for (auto const& held : own.organisation_roles)
        roles.push_back({ { "organisation", held.organisation.text() }, { "role", code_of(held.role) },
            { "title", held.title }, { "since", held.since.text() }, { "until", text_or_null(held.until) } });
    return roles;
}

Json sessions_json(std::vector<Session> const& sessions)
{
    Json result = Json::array();
    for (auto const& session : sessions)
        result.push_back({ { "device", session.device }, { "created_at", session.created_at.text() },
            { "seen_at", session.seen_at.text() }, { "expires_at", session.expires_at.text() } });
    return result;
}

Json tokens_json(std::vector<ApiToken> const& tokens)
{
    Json result = Json::array();
    for (auto const& token : tokens)
        result.push_back({ { "name", token.name }, { "scopes", token.scopes },
            { "created_at", token.created_at.text() }, { "expires_at", text_or_null(token.expires_at) },
            { "revoked_at", text_or_null(token.revoked_at) } });
    return result;
}

/// What was recorded about the person, newest first, whoever did it.
Json changes_json(db::Reader& reader, PersonId person)
{
    Json result = Json::array();
    PageRequest request { .limit = 200, .after = {} };
    do {
        auto const page = changes::of_entity(reader, "person", person.uuid(), request);
        for (auto const& entry : page.items)
            result.push_back({ { "at", entry.at.text() }, { "action", entry.action },
                { "before", entry.before.value_or("") }, { "after", entry.after.value_or("") } });
        request.after = page.next;
    } while (!request.after.empty());
    return result;
}

} // namespace

http::Response own_data_file(Request& request)
{
    auto const person = *request.actor().person;
    auto const data = request.read([&](db::Reader& reader) {
        auto const own = own_data(reader, person);
        return Json { { "exported_at", request.now().text() }, { "person", json_of(own.person) },
            { "roles", roles_of(own) },
            { "sessions", sessions_json(sessions_of(reader, person, request.now())) },
            { "tokens", tokens_json(api_tokens_of(reader, person)) },
            { "changes", changes_json(reader, person) } };
    });
    return http::Response::download("passerelle.json", "application/json", to_pretty_json_text(data));
}

} // namespace passerelle::accounts
