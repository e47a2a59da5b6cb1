#include "modules/directory/imports/row_reader.hpp"

#include "modules/directory/imports/cells.hpp"
#include "modules/directory/organisations/names.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/fold.hpp"

#include <algorithm>

/// What several cells of a row say together: the place, the contacts, the reference.
namespace passerelle::directory::imports {
namespace {

/// `Anna Muster <anna@example.ch>`: the address goes to the addresses.
void take_address_out(std::string& name, std::string& email)
{
    auto const at = name.find('@');
    if (at == std::string::npos)
        return;
    auto const begin = name.find_last_of(" <(,", at);
    auto const end = std::min(name.find_first_of(" >),", at), name.size());
    auto const from = begin == std::string::npos ? 0 : begin + 1;
    auto const address = name.substr(from, end - from);
    if (!i18n::is_valid_email(address))
        return;
    if (email.empty())
        email = address;
    name = name.substr(0, begin == std::string::npos ? 0 : begin)
        + (end < name.size() ? name.substr(end + 1) : "");
    name = one_line(name);
    while (!name.empty()
        && (name.back() == ',' || name.back() == '<' || name.back() == '(' || name.back() == ' '))
        name.pop_back();
}

std::string at(std::vector<std::string> const& values, std::size_t place)
{
    return place < values.size() ? values[place] : std::string();
}

} // namespace

std::string RowReader::heading_of(Column column) const
{
    for (auto const& heading : headings_.columns)
        if (heading.meaning.column == column)
            return heading.text;
    return std::string(code_of(column));
}

std::string const& RowReader::near_place(std::string const& locality)
{
    auto const [known, is_new] = near_places_.try_emplace(locality);
    if (is_new && suggestions_left_-- > 0)
        if (auto const near = Places::all().nearest(locality); !near.empty())
            known->second = near.front();
    return known->second;
}

void RowReader::settle_place(RowInput& row)
{
    if (row.locality.empty() && row.postcode.empty())
        return;
    auto const& places = Places::all();
    auto name = row.locality;
    auto const* place = places.recognise(row.postcode, name);
    // "Biel/Bienne 4", "La Chaux-de-Fonds 2": a post office of the town.
    while (!place && !name.empty() && (name.back() == ' ' || (name.back() >= '0' && name.back() <= '9'))) {
        name.pop_back();
        if (!name.empty() && name.back() != ' ')
            place = places.recognise(row.postcode, name);
    }
    if (place && (row.country.empty() || row.country == "CH")) {
        row.place_id = place->id;
        if (row.locality.empty()) {
            row.locality_is_derived = true;
            row.locality = std::string(place->name(place->langs.empty() ? Lang::fr : place->langs.front()));
        }
        return;
    }
    if (row.locality.empty() || (!row.country.empty() && row.country != "CH"))
        return;
    auto const& near = near_place(row.locality);
    for (auto const& heading : headings_.columns)
        if (heading.meaning.column == Column::Place || heading.meaning.column == Column::PostcodeAndPlace) {
            row.problems.push_back(
                { row.line, heading.text, Complaint::PlaceUnknown, i18n::shorten(row.locality, 80), near });
            return;
        }
}

void RowReader::settle_address(RowInput& row, std::string& address, Column column)
{
    if (address.empty())
        return;
    auto const is_email = column == Column::ContactEmail;
    auto const found = is_email ? i18n::normalise_email(address) : parse_phone(address);
    if (!found)
        row.problems.push_back({ row.line, heading_of(column),
            is_email ? Complaint::BadEmail : Complaint::BadPhone, i18n::shorten(address, 80), {} });
    address = found.value_or("");
}

void RowReader::settle_contacts(RowInput& row, People const& people)
{
    auto const count = std::max({ people.names.size(), people.last_names.size(), people.first_names.size(),
        people.emails.size(), people.phones.size() });
    for (std::size_t i = 0; i < count; ++i) {
        RowInput::Contact contact { at(people.names, i), at(people.emails, i), at(people.phones, i),
            at(people.roles, i), parse_lang_word(at(people.langs, i)) };
        if (contact.name.empty())
            contact.name = one_line(at(people.first_names, i) + " " + at(people.last_names, i));
        take_address_out(contact.name, contact.email);
        settle_address(row, contact.email, Column::ContactEmail);
        settle_address(row, contact.phone, Column::ContactPhone);
        if (!contact.name.empty() || !contact.email.empty() || !contact.phone.empty())
            row.contacts.push_back(std::move(contact));
    }
}

void RowReader::settle_ref(RowInput& row)
{
    if (row.name.empty())
        row.problems.push_back({ row.line, heading_of(Column::Name), Complaint::NameMissing, {}, {} });
    if (derives_refs_ && !row.name.empty()) {
        row.ref = i18n::slug(name_key(row.name) + " " + row.postcode, Lang::fr, 90);
        row.ref_is_derived = true;
    }
    if (row.ref.empty() && !derives_refs_)
        row.problems.push_back({ row.line, heading_of(Column::Ref), Complaint::RefMissing, {}, {} });
}

} // namespace passerelle::directory::imports
