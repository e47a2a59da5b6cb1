#include "modules/directory/organisations/entry_parts.hpp"

#include "base/text.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/contact.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

constexpr std::string_view audience_prefix = "audience.";
constexpr std::string_view text_prefix = "text.";
constexpr std::string_view concepts_prefix = "concepts.";

struct Cutting {
    Organisation const& entry;
    FormSetting const& setting;
    std::vector<EntryPart> parts {};

    void add(std::string key, std::string_view label, std::string value, std::string shown,
        std::optional<Lang> lang = {})
    {
        parts.push_back({ std::move(key), std::string(label), std::move(value), {}, lang });
        if (!shown.empty())
            parts.back().shown.push_back(std::move(shown));
    }
    void add_plain(std::string key, std::string_view label, std::string const& value)
    {
        add(std::move(key), label, value, value);
    }
};

std::string line_of(Site const& site)
{
    auto const town
        = site.postcode + (site.postcode.empty() || site.locality.empty() ? "" : " ") + site.locality;
    std::vector<std::string> pieces;
    for (auto const& piece : { site.name, site.street, town })
        if (!piece.empty())
            pieces.push_back(piece);
    if (site.country != "CH")
        pieces.push_back(site.country);
    return join(pieces, ", ");
}

void cut_fields(Cutting& cutting)
{
    auto const& entry = cutting.entry;
    auto const& words = cutting.setting.words;
    auto const lang = cutting.setting.lang;
    cutting.add_plain("name", words.tr("Name"), entry.name);
    cutting.add("kind", words.tr("Kind"), std::string(directory::code_of(entry.kind)),
        std::string(words_of(entry.kind, words)));
    cutting.add("lang", words.tr("First language"), std::string(entry.lang.code()),
        i18n::lang_name(entry.lang, lang));
    std::vector<std::string> names;
    for (auto const spoken : entry.langs)
        names.push_back(i18n::lang_name(spoken, lang));
    cutting.add(
        "languages", words_of(Field::Languages, words), passerelle::text_of(entry.langs), join(names, ", "));
    cutting.add_plain("website", words_of(Field::Website, words), entry.website);
    cutting.add_plain("email", words_of(Field::Email, words), entry.email);
    cutting.add("phone", words_of(Field::Phone, words), entry.phone,
        entry.phone.empty() ? "" : i18n::phone_for_display(entry.phone));
    cutting.add_plain("employees", words_of(Field::Employees, words),
        entry.employees ? std::to_string(*entry.employees) : "");
    cutting.add_plain("uid", words.tr("Company number (UID)"), entry.uid);
    cutting.add_plain("noga", words.tr("Economic activity (NOGA)"), entry.noga);
}

void cut_audiences(Cutting& cutting)
{
    auto const& words = cutting.setting.words;
    for (int i = 0; i <= static_cast<int>(Field::Concepts); ++i) {
        auto const field = static_cast<Field>(i);
        auto const audience = audience_of(cutting.entry.visibility, field);
        cutting.add(audience_name(field),
            i18n::fill(words.tr("{field}: visible to"), { { "field", words_of(field, words) } }),
            std::string(directory::code_of(audience)), std::string(words_of(audience, words)));
    }
}

void cut_texts(Cutting& cutting)
{
    auto const& words = cutting.setting.words;
    for (auto const& field : text_fields)
        for (auto const lang : cutting.setting.langs) {
            auto const* version = (cutting.entry.*field.text).find(lang);
            auto const text = version ? version->text : std::string();
            cutting.add(text_name(field.field, lang),
                i18n::fill(words.tr("{field}, {language}"),
                    { { "field", words_of(field.field, words) },
                        { "language", i18n::lang_name(lang, cutting.setting.lang) } }),
                text, text, lang);
        }
}

void cut_sites(Cutting& cutting)
{
    std::string value;
    std::vector<std::string> lines;
    for (auto const& site : cutting.entry.sites) {
        value += site.name + "\n" + site.street + "\n" + site.postcode + "\n" + site.locality + "\n"
            + site.country + "\n\n";
        lines.push_back(line_of(site));
    }
    cutting.parts.push_back({ "sites", std::string(words_of(Field::Sites, cutting.setting.words)),
        std::move(value), std::move(lines), {} });
}

