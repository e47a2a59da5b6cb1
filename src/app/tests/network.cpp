#include "app/tests/network.hpp"

#include "app/clock.hpp"
#include "modules/accounts/person.hpp"
#include "modules/accounts/sessions.hpp"
#include "modules/directory/demo/demo.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/organisations/store.hpp"
#include "platform/crypto/signed_value.hpp"

#include <unistd.h>

namespace passerelle::app::tests {
namespace {

std::filesystem::path fresh_folder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "passerelle-app-XXXXXX").string();
    return mkdtemp(pattern.data());
}

} // namespace

Network::Network(int organisations, std::string base_url)
    : folder_(fresh_folder()),
      base_url_(std::move(base_url))
{
    auto const open = [&] {
        return std::make_unique<House>(
            House::Settings { { .data = folder_.string(), .database = {}, .lang = Lang::fr }, base_url_ });
    };
    house_ = open();
    if (directory::fill_with_demo(house_->directory(), { organisations, 7 }, now()).refused())
        throw std::runtime_error("the demonstration was refused");
    house_->directory().finder.catch_up();
    // The demonstration does without a second factor: read by the next start, as with `demo` and `serve`.
    house_.reset();
    house_ = open();

    auto& database = house_->database();
    auto const ids
        = database.read([](db::Reader& reader) { return directory::store::ids_after(reader, {}, 2); });
    organisation_
        = *database.read([&](db::Reader& reader) { return directory::store::find(reader, ids.front()); });
    home_ = *database.read([](db::Reader& reader) { return accounts::find_operator(reader, "reseau"); });
    auto const find = [&](std::string_view email) {
        return database.read([&](db::Reader& reader) { return accounts::find_person(reader, email); })->id;
    };
    people_["anonymous"];
    sign_in("viewer", find("viewer@reseau.example"));
    sign_in("manager", find("manager@reseau.example"));
    sign_in("administrator", find("administrator@reseau.example"));
    sign_in("stranger", find("administrator@kammer-seeland.example"));
    sign_in("owner", find(organisation_.email));
    auto const other
        = *database.read([&](db::Reader& reader) { return directory::store::find(reader, ids.back()); });
    sign_in("member", find(other.email));
}

Network::~Network()
{
    house_.reset();
    std::filesystem::remove_all(folder_);
}

std::filesystem::path Network::shut()
{
    house_.reset();
    return folder_;
}

void Network::sign_in(std::string const& kind, accounts::PersonId person)
{
    auto const& installation = house_->platform().installation;
    auto const at = now();
    auto const opened = house_->database().write([&](db::Transaction& tx) {
        return accounts::open_session(
            tx, person, "test", {}, i18n::today(at, installation.zone), at, house_->random());
    });
    people_[kind] = { opened.token.text(),
        crypto::sign_value(
            installation.secret, "accounts.csrf", opened.session.id.text(), at + Duration::hours(1)) };
}

http::Request Network::request(
    std::string const& kind, http::Method method, std::string_view target, std::string body)
{
    auto request = http::Request::of(method, target, std::move(body));
    request.received = now();
    request.peer = "192.0.2.7";
    request.host = base_url_.substr(base_url_.find("//") + 2);
    request.headers.add("Host", request.host);
    request.headers.add("Sec-Fetch-Site", "same-origin");
    if (auto const& session = person(kind).session; !session.empty())
        request.headers.add("Cookie", "__Host-session=" + session);
    return request;
}

http::Response Network::get(std::string const& kind, std::string_view target)
{
    auto asked = request(kind, http::Method::Get, target);
    return house_->application().respond(asked);
}

http::Response Network::post(
    std::string const& kind, std::string_view target, http::Fields fields, std::optional<std::string> csrf)
{
    fields.set("csrf", csrf.value_or(person(kind).csrf));
    auto asked = request(kind, http::Method::Post, target, fields.encoded());
    asked.headers.add("Content-Type", "application/x-www-form-urlencoded");
    return house_->application().respond(asked);
}

http::Response Network::open_link(std::string_view target)
{
    auto const visit = crypto::Token::fresh(house_->random()).text();
    http::Fields fields;
    fields.set("csrf",
        crypto::sign_value(
            house_->platform().installation.secret, "accounts.csrf", visit, now() + Duration::hours(1)));
    auto asked = request("anonymous", http::Method::Post, target, fields.encoded());
    asked.headers.add("Cookie", "__Host-visit=" + visit);
    asked.headers.add("Content-Type", "application/x-www-form-urlencoded");
    return house_->application().respond(asked);
}

} // namespace passerelle::app::tests
