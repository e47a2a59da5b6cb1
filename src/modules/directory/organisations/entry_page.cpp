#include "modules/directory/organisations/entry_page.hpp"

#include "base/text.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/organisations/page_parts.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

// In which organisations here speak with their customers, after the interface's own.
constexpr std::array<std::string_view, 8> spoken_codes { "fr", "de", "en", "it", "es", "pt", "rm", "nl" };

struct Filling {
    html::SentForm form;
    EntryRead const& read;
    FormSetting const& setting;

    std::string tr(std::string_view msgid) const { return std::string(setting.words.tr(msgid)); }

    html::Field field(std::string name, std::string label, html::Field more = {}) const
    {
        more.name = std::move(name);
        more.label = std::move(label);
        return html::filled(std::move(more), form);
    }

    html::ChoiceField audience(Field field) const
    {
        auto const& words = setting.words;
        html::ChoiceField result { .name = audience_name(field),
            .label = i18n::fill(words.tr("{field}: visible to"), { { "field", words_of(field, words) } }),
            .required = true };
        for (auto const who : { Audience::Public, Audience::Members, Audience::Operators })
            result.choices.push_back(choice(directory::code_of(who), words_of(who, words)));
        return html::filled(std::move(result), form);
    }
};

html::ChoiceField kind_field(Filling const& filling)
{
    html::ChoiceField field {
        .name = "kind", .label = filling.tr("Kind"), .required = true, .in_line = true
    };
    for (auto const kind : { Kind::Company, Kind::Training, Kind::Association, Kind::Public })
        field.choices.push_back(choice(directory::code_of(kind), words_of(kind, filling.setting.words)));
    return html::filled(std::move(field), filling.form);
}

html::ChoiceField first_lang_field(Filling const& filling)
{
    html::ChoiceField field { .name = "lang",
        .label = filling.tr("First language"),
        .hint = filling.tr("In which the organisation writes and wants to be written to."),
        .required = true };
    auto langs = filling.setting.langs;
    if (std::find(langs.begin(), langs.end(), filling.read.entry.lang) == langs.end())
        langs.push_back(filling.read.entry.lang);
    for (auto const lang : langs)
        field.choices.push_back(choice(lang.code(), i18n::lang_name(lang, filling.setting.lang)));
    return html::filled(std::move(field), filling.form);
}

html::ChoiceField spoken_field(Filling const& filling)
{
    html::ChoiceField field { .name = "languages",
        .label = std::string(words_of(Field::Languages, filling.setting.words)),
        .in_line = true };
    std::vector<std::string> codes(spoken_codes.begin(), spoken_codes.end());
    for (auto const lang : filling.read.entry.langs)
        if (std::find(codes.begin(), codes.end(), lang.code()) == codes.end())
            codes.emplace_back(lang.code());
    for (auto const& code : codes)
        field.choices.push_back(choice(code, i18n::lang_name(*Lang::parse(code), filling.setting.lang)));
    return html::filled(std::move(field), filling.form);
}

html::ChoiceField meant_field(Filling const& filling, Field field, Lang lang, LocalisedText const& text)
{
    html::ChoiceField result {
        .name = meant_name(field, lang), .label = filling.tr("Your change"), .required = true
    };
    auto const others = text.versions().size() > 1 || (text.versions().size() == 1 && !text.find(lang));
    if (!others || !text.find(lang))
        return result;
    result.choices.push_back({ .value = std::string(code_of(Meant::Correction)),
        .label = filling.tr("Small correction"),
        .hint = filling.tr("A slip of the pen, a turn of phrase: the other languages stay up to date.") });
    auto const outdated = text.outdated();
    if (std::find(outdated.begin(), outdated.end(), lang) != outdated.end())
        result.choices.push_back({ .value = std::string(code_of(Meant::Translated)),
            .label = filling.tr("Translation brought up to date"),
            .hint = filling.tr("It says now what the newest version says.") });
    result.choices.push_back({ .value = std::string(code_of(Meant::Meaning)),
        .label = filling.tr("The meaning changes"),
        .hint = filling.tr("The other languages are marked as outdated.") });
    auto const sent = filling.form.fields.text(result.name);
    for (auto& item : result.choices)
        item.selected = item.value == (sent.empty() ? code_of(Meant::Correction) : sent);
    return result;
}

