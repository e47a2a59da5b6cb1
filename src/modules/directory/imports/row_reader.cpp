#include "modules/directory/imports/row_reader.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/imports/cells.hpp"
#include "modules/directory/organisations/uid.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"
#include "platform/search/reading.hpp"

#include <algorithm>
#include <array>

namespace passerelle::directory::imports {

struct RowReader::Cell {
    Heading const& heading;
    std::string const& raw;
    std::string text; ///< on one line
    std::int64_t line;

    Column column() const { return heading.meaning.column; }

    void complain(RowInput& row, Complaint complaint, std::string suggestion = {}) const
    {
        complain_of(row, complaint, text, std::move(suggestion));
    }
    void complain_of(
        RowInput& row, Complaint complaint, std::string_view value, std::string suggestion = {}) const
    {
        row.problems.push_back(
            { line, heading.text, complaint, i18n::shorten(value, 80), std::move(suggestion) });
    }
};

namespace {

struct KindWords {
    Kind kind;
    std::string_view words;
};

constexpr std::array kind_words {
    KindWords { Kind::Company, "company|entreprise|firma|unternehmen|société|betrieb|industrie|pme|kmu|sme" },
    KindWords { Kind::Training,
        "training|formation|école|schule|bildung|bildungsinstitution|bildungsinstitut|institution de "
        "formation|"
        "centre de formation|ausbildung|hochschule|haute école|school|berufsschule|training institution" },
    KindWords { Kind::Association, "association|verein|verband|fédération|stiftung|fondation" },
    KindWords { Kind::Public,
        "public|öffentlich|commune|gemeinde|administration|verwaltung|collectivité publique|behörde|"
        "öffentliche hand|institution publique|öffentliche institution|public body|service public" },
};

std::optional<Kind> kind_of(std::string_view text)
{
    auto const keys = i18n::fold_variants(text);
    for (auto const& [kind, words] : kind_words)
        for (auto const& word : split_values(words, '|'))
            for (auto const& variant : i18n::fold_variants(word))
                if (std::find(keys.begin(), keys.end(), variant) != keys.end())
                    return kind;
    return std::nullopt;
}

std::string nearest_kind(std::string_view text)
{
    std::vector<std::string> words;
    for (auto const& row : kind_words)
        for (auto& word : split_values(row.words, '|'))
            words.push_back(std::move(word));
    auto const found = i18n::nearest(text, words, 1);
    return found.empty() ? std::string() : found.front();
}

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

/// The whole cell where it is one value, else the first that `normalise` takes.
template<class Normalise>
struct FirstOf {
    std::optional<std::string> value;
    bool several = false;

