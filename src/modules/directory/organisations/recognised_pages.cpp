#include "base/text.hpp"
#include "modules/directory/organisations/access.hpp"
#include "modules/directory/organisations/edit.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/organisations/pages.hpp"
#include "modules/directory/organisations/views.hpp"
#include "modules/directory/organisations/views/entry_recognised_page.hpp"

namespace passerelle::directory::organisations {
namespace {

RecognisedPage recognised_of(
    Directory& directory, accounts::Request const& request, Organisation const& entry)
{
    auto const thesaurus = directory.catalogues.thesaurus();
    RecognisedPage page { .rows = {},
        .version = entry.version,
        .send = html::Url(address_of(request, entry, "/@concepts")),
        .back = html::Url(address_of(request, entry)) };
    for (auto const& claimed : entry.concepts) {
        auto const number = thesaurus->find(claimed.concept_id);
        if (claimed.standing == Standing::Proposed && number)
            page.rows.push_back({ claimed.concept_id, std::string(thesaurus->label(*number, request.lang())),
                std::string(words_of(facet_of(*thesaurus, *number), request.words())) });
    }
    return page;
}

ConceptDecisions decisions_of(http::Fields const& sent, Organisation const& entry)
{
    ConceptDecisions decisions;
    for (auto const id : sent.all("confirm"))
        decisions.confirmed.emplace_back(id);
    for (auto const id : sent.all("decline"))
        decisions.declined.emplace_back(id);
    auto const all = sent.text("all");
    for (auto const& claimed : entry.concepts) {
        if (all == "confirm")
            decisions.confirmed.push_back(claimed.concept_id);
        if (all == "decline")
            decisions.declined.push_back(claimed.concept_id);
    }
    return decisions;
}

} // namespace

http::Response recognised_page(Directory& directory, accounts::Request& request)
{
    auto const reached = access::editable(request, directory);
    auto page = form_page(request, request.words().tr("Recognised in your texts"), reached.organisation);
    say_done(page, request);
    return shown(views::entry_recognised_page(page, recognised_of(directory, request, reached.organisation)));
}

// A decision on one concept stands by itself: it is made on the entry as it is now, whatever else was changed
// meanwhile. "All" means those that were shown.
http::Response answer_recognised(Directory& directory, accounts::Request& request)
{
    auto const entry = access::editable(request, directory).organisation;
    auto const& sent = request.form().fields;
    auto const same_version = parse_integer(sent.text("version")) == entry.version;
    if (!sent.text("all").empty() && !same_version)
        return http::Response::see_other(address_of(request, entry, "/@concepts"));
    auto const outcome = request.write([&](db::Transaction& tx) {
        return decide_on_concepts(tx, entry, decisions_of(sent, entry), author_of(request), request.random());
    });
    if (outcome.refused())
        return http::Response::see_other(address_of(request, entry, "/@concepts"));
    return done(address_of(request, *outcome, "/@concepts"));
}

} // namespace passerelle::directory::organisations
