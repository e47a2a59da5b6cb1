#pragma once

#include "base/bytes.hpp"
#include "base/page.hpp"
#include "modules/accounts/actor.hpp"
#include "modules/accounts/erasure.hpp"
#include "modules/accounts/policy.hpp"
#include "modules/accounts/sessions.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/db.hpp"
#include "platform/html/page.hpp"
#include "platform/http/form.hpp"
#include "platform/http/message.hpp"
#include "platform/http/router.hpp"
#include "platform/http/security.hpp"
#include "platform/i18n/words.hpp"
#include "platform/i18n/zone.hpp"

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::accounts {

class Request;

/// What is set once for an installation.
struct Installation {
    std::string name = "Passerelle";
    Langs langs { Lang::fr, Lang::de };     ///< in which people write here, and which public pages there are
    i18n::Zone zone = i18n::Zone::zurich(); ///< of days and of hours of the clock
    crypto::SecretKey secret;               ///< signs links and forms
    bool second_factor_required = true;     ///< for managers and administrators
};

/// Where the entry of an organisation is seen, and kept.
struct OrganisationLinks {
    OrganisationId id;
    html::Link entry;
    html::Url edit {};
    html::Url confirm {}; ///< takes a POST
};

/// What outlives a request and any module's handler may use. Safe for several threads at once.
struct Platform {
    db::Database& database;
    Random& random;
    http::Site const& site;
    http::Router const& router;
    Installation const& installation;
    /// The frame that app puts around every page: navigation, languages, who is signed in.
    std::function<html::Page(Request const&)> frame;
    /// The entries of organisations, which belong to a module behind this one; set by app, may be empty. What
    /// is not published is left out.
    std::function<std::vector<OrganisationLinks>(Request const&, std::vector<OrganisationId> const&)>
        organisation_links {};
    /// What modules behind this one do in the transaction in which a person is erased; set by app, may be
    /// empty.
    ForgetElsewhere forget_elsewhere {};
};

/// A request that has passed the gate: who asks, in which language, when. What may not be seen is answered
/// with 404 (`not_found`), thrown by access functions.
class Request {
public:
    Request(http::Request const& http, Platform const& platform, Visitor visitor, Instant now);

    http::Request const& http() const { return http_; }
    Platform const& platform() const { return platform_; }
    Actor const& actor() const { return visitor_.actor; }
    Visitor const& visitor() const { return visitor_; }
    Lang lang() const { return lang_; }
    Instant now() const { return now_; }
    LocalDate today() const;
    Random& random() const { return platform_.random; }
    i18n::Words const& words() const { return words_; }

    std::string param(std::string_view name) const { return std::string(http_.param(name)); }
    http::Fields const& query() const { return http_.query; }
    /// The captured id; 404 for what is none.
    template<class T>
    Id<T> id(std::string_view name) const
    {
        return http_.id<T>(name);
    }
    /// The `limit` (1 to 200) and `after` of the query.
    PageRequest page_request(int limit_default = 50) const;
    /// The posted form, read once.
    http::Form const& form() const;

    /// The address of a mounted pattern in this request's language:
    /// `address("/{lang}/@organisations/{organisation}", { slug })`.
    std::string address(std::string_view pattern, std::initializer_list<std::string_view> values = {}) const;
    std::string address_in(
        Lang, std::string_view pattern, std::initializer_list<std::string_view> values = {}) const;

    /// A page in the frame, with `title` in this request's language.
    html::Page page(std::string_view title) const;

    /// What a form has to send back in its field `csrf`: signed, for this session, or for this browser's
    /// visit where nobody is signed in.
    std::string csrf() const;
    /// Answers 403 for a form without it, or with another session's, or an old one.
    void check_csrf() const;
    /// The visit cookie that `csrf` had to invent; app sets it.
    std::optional<std::string> const& new_visit() const { return new_visit_; }

    template<class F>
    auto read(F&& operation) const
    {
        return platform_.database.read(std::forward<F>(operation));
    }
    /// One transaction; what throws or is refused leaves nothing behind.
    template<class F>
    auto write(F&& operation) const
    {
        return platform_.database.write(std::forward<F>(operation));
    }

    bool can(Action action, Thing const& thing) const { return accounts::can(actor(), action, thing); }
    /// Answers 404 unless the policy says yes.
    void require(Action action, Thing const& thing) const;

private:
    http::Request const& http_;
    Platform const& platform_;
    Visitor visitor_;
    Instant now_;
    Lang lang_;
    i18n::Words const& words_;
    mutable std::optional<http::Form> form_;
    mutable std::optional<std::string> new_visit_;

    std::string csrf_bearer() const;
};

/// "Does not exist, or not for you." Ends the request with 404.
[[noreturn]] void not_found();

/// The coarse right that a route's table row names; the gate of each handler asks the policy for the rest.
enum class Right {
    Anyone,
    SignedIn,
    OfOrganisation, ///< holds a role at any organisation, or is staff
    Viewer,         ///< of any operator
    Manager,
    Administrator,
    Loopback, ///< from this machine only: metrics
};

using Handler = std::function<http::Response(Request&)>;

/// What an API route says of itself in openapi.json.
struct ApiDoc {
    std::string_view summary;
    std::string_view scope; ///< of the bearer token; empty: public
    struct Parameter {
        std::string_view name;
        std::string_view description;
        std::string_view schema = "string";
    };
    std::vector<Parameter> query;
    std::string_view request_schema;  ///< name under components/schemas, or empty
    std::string_view response_schema; ///< same
};

/// One row of a module's table of addresses.
struct Route {
    http::Method method;
    std::string_view pattern;
    Right right;
    Handler handler;
    std::optional<ApiDoc> api {};
    std::size_t body_bytes = 0; ///< the largest body, where it is more than a form's
};

bool admits(Right, Actor const&);

} // namespace passerelle::accounts
