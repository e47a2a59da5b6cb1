#pragma once

#include "modules/accounts/accounts.hpp"
#include "platform/crypto/random.hpp"
#include "platform/http/failure.hpp"
#include "platform/http/finish.hpp"
#include "platform/log/log.hpp"
#include "tests/support/postgres.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

/// A program of the routes of some modules over a fresh database, without sockets: the gate, the clock and
/// the mails are the real ones, or set by the test.
namespace passerelle::support {

struct SentMail {
    std::string to;
    std::string purpose;
    std::string subject;
    std::string text;
    Lang lang;

    /// The first address of this installation in the text, without its base.
    std::string link() const
    {
        auto const at = text.find("https://network.example/");
        if (at == text.npos)
            return {};
        auto const end = text.find_first_of(" \n\r", at);
        return text.substr(at, end - at).substr(std::string_view("https://network.example").size());
    }
};

class TestApp;

/// Somebody's browser: keeps its cookies, sends each form with its token.
class Browser {
public:
    http::Response get(std::string_view target) { return send(http::Method::Get, target, {}); }

    /// The form of a page of ours; `csrf` is added.
    http::Response post(std::string_view target, http::Fields fields = {});
    http::Response post(
        std::string_view target, std::initializer_list<std::pair<char const*, std::string>> fields)
    {
        http::Fields all;
        for (auto const& [name, value] : fields)
            all.add(name, value);
        return post(target, all);
    }
    /// As it is: for forms from elsewhere.
    http::Response post_without_token(std::string_view target, http::Fields const& fields = {})
    {
        return send(http::Method::Post, target, fields.encoded(), "application/x-www-form-urlencoded");
    }
    /// One file, as a form with enctype multipart/form-data sends it.
    http::Response upload(std::string_view target, std::string const& field, std::string const& file);

    http::Response send(http::Method, std::string_view target, std::string body, std::string_view type = {});

    std::string csrf();

    std::map<std::string, std::string> cookies; ///< by name, prefix included
    std::string client = "192.0.2.1";
    http::Headers headers; ///< sent each time

private:
    friend class TestApp;
    explicit Browser(TestApp& app) : app_(&app) {}
    TestApp* app_;
};

class TestApp {
public:
    explicit TestApp(db::Engine engine = db::Engine::Sqlite)
        : database_(fresh_database(engine)),
          site_(*http::Site::parse("https://network.example"))
    {
        installation.secret = crypto::SecretKey::fresh(random_);
        installation.second_factor_required = false;
    }
    ~TestApp()
    {
        for (auto const& mail : take_mails())
            ADD_FAILURE() << "unexpected mail to " << mail.to << ": " << mail.subject;
    }
    TestApp(TestApp const&) = delete;
    TestApp& operator=(TestApp const&) = delete;

    /// Before the first request.
    void mount(std::vector<accounts::Route> routes, std::vector<http::PathWord> words)
    {
        words_ = std::move(words);
        router_ = http::Router(words_);
        routes_ = std::move(routes);
        routes_.push_back({ http::Method::Get, "/test/form", accounts::Right::Anyone,
            [](accounts::Request& request) { return http::Response::text(request.csrf()); } });
        for (std::size_t i = 0; i < routes_.size(); ++i)
            router_.mount(routes_[i].method, routes_[i].pattern, i);
    }

    /// What is set may be changed until the first request.
    accounts::Installation installation;
    Instant now { 1'795'000'000'000 };

    db::Database& database() { return **database_; }
    Random& random() { return random_; }
    http::Router const& router() const { return router_; }
    std::vector<accounts::Route> const& routes() const { return routes_; }
    LocalDate today() const { return i18n::today(now, installation.zone); }
    void pass(Duration duration) { now = now + duration; }

    template<class F>
    auto read(F&& function)
    {
        return database().read(std::forward<F>(function));
    }
    template<class F>
    auto write(F&& function)
    {
        return database().write(std::forward<F>(function));
    }

    accounts::Operator an_operator(std::string slug = "chamber", std::string name = "Chamber")
    {
        accounts::Operator added;
        added.slug = std::move(slug);
        added.name = std::move(name);
        added.langs = { Lang::fr, Lang::de };
        return *write(
            [&](db::Transaction& tx) { return accounts::add_operator(tx, added, {}, now, random_); });
    }
    accounts::Person person(
        std::string_view email, std::string_view name = "Anna Meier", Lang lang = Lang::en)
    {
        return write([&](db::Transaction& tx) {
            return accounts::ensure_person(tx, email, name, lang, now, random_);
        });
    }
    accounts::Person staff(accounts::OperatorId at, accounts::OperatorRole role, std::string_view email)
    {
        auto const made = person(email, email);
        write([&](db::Transaction& tx) {
            accounts::give_role(tx, made.id, at, role, {}, today(), now, random_);
        });
        return made;
    }
    accounts::Person member(
        accounts::OrganisationId of, accounts::OrganisationRole role, std::string_view email)
    {
        auto const made = person(email, email);
        write([&](db::Transaction& tx) {
            accounts::give_role(tx, made.id, of, role, {}, {}, today(), now, random_);
        });
        return made;
    }