TextSide side_of(Filling const& filling, TextField const& field, Lang lang, LocalisedText const& text)
{
    auto const& words = filling.setting.words;
    TextSide side { .lang_name = i18n::own_name(lang), .lang = lang };
    auto const outdated = text.outdated();
    if (std::find(outdated.begin(), outdated.end(), lang) != outdated.end()) {
        side.state = words.tr_in("text", "outdated");
        side.state_class = "lang-state--outdated";
    } else if (!text.find(lang)) {
        side.state = words.tr_in("text", "missing");
        side.state_class = text.empty() ? "" : "lang-state--missing";
    } else {
        side.state = words.tr_in("text", "up to date");
    }
    side.one_line = field.field == Field::Summary;
    side.text = filling.field(text_name(field.field, lang),
        i18n::fill(words.tr("{field}, {language}"),
            { { "field", words_of(field.field, words) },
                { "language", i18n::lang_name(lang, filling.setting.lang) } }),
        { .lang = lang, .length_max = field.length_max, .rows = field.rows });
    side.meant = meant_field(filling, field.field, lang, text);
    return side;
}

std::vector<TextPart> text_parts(Filling const& filling, Organisation const& stored)
{
    std::vector<TextPart> parts;
    for (auto const& field : text_fields) {
        TextPart part { std::string(words_of(field.field, filling.setting.words)),
            filling.audience(field.field), {} };
        for (auto const lang : filling.setting.langs)
            part.sides.push_back(side_of(filling, field, lang, stored.*field.text));
        parts.push_back(std::move(part));
    }
    return parts;
}

/// What to say of a locality that no place of ours is called.
std::string place_hint(Filling const& filling, std::size_t number)
{
    auto const& fields = filling.form.fields;
    auto const locality = fields.text(site_name(number, "locality"));
    auto const country = fields.text(site_name(number, "country"));
    auto const abroad = !country.empty() && i18n::country_code(country) != "CH";
    if (trim(locality).empty() || abroad
        || Places::all().recognise(fields.text(site_name(number, "postcode")), locality))
        return {};
    auto const near = Places::all().nearest(locality);
    auto const& words = filling.setting.words;
    if (near.empty())
        return std::string(words.tr("We do not know this place: it is kept as written, and not on the map."));
    return i18n::fill(
        words.tr(
            "We do not know this place: it is kept as written, and not on the map. Do you mean {places}?"),
        { { "places", i18n::list(near, filling.setting.lang, i18n::ListWord::Or) } });
}

SitePart site_part(Filling const& filling, std::size_t number)
{
    auto const name = [&](std::string_view part) { return site_name(number, part); };
    SitePart part;
    part.title = number == 0
        ? filling.tr("Main site")
        : i18n::fill(filling.setting.words.tr("Site {n}"), { { "n", std::to_string(number + 1) } });
    part.id = filling.field(name("id"), "");
    part.name = filling.field(name("name"), filling.tr("Name of the site"), { .length_max = 100 });
    part.street = filling.field(name("street"), filling.tr("Street and number"),
        { .autocomplete = "street-address", .length_max = 120 });
    part.postcode = filling.field(name("postcode"), filling.tr("Postcode"),
        { .autocomplete = "postal-code", .input_mode = "numeric", .length_max = 12, .is_short = true });
    part.locality = filling.field(name("locality"), filling.tr("Locality"),
        { .hint = place_hint(filling, number), .autocomplete = "address-level2", .length_max = 80 });
    part.country
        = filling.field(name("country"), filling.tr("Country"), { .length_max = 60, .is_short = true });
    if (part.country.value.empty())
        part.country.value = "CH";
    part.remove = html::filled(
        html::Checkbox { .name = name("remove"), .label = filling.tr("Remove this site") }, filling.form);
    return part;
}

std::vector<SitePart> site_parts(Filling const& filling, std::size_t blank_sites)
{
    std::size_t count = 0;
    for (std::size_t number = 0; number < sites_max; ++number)
        if (filling.form.fields.has(site_name(number, "locality")))
            count = number + 1;
    count = std::min(sites_max, std::max<std::size_t>(1, count + blank_sites));
    std::vector<SitePart> parts;
    for (std::size_t number = 0; number < count; ++number)
        parts.push_back(site_part(filling, number));
    return parts;
}

std::string label_of(Filling const& filling, std::string_view id)
{
    auto const number = filling.setting.thesaurus.find(id);
    return std::string(number ? filling.setting.thesaurus.label(*number, filling.setting.lang) : id);
}

ConceptRow concept_row(Filling const& filling, ClaimedConcept const& claimed, Facet facet)
{
    ConceptRow row { .id = claimed.concept_id, .label = label_of(filling, claimed.concept_id) };
    auto const& fields = filling.form.fields;
    auto with
        = [&](std::string_view what, std::string_view label, std::string_view type, std::string_view stored) {
              auto const name = std::string(what) + "." + claimed.concept_id;
              auto field = filling.field(name,
                  i18n::fill(filling.setting.words.tr("{concept}: {detail}"),
                      { { "concept", row.label }, { "detail", label } }),
                  { .type = std::string(type) });
              if (!fields.has(name))
                  field.value = stored;
              return field;
          };
    if (facet == Facet::Machines || facet == Facet::Certifications || !claimed.detail.empty())
        row.detail = with(
            "detail", filling.setting.words.tr_in("concept", "type, number, remark"), "text", claimed.detail);
    if (facet == Facet::Certifications || claimed.valid_until)
        row.until = with("until", filling.setting.words.tr_in("concept", "valid until"), "date",
            claimed.valid_until ? claimed.valid_until->text() : "");
    return row;
}

