#include "modules/directory/imports/row_reader.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/imports/cells.hpp"
#include "modules/directory/imports/row_cell.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/uid.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>
#include <array>

/// Cells that hold a value of a type: a kind, an address, a number, a date.
namespace passerelle::directory::imports {
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
    for (auto const kind : { Kind::Company, Kind::Training, Kind::Association, Kind::Public })
        for (auto const lang : interface_langs)
            if (i18n::fold(words_of(kind, i18n::words(lang))) == i18n::fold(text))
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

} // namespace

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