void cut_concepts(Cutting& cutting)
{
    auto const& setting = cutting.setting;
    for (auto const facet : all_facets) {
        std::string value;
        std::vector<std::string> lines;
        for (auto const& claimed : concepts_of(cutting.entry, facet, setting.thesaurus)) {
            if (claimed.standing != Standing::Confirmed)
                continue;
            auto const number = setting.thesaurus.find(claimed.concept_id);
            auto line
                = std::string(number ? setting.thesaurus.label(*number, setting.lang) : claimed.concept_id);
            if (!claimed.detail.empty())
                line += ", " + claimed.detail;
            if (claimed.valid_until)
                line += ", " + i18n::short_date(*claimed.valid_until);
            value += claimed.concept_id + "|" + claimed.detail + "|"
                + (claimed.valid_until ? claimed.valid_until->text() : "") + "\n";
            lines.push_back(std::move(line));
        }
        cutting.parts.push_back({ std::string(concepts_prefix) + std::string(directory::code_of(facet)),
            std::string(words_of(facet, setting.words)), std::move(value), std::move(lines), {} });
    }
}

std::string mark_of(EntryPart const& part)
{
    auto const digest = crypto::sha256(part.value);
    return to_hex(std::span(digest).first(6));
}

void take_text(Organisation& to, Organisation const& from, std::string_view key, Langs const& langs)
{
    for (auto const& field : text_fields)
        for (auto const lang : langs)
            if (text_name(field.field, lang) == key) {
                // With the number of its meaning: what was outdated there is outdated here.
                std::vector<LocalisedText::Version> versions;
                for (auto const& version : (to.*field.text).versions())
                    if (version.lang != lang)
                        versions.push_back(version);
                if (auto const* version = (from.*field.text).find(lang))
                    versions.push_back(*version);
                to.*field.text = LocalisedText(std::move(versions));
            }
}

void take_audience(Organisation& to, Organisation const& from, std::string_view key)
{
    if (auto const field = parse_field(key.substr(audience_prefix.size())))
        to.visibility[*field] = audience_of(from.visibility, *field);
}

void take_concepts(
    Organisation& to, Organisation const& from, std::string_view key, search::Thesaurus const& thesaurus)
{
    for (auto const facet : all_facets) {
        if (key.substr(concepts_prefix.size()) != directory::code_of(facet))
            continue;
        for (auto const& mine : concepts_of(to, facet, thesaurus))
            std::erase(to.concepts, mine);
        for (auto& theirs : concepts_of(from, facet, thesaurus))
            to.concepts.push_back(std::move(theirs));
    }
    std::sort(to.concepts.begin(), to.concepts.end(),
        [](ClaimedConcept const& a, ClaimedConcept const& b) { return a.concept_id < b.concept_id; });
}

void take_field(Organisation& to, Organisation const& from, std::string_view key)
{
    if (key == "name")
        to.name = from.name;
    else if (key == "kind")
        to.kind = from.kind;
    else if (key == "lang")
        to.lang = from.lang;
    else if (key == "languages")
        to.langs = from.langs;
    else if (key == "website")
        to.website = from.website;
    else if (key == "email")
        to.email = from.email;
    else if (key == "phone")
        to.phone = from.phone;
    else if (key == "employees")
        to.employees = from.employees;
    else if (key == "uid")
        to.uid = from.uid;
    else if (key == "noga")
        to.noga = from.noga;
    else if (key == "sites")
        to.sites = from.sites;
}

} // namespace

std::vector<EntryPart> parts_of(Organisation const& entry, FormSetting const& setting)
{
    Cutting cutting { entry, setting };
    cut_fields(cutting);
    cut_texts(cutting);
    cut_sites(cutting);
    cut_concepts(cutting);
    cut_audiences(cutting);
    return std::move(cutting.parts);
}

void take_part(Organisation& to, Organisation const& from, std::string_view key, FormSetting const& setting)
{
    if (key.starts_with(text_prefix))
        take_text(to, from, key, setting.langs);
    else if (key.starts_with(audience_prefix))
        take_audience(to, from, key);
    else if (key.starts_with(concepts_prefix))
        take_concepts(to, from, key, setting.thesaurus);
    else
        take_field(to, from, key);
}

std::string marks_of(std::vector<EntryPart> const& parts)
{
    std::vector<std::string> marks;
    for (auto const& part : parts)
        marks.push_back(part.key + "=" + mark_of(part));
    return join(marks, " ");
}

Comparison compare(Organisation const& mine, Organisation const& theirs, std::string_view marks_before,
    FormSetting const& setting)
{
    Comparison result;
    auto const my_parts = parts_of(mine, setting);
    auto const their_parts = parts_of(theirs, setting);
    auto const before = split(marks_before, ' ');
    for (std::size_t i = 0; i < my_parts.size(); ++i) {
        auto const& part = my_parts[i];
        if (part.value == their_parts[i].value) {
            result.same.push_back(part.label);
            continue;
        }
        auto const untouched
            = std::find(before.begin(), before.end(), part.key + "=" + mark_of(part)) != before.end();
        result.differences.push_back({ part, their_parts[i], untouched });
    }
    return result;
}

} // namespace passerelle::directory::organisations
