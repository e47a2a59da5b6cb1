#include "modules/directory/api/pages.hpp"
#include "modules/directory/api/skos_views.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"

#include <memory>
#include <mutex>

namespace passerelle::directory::api {
namespace {

constexpr std::string_view turtle_type = "text/turtle";

/// Turtle where it is asked for by name, in the address or in `Accept`; JSON-LD otherwise.
bool wants_turtle(accounts::Request const& request)
{
    return request.query().text("format") == "turtle"
        || request.http().header("Accept").value_or("").find(turtle_type) != std::string_view::npos;
}

http::Response linked_data(std::string text, bool turtle)
{
    return http::Response::of(turtle ? "text/turtle; charset=utf-8" : "application/ld+json", std::move(text))
        .with("Vary", "Accept");
}

/// The whole thesaurus in both forms, made once for each state of it.
class Whole {
public:
    std::string get(search::Thesaurus const& thesaurus, std::string const& base, bool turtle)
    {
        std::lock_guard const lock(mutex_);
        if (serial_ != thesaurus.serial() || base_ != base) {
            json_ = skos_json(thesaurus, all_concepts(thesaurus), base);
            turtle_ = skos_turtle(thesaurus, all_concepts(thesaurus), base);
            serial_ = thesaurus.serial();
            base_ = base;
        }
        return turtle ? turtle_ : json_;
    }

private:
    std::mutex mutex_;
    std::uint64_t serial_ = 0;
    std::string base_, json_, turtle_;
};

std::string base_of(Directory const& directory) { return directory.site.absolute("/api/v1/concepts"); }

} // namespace

http::Response concepts(Directory& directory, accounts::Request& request)
{
    static Whole whole;
    auto const turtle = wants_turtle(request);
    return linked_data(whole.get(*directory.catalogues.thesaurus(), base_of(directory), turtle), turtle);
}

http::Response one_concept(Directory& directory, accounts::Request& request)
{
    auto const thesaurus = directory.catalogues.thesaurus();
    auto const number = thesaurus->find(request.param("concept"));
    if (!number)
        accounts::not_found();
    auto const turtle = wants_turtle(request);
    auto const base = base_of(directory);
    return linked_data(
        turtle ? skos_turtle(*thesaurus, { *number }, base) : skos_json(*thesaurus, { *number }, base),
        turtle);
}

} // namespace passerelle::directory::api
