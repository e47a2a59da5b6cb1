#include "modules/directory/api/pages.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/store.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::api {
namespace {

Json json_of(search::Suggestion const& suggestion, std::string url, std::string_view kind)
{
    return { { "label", suggestion.text }, { "url", std::move(url) }, { "kind", std::string(kind) },
        { "lang", std::string(suggestion.lang.code()) } };
}

Lang lang_of(accounts::Request const& request)
{
    auto const asked = Lang::parse(request.query().text("lang"));
    return asked && is_interface_lang(*asked) ? *asked : request.lang();
}

} // namespace

/// What assets/js expects: `[{"label", "url", "kind", "lang"}]`.
http::Response suggest(Directory& directory, accounts::Request& request)
{
    auto const lang = lang_of(request);
    auto const suggestions = directory.finder.index().suggest(
        request.query().text("q"), lang, audiences_of(sight_of(request.actor())));
    std::vector<OrganisationId> ids;
    for (auto const& suggestion : suggestions)
        if (suggestion.concept_id.empty())
            ids.emplace_back(suggestion.id);
    std::unordered_map<Uuid, std::string> slugs;
    if (!ids.empty())
        slugs = request.read([&](db::Reader& reader) { return finding::published_slugs(reader, ids); });

    auto const& words = i18n::words(lang);
    Json list = Json::array();
    for (auto const& suggestion : suggestions) {
        if (!suggestion.concept_id.empty())
            list.push_back(json_of(suggestion,
                request.address_in(lang, "/{lang}/@concepts/{concept}", { suggestion.concept_id }),
                words.tr("skill")));
        else if (auto const slug = slugs.find(suggestion.id); slug != slugs.end())
            list.push_back(json_of(suggestion,
                request.address_in(lang, "/{lang}/@organisations/{organisation}", { slug->second }),
                words.tr("organisation")));
    }
    return http::Response::json(to_json_text(list));
}

} // namespace passerelle::directory::api
