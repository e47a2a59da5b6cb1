#include "modules/directory/imports/report_portable.hpp"

#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

Json json_of(Problem const& problem, i18n::Words const& words)
{
    return { { "line", problem.line }, { "column", problem.column }, { "reason", words_of(problem, words) },
        { "code", code_of(problem.complaint) }, { "value", problem.value },
        { "suggestion", problem.suggestion } };
}

Json json_of(std::vector<Problem> const& problems, i18n::Words const& words)
{
    Json list = Json::array();
    for (auto const& problem : problems)
        list.push_back(json_of(problem, words));
    return list;
}

Json json_of(SuspectedRow const& row, i18n::Words const& words)
{
    Json reasons = Json::array();
    for (auto const& reason : row.with.likeness.reasons)
        reasons.push_back(duplicates::words_of(reason, words));
    Json json { { "line", row.line }, { "ref", row.ref }, { "name", row.name },
        { "score", row.with.likeness.score }, { "with", row.with.profile.name } };
    if (row.with.line > 0)
        json["with_line"] = row.with.line;
    else
        json["with_address"] = row.with.profile.slug;
    json["reasons"] = std::move(reasons);
    return json;
}

} // namespace

Json json_of(Report const& report, i18n::Words const& words)
{
    Json suspected = Json::array();
    for (auto const& row : report.suspected)
        suspected.push_back(json_of(row, words));
    Json recognised = Json::array();
    for (auto const& row : report.recognised)
        recognised.push_back(
            { { "line", row.line }, { "ref", row.ref }, { "name", row.name }, { "address", row.slug } });
    return {
        { "file", report.file },
        { "operator", report.operator_slug },
        { "dry_run", report.dry_run },
        { "rows", report.totals.rows },
        { "created", report.totals.created },
        { "updated", report.totals.updated },
        { "unchanged", report.totals.unchanged },
        { "refused", report.totals.refused },
        { "refs_derived_from_name_and_postcode", report.refs_are_derived },
        { "unknown_columns", report.unknown_columns },
        { "refusals", json_of(report.refusals, words) },
        { "warnings", json_of(report.warnings, words) },
        { "recognised_without_ref", std::move(recognised) },
        { "suspected_duplicates", std::move(suspected) },
    };
}

std::string text_of(Report const& report, i18n::Words const& words)
{
    return to_json_text(json_of(report, words));
}

Totals totals_of(Json const& report)
{
    auto const at = [&](char const* name) { return report.at(name).get<std::int64_t>(); };
    return { at("rows"), at("created"), at("updated"), at("unchanged"), at("refused") };
}

} // namespace passerelle::directory::imports
