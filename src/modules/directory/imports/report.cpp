#include "modules/directory/imports/report.hpp"

#include <algorithm>

namespace passerelle::directory::imports {
namespace {

constexpr std::size_t refusals_max = 20'000;
constexpr std::size_t others_max = 5'000;

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
    for (auto const& heading : sheet.headings().columns) {
        report.headings.resize(std::max(report.headings.size(), heading.place + 1));
        report.headings[heading.place] = heading.text;
        if (heading.meaning.column == Column::Note && heading.meaning.certainty == Certainty::Unknown)
            report.unknown_columns.push_back(heading.text);
    }
    return report;
}

} // namespace passerelle::directory::imports
