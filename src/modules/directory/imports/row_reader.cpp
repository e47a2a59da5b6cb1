#include "modules/directory/imports/row_reader.hpp"

#include "base/text.hpp"
#include "modules/directory/imports/cells.hpp"
#include "modules/directory/imports/row_cell.hpp"

#include <algorithm>

namespace passerelle::directory::imports {

namespace {

LocalisedText Organisation::*text_of_column(Column column)
{
    switch (column) {
    case Column::Summary:
        return &Organisation::summary;
    case Column::Description:
        return &Organisation::description;
    case Column::Offers:
        return &Organisation::offers;
    default:
        return &Organisation::needs;
    }
}

std::size_t characters_max(Column column)
{
    if (is_text(column) || column == Column::Note)
        return 20'000;
    switch (column) {
    case Column::Capabilities:
    case Column::Materials:
    case Column::Machines:
    case Column::Certifications:
    case Column::Markets:
    case Column::ContactName:
    case Column::ContactEmail:
        return 4'000;
    case Column::Ref:
        return 100;
    default:
        return 300;
    }
}

std::optional<Facet> facet_of_column(Column column)
{
    switch (column) {
    case Column::Capabilities:
        return Facet::Capabilities;
    case Column::Materials:
        return Facet::Materials;
    case Column::Machines:
        return Facet::Machines;
    case Column::Certifications:
        return Facet::Certifications;
    case Column::Markets:
        return Facet::Markets;
    default:
        return std::nullopt;
    }
}

} // namespace

bool RowInput::refused() const
{
    return std::any_of(
        problems.begin(), problems.end(), [](Problem const& problem) { return refuses(problem.complaint); });
}

RowReader::RowReader(Headings const& headings, std::shared_ptr<search::Thesaurus const> thesaurus)
    : headings_(headings),
      thesaurus_(std::move(thesaurus)),
      derives_refs_(!headings.has(Column::Ref))
{
}

RowInput RowReader::read(documents::TableRow const& table_row)
{
    RowInput row;
    row.line = table_row.line;
    People people;
    for (auto const& heading : headings_.columns) {
        if (heading.place >= table_row.cells.size() || heading.meaning.column == Column::Skip)
            continue;
        auto const& raw = table_row.cells[heading.place];
        Cell const cell { heading, raw, one_line(raw), row.line };
        if (cell.text.empty())
            continue;
        auto const max = characters_max(cell.column());
        if (raw.find("\xef\xbf\xbd") != std::string::npos || !is_valid_utf8(cell.text))
            cell.complain(row, Complaint::Unreadable);
        else if (count_characters(cell.text) > max)
            cell.complain(row, Complaint::TooLong, std::to_string(max));
        else
            read_cell(row, people, cell);
    }
    settle_place(row);
    settle_contacts(row, people);
    settle_ref(row);
    return row;
}

void RowReader::read_cell(RowInput& row, People& people, Cell const& cell)
{
    switch (cell.column()) {
    case Column::Street:
    case Column::Postcode:
    case Column::Place:
    case Column::PostcodeAndPlace:
    case Column::Canton:
    case Column::Country:
        return read_place_cell(row, cell);
    case Column::MemberSince:
    case Column::MemberNumber:
    case Column::MemberCategory:
        return read_member(row, cell);
    case Column::ContactName:
        people.names = people_of(cell.raw);
        return;
    case Column::ContactFirstName:
        people.first_names = people_of(cell.raw);
        return;
    case Column::ContactLastName:
        people.last_names = people_of(cell.raw);
        return;
    case Column::ContactEmail:
        people.emails = addresses_of(cell.raw);
        return;
    case Column::ContactPhone:
        people.phones = people_of(cell.raw);
        return;
    case Column::ContactRole:
        people.roles = people_of(cell.raw);
        return;
    case Column::ContactLanguage:
        people.langs = people_of(cell.raw);
        for (auto const& lang : people.langs)
            if (!lang.empty() && !parse_lang_word(lang))
                cell.complain_of(row, Complaint::LanguageUnknown, lang);
        return;
    case Column::Note:
        row.notes.push_back({ cell.heading.text, prose(cell.raw) });
        return;
    case Column::Skip:
        return;
    default:
        break;
    }
    if (auto const facet = facet_of_column(cell.column()))
        return read_concepts(row, cell, *facet);
    if (is_text(cell.column()))
        row.texts.push_back({ text_of_column(cell.column()), cell.heading.meaning.lang, prose(cell.raw) });
    else
        read_shared(row, cell);
}

} // namespace passerelle::directory::imports
