#include "modules/directory/imports/plan_portable.hpp"

#include "base/ensure.hpp"
#include "modules/directory/duplicates/reasons_portable.hpp"
#include "modules/directory/imports/undo_portable.hpp"
#include "modules/directory/undo/entry_portable.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

Json json_of(std::vector<Problem> const& problems)
{
    Json list = Json::array();
    for (auto const& problem : problems)
        list.push_back(
            { { "line", problem.line }, { "column", problem.column }, { "code", code_of(problem.complaint) },
                { "value", problem.value }, { "suggestion", problem.suggestion } });
    return list;
}

std::vector<Problem> problems_of(Json const& list)
{
    std::vector<Problem> problems;
    for (auto const& item : list)
        if (auto const complaint = parse_complaint(item.at("code").get<std::string>()))
            problems.push_back({ item.at("line").get<std::int64_t>(), item.at("column").get<std::string>(),
                *complaint, item.at("value").get<std::string>(), item.at("suggestion").get<std::string>() });
    return problems;
}

Json json_of(std::vector<Suspect> const& suspects)
{
    Json list = Json::array();
    for (auto const& suspect : suspects)
        list.push_back({ { "name", suspect.profile.name }, { "slug", suspect.profile.slug },
            { "line", suspect.line }, { "score", suspect.likeness.score },
            { "reasons", duplicates::text_of(suspect.likeness.reasons) } });
    return list;
}

std::vector<Suspect> suspects_of(Json const& list)
{
    std::vector<Suspect> suspects;
    for (auto const& item : list) {
        Suspect suspect;
        suspect.profile.name = item.at("name").get<std::string>();
        suspect.profile.slug = item.at("slug").get<std::string>();
        suspect.line = item.at("line").get<std::int64_t>();
        suspect.likeness = { item.at("score").get<int>(),
            duplicates::parse_reasons(item.at("reasons").get<std::string>()) };
        suspects.push_back(std::move(suspect));
    }
    return suspects;
}

Json parsed(std::string_view text)
{
    auto json = parse_json(text);
    ensure(json);
    return std::move(json).value();
}

} // namespace

std::string text_of(PlannedRow const& row)
{
    Json json { { "line", row.input.line }, { "name", row.input.name },
        { "fate", static_cast<int>(row.fate) }, { "by_identity", row.by_identity },
        { "problems", json_of(row.input.problems) }, { "suspects", json_of(row.suspects) } };
    if (row.fate == Fate::Create || row.fate == Fate::Update) {
        json["after"] = undo::snapshot_of(row.after);
        json["records_before"] = json_of(row.records_before);
        json["records_after"] = json_of(row.records_after);
    }
    if (row.before && (row.fate == Fate::Update || row.by_identity))
        json["before"] = undo::snapshot_of(*row.before);
    return to_json_text(json);
}

PlannedRow parse_planned_row(std::string_view text)
{
    auto const json = parsed(text);
    PlannedRow row;
    row.input.line = json.at("line").get<std::int64_t>();
    row.input.name = json.at("name").get<std::string>();
    row.input.problems = problems_of(json.at("problems"));
    row.fate = static_cast<Fate>(json.at("fate").get<int>());
    row.by_identity = json.at("by_identity").get<bool>();
    row.suspects = suspects_of(json.at("suspects"));
    if (json.contains("after")) {
        row.after = undo::organisation_of(json.at("after"));
        row.records_before = records_of(json.at("records_before"));
        row.records_after = records_of(json.at("records_after"));
    }
    if (json.contains("before"))
        row.before = undo::organisation_of(json.at("before"));
    return row;
}

std::string text_of(std::vector<Problem> const& problems) { return to_json_text(json_of(problems)); }

std::vector<Problem> parse_problems(std::string_view text) { return problems_of(parsed(text)); }

std::string text_of(std::vector<std::string> const& cells) { return to_json_text(Json(cells)); }

std::vector<std::string> parse_cells(std::string_view text)
{
    return parsed(text).get<std::vector<std::string>>();
}

} // namespace passerelle::directory::imports
