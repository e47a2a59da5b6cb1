#include "modules/directory/organisations/entry_reading.hpp"

#include "base/text.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/uid.hpp"
#include "platform/i18n/contact.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

std::string without_controls(std::string_view text, bool keep_line_ends)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        if (keep_line_ends && (c == '\n' || c == '\r'))
            result += '\n';
        else
            result += c < 0x20 || c == 0x7f ? ' ' : static_cast<char>(c);
    }
    return std::string(trim(result));
}

std::string read_text(
    Reading const& reading, std::string_view name, std::size_t length_max, std::string_view label, bool lines)
{
    auto text = without_controls(reading.sent.text(name), lines);
    auto const length = count_characters(text);
    if (length > length_max)
        reading.refuse(name,
            i18n::fill(reading.setting.words.tr("Too long: {length} characters, at most {limit}."),
                { { "length", std::to_string(length) }, { "limit", std::to_string(length_max) } }),
            label);
    return text;
}

void read_name(Reading const& reading)
{
    auto const label = reading.tr("Name");
    reading.result.entry.name = read_line(reading, "name", 200, label);
    if (reading.result.entry.name.empty())
        reading.refuse("name", reading.tr("The name is missing."), label);
}

void read_kind(Reading const& reading)
{
    if (auto const kind = parse_kind(reading.sent.text("kind")))
        reading.result.entry.kind = *kind;
    else
        reading.refuse("kind", reading.tr("Choose one of the kinds."), reading.tr("Kind"));
}

void read_lang(Reading const& reading)
{
    auto const sent = reading.sent.one("lang");
    if (!sent)
        return;
    auto const lang = Lang::parse(*sent);
    auto const& known = reading.setting.langs;
    if (lang
        && (*lang == reading.result.entry.lang
            || std::find(known.begin(), known.end(), *lang) != known.end()))
        reading.result.entry.lang = *lang;
    else
        reading.refuse("lang", reading.tr("This language is unknown here."), reading.tr("First language"));
}

void read_languages(Reading const& reading)
{
    Langs langs;
    for (auto const code : reading.sent.all("languages")) {
        auto const lang = Lang::parse(code);
        if (!lang)
            return reading.refuse("languages", reading.tr("This language is unknown here."),
                words_of(Field::Languages, reading.setting.words));
        if (std::find(langs.begin(), langs.end(), *lang) == langs.end())
            langs.push_back(*lang);
    }
    reading.result.entry.langs = std::move(langs);
}

/// A value that is stored in one form: empty stays empty, what cannot be one is refused.
void read_normalised(Reading const& reading, std::string_view name, std::string_view label,
    std::size_t length_max, std::string& target, std::optional<std::string> (*normalise)(std::string_view),
    std::string_view problem)
{
    auto const written = read_line(reading, name, length_max, label);
    auto const value = written.empty() ? std::optional(std::string()) : normalise(written);
    if (value)
        target = *value;
    else
        reading.refuse(name, problem, label);
}

void read_contact(Reading const& reading)
{
    auto& entry = reading.result.entry;
    auto const& words = reading.setting.words;
    read_normalised(reading, "website", words_of(Field::Website, words), 500, entry.website,
        i18n::normalise_url,
        reading.tr("This is not an address of a website. Right would be www.example.ch."));
    read_normalised(reading, "email", words_of(Field::Email, words), 254, entry.email, i18n::normalise_email,
        reading.tr("This is not a mail address. Right would be anna.meier@example.ch."));
    read_normalised(
        reading, "phone", words_of(Field::Phone, words), 40, entry.phone,
        [](std::string_view text) { return i18n::normalise_phone(text); },
        reading.tr("This is not a phone number. Right would be 032 322 12 34."));
    read_normalised(reading, "uid", reading.tr("Company number (UID)"), 40, entry.uid, normalise_uid,
        reading.tr("Nine digits after CHE, the last of which checks the others: CHE-123.456.788."));
    read_normalised(reading, "noga", reading.tr("Economic activity (NOGA)"), 20, entry.noga, normalise_noga,
        reading.tr("A code of the NOGA list, such as 25.62."));
}

void read_employees(Reading const& reading)
{
    auto const label = words_of(Field::Employees, reading.setting.words);
    auto const written = read_line(reading, "employees", 20, label);
    auto const number = parse_integer(written);
    if (written.empty())
        reading.result.entry.employees.reset();
    else if (number && *number >= 0 && *number <= 1'000'000)
        reading.result.entry.employees = static_cast<int>(*number);
    else
        reading.refuse("employees", reading.tr("A whole number from 0 to 1,000,000, in digits only."), label);
}

void read_audiences(Reading const& reading)
{
    for (int i = 0; i <= static_cast<int>(Field::Concepts); ++i) {
        auto const field = static_cast<Field>(i);
        auto const name = audience_name(field);
        auto const sent = reading.sent.one(name);
        if (!sent)
            continue;
        if (auto const audience = parse_audience(*sent))
            reading.result.entry.visibility[field] = *audience;
        else
            reading.refuse(name, reading.tr("Choose who sees this."), words_of(field, reading.setting.words));
    }
}

} // namespace

std::string read_line(
    Reading const& reading, std::string_view name, std::size_t length_max, std::string_view label)
{
    return read_text(reading, name, length_max, label, false);
}

std::string read_lines(
    Reading const& reading, std::string_view name, std::size_t length_max, std::string_view label)
{
    return read_text(reading, name, length_max, label, true);
}

EntryRead read_entry(http::Fields const& sent, Organisation const& before, FormSetting const& setting)
{
    EntryRead result { before, before, {}, {} };
    Reading const reading { sent, setting, result };
    read_name(reading);
    read_kind(reading);
    read_lang(reading);
    read_languages(reading);
    read_contact(reading);
    read_employees(reading);
    read_audiences(reading);
    read_texts(reading);
    read_sites(reading);
    read_concepts(reading);
    return result;
}

} // namespace passerelle::directory::organisations