    Browser anonymous() { return Browser(*this); }
    /// With the second factor given, or still to be asked for.
    enum class Factors { Both, FirstOnly };
    Browser signed_in(accounts::PersonId person, Factors factors = Factors::Both)
    {
        auto const second_at = factors == Factors::Both ? std::optional(now) : std::nullopt;
        auto const opened = write([&](db::Transaction& tx) {
            return accounts::open_session(tx, person, "Test", second_at, today(), now, random_);
        });
        Browser browser(*this);
        browser.cookies["__Host-session"] = opened.token.text();
        return browser;
    }

    /// The mails written since the last call, oldest first. A test that causes mails takes them.
    std::vector<SentMail> take_mails()
    {
        static db::Statement const texts { "test.outbox", R"sql(
            select to_address, purpose, subject, body_text, lang from outbox order by id
        )sql" };
        auto all = read([&](db::Reader& reader) {
            return reader.all(texts, [](db::Row const& row) {
                return SentMail { row.text(0), row.text(1), row.text(2), row.text(3), row.lang(4) };
            });
        });
        std::vector<SentMail> fresh(all.begin() + static_cast<std::ptrdiff_t>(mails_taken_), all.end());
        mails_taken_ = all.size();
        return fresh;
    }
    SentMail take_mail()
    {
        auto const mails = take_mails();
        EXPECT_EQ(mails.size(), 1u);
        return mails.empty() ? SentMail {} : mails.front();
    }

    /// What was logged since the beginning.
    std::string log() const { return log_.text(); }

    http::Response respond(http::Request& request)
    {
        accounts::Platform const platform { database(), random_, site_, router_, installation, &frame };
        auto response = http::guarded(
            [&](http::Request& inner) {
                auto const match = router_.match(inner);
                if (match.kind != http::Match::Kind::Found)
                    return http::answer_of(match);
                return accounts::answer(platform, routes_[match.handler], inner);
            },
            request,
            [](http::Request const&, http::Failure const& failure) {
                return http::Response::text(failure.status >= 500 ? failure.what : "refused", failure.status);
            });
        http::finish(request, response, site_);
        return response;
    }

private:
    static html::Page frame(accounts::Request const& request)
    {
        html::Page page(request.lang());
        if (request.actor().signed_in())
            page.csrf_token = request.csrf();
        return page;
    }

    log::Capture log_;
    std::unique_ptr<FreshDatabase> database_;
    crypto::SystemRandom random_;
    http::Site site_;
    std::vector<http::PathWord> words_;
    http::Router router_;
    std::vector<accounts::Route> routes_;
    std::size_t mails_taken_ = 0;
};

inline http::Response Browser::send(
    http::Method method, std::string_view target, std::string body, std::string_view type)
{
    auto request = http::Request::of(method, target, std::move(body));
    request.received = app_->now;
    request.peer = client;
    request.host = "network.example";
    for (std::size_t i = 0; i < headers.size(); ++i)
        request.headers.add(headers[i].name, headers[i].value);
    std::string jar;
    for (auto const& [name, value] : cookies)
        jar += (jar.empty() ? "" : "; ") + name + "=" + value;
    if (!jar.empty())
        request.headers.add("Cookie", jar);
    if (!type.empty())
        request.headers.add("Content-Type", type);
    auto response = app_->respond(request);
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
        auto const field = response.headers[i];
        if (!http::equal_ignoring_case(field.name, "Set-Cookie"))
            continue;
        auto const pair = field.value.substr(0, field.value.find(';'));
        auto const equals = pair.find('=');
        auto const name = std::string(pair.substr(0, equals));
        if (field.value.find("Max-Age=0") != field.value.npos)
            cookies.erase(name);
        else
            cookies[name] = pair.substr(equals + 1);
    }
    return response;
}

inline std::string Browser::csrf() { return std::string(get("/test/form").body.text()); }

inline http::Response Browser::post(std::string_view target, http::Fields fields)
{
    fields.add("csrf", csrf());
    return post_without_token(target, fields);
}

inline http::Response Browser::upload(
    std::string_view target, std::string const& field, std::string const& file)
{
    auto const body = "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf()
        + "\r\n--XX\r\nContent-Disposition: form-data; name=\"" + field
        + "\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n" + file + "\r\n--XX--\r\n";
    return send(http::Method::Post, target, body, "multipart/form-data; boundary=XX");
}

} // namespace passerelle::support
