#include "modules/directory/imports/report.hpp"

#include "platform/json/json.hpp"

namespace passerelle::directory::imports {
namespace {

constexpr std::size_t refusals_max = 20'000;
constexpr std::size_t others_max = 5'000;

Json json_of(Problem const& problem, i18n::Words const& words)
{
    return { { "line", problem.line }, { "column", problem.column }, { "reason", words_of(problem, words) },
        { "code", code_of(problem.complaint) }, { "value", problem.value }, { "suggestion", problem.suggestion } };
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

void Report::add(PlannedRow const& row)
{
    ++totals.rows;
    switch (row.fate) {
    case Fate::Create:
        ++totals.created;
        break;
    case Fate::Update:
        ++totals.updated;
        break;
    case Fate::Unchanged:
        ++totals.unchanged;
        break;
    case Fate::Refuse:
        ++totals.refused;
        break;
    }
    for (auto const& problem : row.input.problems) {
        if (refuses(problem.complaint) && refusals.size() < refusals_max)
            refusals.push_back(problem);
        if (!refuses(problem.complaint) && warnings.size() < others_max)
            warnings.push_back(problem);
    }
    for (auto const& suspect : row.suspects)
        if (suspected.size() < others_max)
            suspected.push_back(
                { row.input.line, row.input.ref, row.input.name, suspect, row.fate == Fate::Update });
    if (row.by_identity && recognised.size() < others_max)
        recognised.push_back({ row.input.line, row.input.ref, row.input.name, row.before->slug });
}

Report report_for(Sheet const& sheet, RowReader const& reader, std::string file, std::string operator_slug)
{
    Report report;
    report.file = std::move(file);
    report.operator_slug = std::move(operator_slug);
    report.refs_are_derived = reader.derives_refs();
    for (auto const& heading : sheet.headings().columns)
        if (heading.meaning.column == Column::Note && heading.meaning.certainty == Certainty::Unknown)
            report.unknown_columns.push_back(heading.text);
    return report;
}

Json json_of(Report const& report, i18n::Words const& words)
{
    Json suspected = Json::array();
    for (auto const& row : report.suspected)
        suspected.push_back(json_of(row, words));
    Json recognised = Json::array();
    for (auto const& row : report.recognised)
        recognised.push_back({ { "line", row.line }, { "ref", row.ref }, { "name", row.name }, { "address", row.slug } });
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

} // namespace passerelle::directory::imports
