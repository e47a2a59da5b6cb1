#include "modules/directory/imports/exports.hpp"

#include "base/text.hpp"
#include "modules/directory/imports/columns.hpp"
#include "modules/directory/imports/sheet.hpp"
#include "modules/directory/imports/store.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/i18n/contact.hpp"

#include <algorithm>
#include <deque>

namespace passerelle::directory::imports {
namespace {

using documents::Cell;

struct TextColumn {
    Column column;
    LocalisedText Organisation::*text;
    Lang lang;
};

/// What an export needs to know while it goes on.
struct Exporting {
    Directory const& directory;
    OperatorId at;
    NextIds next_ids;
    ExportForm form;
    std::shared_ptr<search::Thesaurus const> thesaurus;
    std::vector<TextColumn> texts {};
    std::vector<std::string> labels {};
    std::deque<std::pair<Organisation, Records>> waiting {};

    bool next(std::vector<Cell>& cells);
    void fetch();
};

Cell text_cell(std::string const& text) { return text.empty() ? Cell() : Cell(text); }

/// The concept's name, where that leads back to it.
std::string concept_text(Exporting const& exporting, search::Concept number)
{
    auto const& thesaurus = *exporting.thesaurus;
    if (exporting.form.words) {
        auto const label = std::string(thesaurus.label(number, exporting.form.words->lang()));
        auto const named = thesaurus.named(label);
        if (!named.empty() && named.front() == number && label.find_first_of("|;") == std::string::npos)
            return label;
    }
    return std::string(thesaurus.id(number));
}

std::string kind_text(Exporting const& exporting, Kind kind)
{
    return std::string(exporting.form.words ? words_of(kind, *exporting.form.words) : code_of(kind));
}

Cell concepts_cell(Exporting const& exporting, Organisation const& organisation, Facet facet)
{
    std::vector<std::string> ids;
    for (auto const& claimed : organisation.concepts)
        if (auto const found = exporting.thesaurus->find(claimed.concept_id); found
            && claimed.standing == Standing::Confirmed && facet_of(*exporting.thesaurus, *found) == facet)
            ids.push_back(concept_text(exporting, *found));
    return text_cell(join(ids, "|"));
}

template<class Value>
Cell contacts_cell(Records const& records, Value value)
{
    std::vector<std::string> values;
    for (auto const& contact : records.contacts)
        values.push_back(value(contact));
    auto const all_empty
        = std::all_of(values.begin(), values.end(), [](std::string const& one) { return one.empty(); });
    return all_empty ? Cell() : Cell(join(values, "|"));
}

std::string ref_of(Organisation const& organisation, Records const& records)
{
    return records.refs.empty() ? organisation.slug : records.refs.front();
}

void add_entry(std::vector<Cell>& cells, Exporting const& exporting, Organisation const& organisation)
{
    auto const site = organisation.sites.empty() ? Site() : organisation.sites.front();
    cells.insert(cells.end(),
        { text_cell(organisation.name), kind_text(exporting, organisation.kind),
            std::string(organisation.lang.code()), text_cell(site.street), text_cell(site.postcode),
            text_cell(site.locality), text_cell(site.canton),
            organisation.sites.empty() ? Cell() : text_cell(site.country), text_cell(organisation.website),
            text_cell(organisation.email), text_cell(organisation.phone),
            organisation.employees ? Cell(std::int64_t { *organisation.employees }) : Cell(),
            text_cell(text_of(organisation.langs)), text_cell(organisation.noga),
            text_cell(organisation.uid) });
    for (auto const facet :
        { Facet::Capabilities, Facet::Materials, Facet::Machines, Facet::Certifications, Facet::Markets })
        cells.push_back(concepts_cell(exporting, organisation, facet));
    for (auto const& column : exporting.texts) {
        auto const* version = (organisation.*column.text).find(column.lang);
        cells.push_back(version ? text_cell(version->text) : Cell());
    }
}

void add_records(std::vector<Cell>& cells, Exporting const& exporting, Records const& records)
{
    auto const membership = records.memberships.empty() ? Membership() : records.memberships.back();
    cells.push_back(membership.since ? Cell(*membership.since) : Cell());
    cells.push_back(text_cell(membership.number));
    cells.push_back(text_cell(membership.category));
    cells.push_back(contacts_cell(records, [](OperatorContact const& contact) { return contact.name; }));
    cells.push_back(contacts_cell(records, [](OperatorContact const& contact) { return contact.email; }));
    cells.push_back(contacts_cell(records, [](OperatorContact const& contact) { return contact.phone; }));
    cells.push_back(contacts_cell(records, [](OperatorContact const& contact) { return contact.role; }));
    cells.push_back(contacts_cell(
        records, [](OperatorContact const& contact) { return std::string(contact.lang.code()); }));
    for (auto const& label : exporting.labels) {
        auto const found = std::find_if(records.notes.begin(), records.notes.end(),
            [&](OperatorNote const& note) { return note.label == label; });
        cells.push_back(found == records.notes.end() ? Cell() : text_cell(found->text));
    }
}

void Exporting::fetch()
{
    auto const ids = next_ids();
    directory.database.read([&](db::Reader& reader) {
        auto records = store::records_of(reader, at, ids);
        for (auto& organisation : directory::store::load(reader, ids)) {
            auto mine = std::move(records.at(organisation.id.uuid()));
            waiting.emplace_back(std::move(organisation), std::move(mine));
        }
    });
}

bool Exporting::next(std::vector<Cell>& cells)
{
    if (waiting.empty())
        fetch();
    if (waiting.empty())
        return false;
    auto const [organisation, records] = std::move(waiting.front());
    waiting.pop_front();
    cells.clear();
    cells.push_back(ref_of(organisation, records));
    add_entry(cells, *this, organisation);
    add_records(cells, *this, records);
    if (form.add_more)
        form.add_more(organisation, cells);
    return true;
}

constexpr std::array entry_columns { Column::Ref, Column::Name, Column::Kind, Column::Language,
    Column::Street, Column::Postcode, Column::Place, Column::Canton, Column::Country, Column::Website,
    Column::Email, Column::Phone, Column::Employees, Column::Languages, Column::Noga, Column::Uid,
    Column::Capabilities, Column::Materials, Column::Machines, Column::Certifications, Column::Markets };

constexpr std::array record_columns { Column::MemberSince, Column::MemberNumber, Column::MemberCategory,
    Column::ContactName, Column::ContactEmail, Column::ContactPhone, Column::ContactRole,
    Column::ContactLanguage };

void choose_columns(Exporting& exporting)
{
    auto const [langs, labels] = exporting.directory.database.read([&](db::Reader& reader) {
        return std::pair(store::text_langs(reader, exporting.at), store::note_labels(reader, exporting.at));
    });
    for (auto const& [column, text] : { std::pair { Column::Summary, &Organisation::summary },
             { Column::Description, &Organisation::description }, { Column::Offers, &Organisation::offers },
             { Column::Needs, &Organisation::needs } })
        for (auto const lang : langs)
            exporting.texts.push_back({ column, text, lang });
    // A label that means something else as a heading would come back as that.
    for (auto const& label : labels)
        if (recognise(label).column == Column::Note)
            exporting.labels.push_back(label);
}

} // namespace

NextIds all_of(Directory const& directory, OperatorId at)
{
    return [&directory, at, last = OrganisationId()]() mutable {
        auto ids = directory.database.read(
            [&](db::Reader& reader) { return store::organisations_of(reader, at, last, 400); });
        if (!ids.empty())
            last = ids.back();
        return ids;
    };
}

documents::Sheet exported(
    Directory const& directory, OperatorId at, NextIds next_ids, std::string name, ExportForm form)
{
    auto exporting = std::make_shared<Exporting>(
        Exporting { directory, at, std::move(next_ids), std::move(form), directory.catalogues.thesaurus() });
    choose_columns(*exporting);
    auto const* words = exporting->form.words;
    documents::Sheet sheet { std::move(name), {}, {} };
    auto const add = [&](Column column) {
        sheet.columns.push_back({ std::string(words ? label_of(column, *words) : code_of(column)) });
    };
    std::for_each(entry_columns.begin(), entry_columns.end(), add);
    for (auto const& text : exporting->texts)
        sheet.columns.push_back({ words ? label_of({ text.column, text.lang }, *words)
                                        : code_of(Recognised { text.column, text.lang }),
            40 });
    std::for_each(record_columns.begin(), record_columns.end(), add);
    for (auto const& label : exporting->labels)
        sheet.columns.push_back({ label });
    for (auto const& column : exporting->form.more)
        sheet.columns.push_back(column);
    sheet.next = [exporting](std::vector<Cell>& cells) { return exporting->next(cells); };
    return sheet;
}

} // namespace passerelle::directory::imports