    FirstOf(std::string const& raw, std::string const& text, Normalise normalise)
    {
        value = normalise(text);
        if (value)
            return;
        auto parts = addresses_of(raw);
        if (parts.size() < 2)
            parts = split_values(text, '/');
        for (auto const& part : parts)
            if (auto const found = normalise(part); found && !value)
                value = found;
        several = true;
    }
};

/// The one concept that all of the text is a form of: `Polituren`, `pièces décolletées`.
std::optional<std::string> inflected_label(search::Thesaurus const& thesaurus, std::string const& text)
{
    for (auto const lang : interface_langs) {
        auto const found = search::recognise(thesaurus, text, lang);
        if (found.size() == 1 && !found[0].part && !found[0].ambiguous && found[0].begin == 0
            && found[0].end == text.size())
            return std::string(thesaurus.id(found[0].concept_number));
    }
    return std::nullopt;
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

void RowReader::read_shared(RowInput& row, Cell const& cell)
{
    auto const keep_all = [&] {
        row.notes.push_back({ cell.heading.text, prose(cell.raw) });
        cell.complain(row, Complaint::SeveralValues);
    };
    auto const one_of = [&](auto normalise, std::string& target, Complaint complaint) {
        FirstOf const found(cell.raw, cell.text, normalise);
        if (!found.value)
            return cell.complain(row, complaint);
        target = *found.value;
        if (found.several)
            keep_all();
    };
    switch (cell.column()) {
    case Column::Ref:
        row.ref = cell.text;
        break;
    case Column::Name:
        row.name = cell.text;
        break;
    case Column::Kind:
        row.kind = kind_of(cell.text);
        if (!row.kind)
            cell.complain(row, Complaint::KindUnknown, nearest_kind(cell.text));
        break;
    case Column::Language:
        row.lang = parse_lang_word(cell.text);
        if (!row.lang)
            cell.complain(row, Complaint::LanguageUnknown);
        break;
    case Column::Website:
        one_of([](std::string_view text) { return i18n::normalise_url(text); }, row.website,
            Complaint::BadWebsite);
        break;
    case Column::Email:
        one_of([](std::string_view text) { return i18n::normalise_email(text); }, row.email,
            Complaint::BadEmail);
        break;
    case Column::Phone:
        one_of(parse_phone, row.phone, Complaint::BadPhone);
        break;
    case Column::Employees:
        read_headcount(row, cell);
        break;
    case Column::Languages:
        read_languages(row, cell);
        break;
    case Column::Noga:
        row.noga = normalise_noga(cell.text).value_or("");
        if (row.noga.empty())
            cell.complain(row, Complaint::BadNoga);
        break;
    case Column::Uid:
        row.uid = normalise_uid(cell.text).value_or("");
        if (row.uid.empty()) {
            row.notes.push_back({ cell.heading.text, cell.text });
            cell.complain(row, Complaint::BadUid);
        }
        break;
    default:
        ensure(false);
    }
}

void RowReader::read_headcount(RowInput& row, Cell const& cell)
{
    auto const count = parse_headcount(cell.text);
    if (!count)
        return cell.complain(row, Complaint::BadNumber);
    row.employees = count->value;
    if (count->is_range)
        cell.complain(row, Complaint::RangeTaken, std::to_string(count->value));
}

void RowReader::read_languages(RowInput& row, Cell const& cell)
{
    auto const has_slash = cell.raw.find('/') != std::string::npos;
    for (auto const& part : has_slash ? split_values(cell.raw, '/') : list_of(cell.raw)) {
        auto const lang = parse_lang_word(part);
        if (!lang)
            cell.complain_of(row, Complaint::LanguageUnknown, part);
        else if (std::find(row.langs.begin(), row.langs.end(), *lang) == row.langs.end())
            row.langs.push_back(*lang);
    }
}

void RowReader::read_place_cell(RowInput& row, Cell const& cell)
{
    switch (cell.column()) {
    case Column::Street:
        row.street = cell.text;
        break;
    case Column::Place:
        row.locality = cell.text;
        break;
    case Column::Canton:
        row.canton = cell.text;
        break;
    case Column::Country:
        row.country = i18n::country_code(cell.text);
        if (row.country.empty())
            cell.complain(row, Complaint::CountryUnknown);
        break;
    default: {
        auto const parsed = parse_postcode(cell.text);
        row.postcode = parsed.digits;
        if (row.country.empty())
            row.country = parsed.country;
        if (!parsed.rest.empty() && (cell.column() == Column::PostcodeAndPlace || row.locality.empty()))
            row.locality = parsed.rest;
        auto const is_swiss = row.country.empty() || row.country == "CH";
        if (is_swiss && !parsed.digits.empty() && parsed.digits.size() != 4)
            cell.complain(row, Complaint::OddPostcode);
    }
    }
}

RowReader::Named const& RowReader::named(std::string const& text)
{
    auto const [place, is_new] = named_.try_emplace(text);
    auto& answer = place->second;
    if (!is_new)
        return answer;
    if (auto const found = thesaurus_->named(text); !found.empty()) {
        answer.id = std::string(thesaurus_->id(found.front()));
        return answer;
    }
    if (auto const inflected = inflected_label(*thesaurus_, text)) {
        answer.id = inflected;
        return answer;
    }
    if (suggestions_left_-- <= 0)
        return answer;
    if (labels_.empty())
        for (std::size_t number = 0; number < thesaurus_->size(); ++number)
            for (auto const& label : thesaurus_->labels(static_cast<search::Concept>(number)))
                labels_.emplace_back(label.text);
    if (auto const near = i18n::nearest(text, labels_, 1); !near.empty())
        answer.nearest = near.front();
    return answer;
}

void RowReader::read_concepts(RowInput& row, Cell const& cell, Facet facet)
{
    std::vector<std::string> unknown;
    auto parts = list_of(cell.raw);
    // A label may have a comma in it.
    if (named(cell.text).id)
        parts = { cell.text };
    for (auto const& part : parts) {
        auto const& found = named(part);
        if (!found.id) {
            unknown.push_back(part);
            cell.complain_of(row, Complaint::ConceptUnknown, part, found.nearest);
            continue;
        }
        auto& ids = row.concepts[facet];
        if (std::find(ids.begin(), ids.end(), *found.id) == ids.end())
            ids.push_back(*found.id);
    }
    if (!unknown.empty())
        row.notes.push_back({ cell.heading.text, join(unknown, "; ") });
}

void RowReader::read_member(RowInput& row, Cell const& cell)
{
    if (cell.column() == Column::MemberNumber)
        row.member_number = cell.text;
    else if (cell.column() == Column::MemberCategory)
        row.member_category = cell.text;
    else if (row.member_since = parse_date(cell.text); !row.member_since)
        cell.complain(row, Complaint::NoSuchDate);
}

} // namespace passerelle::directory::imports
