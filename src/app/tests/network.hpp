#pragma once

#include "app/house.hpp"
#include "modules/accounts/operator.hpp"
#include "modules/directory/organisations/organisation.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace passerelle::app::tests {

/// A small demonstration network in a folder of its own, and people of every kind who are signed in.
class Network {
public:
    explicit Network(int organisations = 24, std::string base_url = "http://127.0.0.1:8080");
    ~Network();

    House& house() { return *house_; }
    /// Ends the program. Its folder stays until the end of the test.
    std::filesystem::path shut();

    struct Person {
        std::string session; ///< value of the cookie
        std::string csrf;
    };
    /// `anonymous`, `member` (of another organisation), `owner` (of `organisation()`), `viewer`, `manager`,
    /// `administrator` (of `home()`), `stranger` (administrator of another operator).
    Person const& person(std::string const& kind) const { return people_.at(kind); }
    std::map<std::string, Person> const& people() const { return people_; }

    accounts::Operator const& home() const { return home_; }
    directory::Organisation const& organisation() const { return organisation_; }

    http::Response get(std::string const& kind, std::string_view target);
    /// A form of a page of ours, with the person's token unless `csrf` is given.
    http::Response post(std::string const& kind, std::string_view target, http::Fields fields = {},
        std::optional<std::string> csrf = {});
    /// The button on the page of a sign-in link, pressed in a fresh browser.
    http::Response open_link(std::string_view target);

private:
    void sign_in(std::string const& kind, accounts::PersonId);
    http::Request request(
        std::string const& kind, http::Method, std::string_view target, std::string body = {});

    std::filesystem::path folder_;
    std::string base_url_;
    std::unique_ptr<House> house_;
    std::map<std::string, Person> people_;
    accounts::Operator home_;
    directory::Organisation organisation_;
};

} // namespace passerelle::app::tests
