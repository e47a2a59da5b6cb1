#include "modules/directory/organisations/entry_form.hpp"

#include "platform/i18n/contact.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

void add_sites(http::Fields& form, Organisation const& entry)
{
    form.add("sites", "1");
    for (std::size_t number = 0; number < entry.sites.size(); ++number) {
        auto const& site = entry.sites[number];
        if (site.id != SiteId())
            form.add(site_name(number, "id"), site.id.text());
        form.add(site_name(number, "name"), site.name);
        form.add(site_name(number, "street"), site.street);
        form.add(site_name(number, "postcode"), site.postcode);
        form.add(site_name(number, "locality"), site.locality);
        form.add(site_name(number, "country"), site.country);
    }
}

void add_concepts(http::Fields& form, Organisation const& entry)
{
    form.add("concepts", "1");
    for (auto const& claimed : entry.concepts) {
        if (claimed.standing != Standing::Confirmed)
            continue;
        form.add("concept", claimed.concept_id);
        form.add("detail." + claimed.concept_id, claimed.detail);
        form.add("until." + claimed.concept_id, claimed.valid_until ? claimed.valid_until->text() : "");
    }
}

void add_texts(http::Fields& form, Organisation const& entry, Langs const& langs)
{
    for (auto const& field : text_fields)
        for (auto const lang : langs) {
            auto const* version = (entry.*field.text).find(lang);
            form.add(text_name(field.field, lang), version ? version->text : "");
        }
}

} // namespace

Langs text_langs(Langs const& installation, Organisation const& entry)
{
    auto langs = installation;
    for (auto const& field : text_fields)
        for (auto const& version : (entry.*field.text).versions())
            if (std::find(langs.begin(), langs.end(), version.lang) == langs.end())
                langs.push_back(version.lang);
    return langs;
}

std::string audience_name(Field field) { return "audience." + std::string(code_of(field)); }

std::string text_name(Field field, Lang lang)
{
    return "text." + std::string(code_of(field)) + "." + std::string(lang.code());
}

std::string meant_name(Field field, Lang lang)
{
    return "meant." + std::string(code_of(field)) + "." + std::string(lang.code());
}

std::string site_name(std::size_t number, std::string_view part)
{
    return "site." + std::to_string(number) + "." + std::string(part);
}

std::string add_name(Facet facet) { return "add." + std::string(directory::code_of(facet)); }

http::Fields form_of(Organisation const& entry, FormSetting const& setting)
{
    http::Fields form;
    form.add("name", entry.name);
    form.add("kind", directory::code_of(entry.kind));
    form.add("lang", entry.lang.code());
    for (auto const lang : entry.langs)
        form.add("languages", lang.code());
    form.add("uid", entry.uid);
    form.add("website", entry.website);
    form.add("email", entry.email);
    form.add("phone", entry.phone.empty() ? "" : i18n::phone_for_display(entry.phone));
    form.add("employees", entry.employees ? std::to_string(*entry.employees) : "");
    form.add("noga", entry.noga);
    for (int i = 0; i <= static_cast<int>(Field::Concepts); ++i) {
        auto const field = static_cast<Field>(i);
        form.add(audience_name(field), directory::code_of(audience_of(entry.visibility, field)));
    }
    add_texts(form, entry, setting.langs);
    add_sites(form, entry);
    add_concepts(form, entry);
    return form;
}

} // namespace passerelle::directory::organisations