ProposedRow proposed_row(Filling const& filling, ClaimedConcept const& claimed)
{
    auto const& words = filling.setting.words;
    auto const label = label_of(filling, claimed.concept_id);
    html::ChoiceField field { .name = "proposal." + claimed.concept_id,
        .label = label,
        .required = true,
        .choices = { choice("confirm", words.tr_in("concept", "yes")),
            choice("decline", words.tr_in("concept", "no")), choice("", words.tr_in("concept", "later")) },
        .in_line = true };
    auto const sent = filling.form.fields.text(field.name);
    for (auto& item : field.choices)
        item.selected = item.value == sent;
    return { label, std::move(field) };
}

/// It waited when the form was shown: a no that is not saved yet is still to be seen.
bool was_proposed(Organisation const& before, std::string_view id)
{
    return std::any_of(before.concepts.begin(), before.concepts.end(), [&](ClaimedConcept const& claimed) {
        return claimed.concept_id == id && claimed.standing == Standing::Proposed;
    });
}

FacetPart facet_part(Filling const& filling, Facet facet)
{
    FacetPart part { .title = std::string(words_of(facet, filling.setting.words)) };
    for (auto const& claimed : concepts_of(filling.read.entry, facet, filling.setting.thesaurus)) {
        if (claimed.standing == Standing::Confirmed)
            part.concepts.push_back(concept_row(filling, claimed, facet));
        else if (was_proposed(filling.read.before, claimed.concept_id))
            part.proposed.push_back(proposed_row(filling, claimed));
    }
    part.suggestions = { .name = "concept",
        .label = filling.tr("Do you mean one of these?"),
        .id = "near." + std::string(directory::code_of(facet)) };
    for (auto const& suggestion : filling.read.suggestions)
        if (suggestion.facet == facet)
            for (auto const& id : suggestion.concept_ids)
                part.suggestions.choices.push_back(choice(id, label_of(filling, id)));
    part.add = filling.field(add_name(facet),
        i18n::fill(filling.setting.words.tr("{facet} to add"), { { "facet", part.title } }),
        { .hint = filling.tr("One a line, in the language of your choice."), .rows = 3 });
    return part;
}

} // namespace

EntryPage entry_page_of(
    http::Fields const& fields, EntryRead const& read, FormSetting const& setting, std::size_t blank_sites)
{
    Filling const filling { { fields, read.errors }, read, setting };
    auto const& words = setting.words;
    auto const label = [&](Field field) { return std::string(words_of(field, words)); };
    EntryPage page;
    page.errors = read.errors;
    page.name = filling.field(
        "name", filling.tr("Name"), { .required = true, .autocomplete = "organization", .length_max = 200 });
    page.kind = kind_field(filling);
    page.lang = first_lang_field(filling);
    page.languages = spoken_field(filling);
    page.employees
        = filling.field("employees", label(Field::Employees), { .input_mode = "numeric", .is_short = true });
    page.uid
        = filling.field("uid", filling.tr("Company number (UID)"), { .length_max = 40, .is_short = true });
    page.noga = filling.field(
        "noga", filling.tr("Economic activity (NOGA)"), { .length_max = 20, .is_short = true });
    page.website = { filling.field("website", label(Field::Website),
                         { .autocomplete = "url", .input_mode = "url", .length_max = 500 }),
        filling.audience(Field::Website) };
    page.email = { filling.field("email", label(Field::Email),
                       { .hint = filling.tr("The general address, not a person’s."),
                           .autocomplete = "email",
                           .type = "email",
                           .length_max = 254 }),
        filling.audience(Field::Email) };
    page.phone = { filling.field("phone", label(Field::Phone),
                       { .autocomplete = "tel", .type = "tel", .length_max = 40 }),
        filling.audience(Field::Phone) };
    page.employees_audience = filling.audience(Field::Employees);
    page.languages_audience = filling.audience(Field::Languages);
    page.sites_audience = filling.audience(Field::Sites);
    page.concepts_audience = filling.audience(Field::Concepts);
    page.texts = text_parts(filling, read.before);
    page.sites = site_parts(filling, blank_sites);
    for (auto const facet : all_facets)
        page.facets.push_back(facet_part(filling, facet));
    return page;
}

} // namespace passerelle::directory::organisations
