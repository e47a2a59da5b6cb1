#include "modules/directory/finding/commands.hpp"

#include "base/text.hpp"
#include "modules/directory/finding/finder.hpp"
#include "modules/directory/finding/refs_store.hpp"
#include "platform/json/json.hpp"

#include <fmt/format.h>

#include <istream>
#include <ostream>

namespace passerelle::directory {
namespace {

struct Line {
    std::string id;
    Lang lang;
    std::string query;
};

/// A hit with what a reader outside of the program knows it by.
struct NamedHit {
    search::Hit hit;
    std::string ref; ///< an operator's key; the id where there is none
    std::string name;
};

std::vector<NamedHit> named(Directory& directory, std::vector<search::Hit> hits)
{
    std::vector<OrganisationId> ids;
    for (auto const& hit : hits)
        ids.push_back(OrganisationId(hit.id));
    auto const names
        = directory.database.read([&](db::Reader& reader) { return store::refs_and_names(reader, ids); });
    std::vector<NamedHit> result;
    for (auto& hit : hits) {
        auto const known = names.find(hit.id);
        if (known != names.end())
            result.push_back({ std::move(hit), known->second.ref, known->second.name });
    }
    return result;
}

search::Answer ask(Directory& directory, Line const& line, SearchOptions const& options)
{
    search::Query query;
    query.text = line.query;
    query.lang = line.lang;
    query.side = options.needs ? search::Side::Needs : search::Side::Offers;
    query.limit = options.limit;
    return directory.finder.index().find(query);
}

Json json_of(NamedHit const& found)
{
    Json reasons = Json::array();
    for (auto const& reason : found.hit.reasons)
        reasons.push_back(
            { { "concept", reason.concept_id }, { "query", reason.query }, { "text", reason.text } });
    return { { "ref", found.ref }, { "name", found.name }, { "score", found.hit.score },
        { "lang", found.hit.lang.code() }, { "reasons", std::move(reasons) } };
}

void write_json(Line const& line, search::Answer answer, std::vector<NamedHit> const& hits, std::ostream& out)
{
    Json list = Json::array();
    for (auto const& hit : hits)
        list.push_back(json_of(hit));
    Json const body { { "id", line.id }, { "hits", std::move(list) }, { "total", answer.total },
        { "micros", answer.micros } };
    out << to_json_text(body) << '\n';
}

void write_trec(Line const& line, std::vector<NamedHit> const& hits, std::ostream& out)
{
    int rank = 0;
    for (auto const& hit : hits)
        out << fmt::format("{} Q0 {} {} {:.6f} passerelle\n", line.id, hit.ref, ++rank, hit.hit.score);
}

void write_lines(std::vector<NamedHit> const& hits, std::ostream& out)
{
    for (auto const& hit : hits) {
        std::vector<std::string> reasons;
        for (auto const& reason : hit.hit.reasons)
            reasons.push_back(reason.query == reason.text ? reason.text : reason.text + " = " + reason.query);
        out << fmt::format("{:8.3f}  {}  {}  {}\n", hit.hit.score, hit.ref, hit.name, join(reasons, "; "));
    }
}

void answer_line(Directory& directory, Line const& line, SearchOptions const& options, std::ostream& out)
{
    auto answer = ask(directory, line, options);
    auto const hits = named(directory, std::move(answer.hits));
    switch (options.format) {
    case SearchOptions::Format::Lines:
        return write_lines(hits, out);
    case SearchOptions::Format::JsonLines:
        return write_json(line, std::move(answer), hits, out);
    case SearchOptions::Format::Trec:
        return write_trec(line, hits, out);
    }
}

Outcome<Line, BatchRefused::Reason> read_line(std::string_view text, Lang fallback)
{
    using Reason = BatchRefused::Reason;
    auto const parsed = parse_json(text);
    if (parsed.refused() || !parsed->is_object())
        return Reason::NotJson;
    auto const& object = *parsed;
    if (!object.contains("query") || !object["query"].is_string() || !object.contains("id"))
        return Reason::NoQuery;
    Line line { object["id"].is_string() ? object["id"].get<std::string>() : to_json_text(object["id"]),
        fallback, object["query"].get<std::string>() };
    if (object.contains("lang")) {
        auto const lang
            = object["lang"].is_string() ? Lang::parse(object["lang"].get<std::string>()) : std::nullopt;
        if (!lang)
            return Reason::UnknownLang;
        line.lang = *lang;
    }
    return line;
}

} // namespace

void search_once(
    Directory& directory, std::string const& query, SearchOptions const& options, std::ostream& out)
{
    answer_line(directory, { "", options.lang, query }, options, out);
}

Outcome<Done, BatchRefused> search_batch(
    Directory& directory, std::istream& queries, SearchOptions const& options, std::ostream& out)
{
    std::string text;
    for (std::int64_t number = 1; std::getline(queries, text); ++number) {
        if (trim(text).empty())
            continue;
        auto const line = read_line(text, options.lang);
        if (line.refused())
            return BatchRefused { number, line.refusal() };
        answer_line(directory, *line, options, out);
    }
    return Done {};
}

} // namespace passerelle::directory
