#include "base/text.hpp"
#include "modules/directory/organisations/entry_reading.hpp"
#include "modules/directory/organisations/entry_words.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::organisations {
namespace {

bool is_swiss_postcode(std::string_view text)
{
    return text.size() == 4 && text[0] != '0'
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `CH-2502` is `2502`.
std::string_view without_country(std::string_view postcode)
{
    for (std::string_view const prefix : { "CH-", "ch-", "CH ", "Ch-" })
        if (postcode.starts_with(prefix))
            return postcode.substr(prefix.size());
    return postcode;
}

void locate(Site& site)
{
    auto const* place
        = site.country == "CH" ? Places::all().recognise(site.postcode, site.locality) : nullptr;
    site.place_id = place ? place->id : "";
    site.canton = place ? place->canton : "";
    site.latitude = place ? std::optional(place->latitude) : std::nullopt;
    site.longitude = place ? std::optional(place->longitude) : std::nullopt;
    if (place && site.locality.empty())
        site.locality = place->name(place->langs.empty() ? Lang::fr : place->langs.front());
}

void read_country(Reading const& reading, std::size_t number, Site& site)
{
    auto const name = site_name(number, "country");
    auto const written = read_line(reading, name, 60, reading.tr("Country"));
    if (written.empty())
        return;
    auto const code = i18n::country_code(written);
    if (code.empty())
        reading.refuse(name, reading.tr("This country is unknown."), reading.tr("Country"));
    else
        site.country = code;
}

Site read_site(Reading const& reading, std::size_t number)
{
    Site site;
    site.name = read_line(reading, site_name(number, "name"), 100, reading.tr("Name of the site"));
    site.street = read_line(reading, site_name(number, "street"), 120, reading.tr("Street and number"));
    auto const postcode = read_line(reading, site_name(number, "postcode"), 12, reading.tr("Postcode"));
    site.locality = read_line(reading, site_name(number, "locality"), 80, reading.tr("Locality"));
    read_country(reading, number, site);
    site.postcode = site.country == "CH" ? without_country(postcode) : std::string_view(postcode);
    return site;
}

bool is_blank(Site const& site)
{
    return site.name.empty() && site.street.empty() && site.postcode.empty() && site.locality.empty();
}

void check(Reading const& reading, std::size_t number, Site const& site)
{
    if (site.country == "CH" && !site.postcode.empty() && !is_swiss_postcode(site.postcode))
        reading.refuse(site_name(number, "postcode"), reading.tr("Four digits, for example 2610."),
            reading.tr("Postcode"));
    if (site.locality.empty() && site.postcode.empty())
        reading.refuse(site_name(number, "locality"),
            reading.tr("Where is it? A postcode or a locality is needed."), reading.tr("Locality"));
}

/// What the form does not show stays with a site whose address stayed: identity, place, coordinates.
void take_over(std::vector<Site> const& before, std::string_view id, Site& site)
{
    auto const found
        = std::find_if(before.begin(), before.end(), [&](Site const& old) { return old.id.text() == id; });
    if (found != before.end())
        site.id = found->id;
    auto const same_place = found != before.end() && found->postcode == site.postcode
        && found->locality == site.locality && found->country == site.country;
    if (!same_place)
        return locate(site);
    site.place_id = found->place_id;
    site.canton = found->canton;
    site.latitude = found->latitude;
    site.longitude = found->longitude;
}

} // namespace

void read_sites(Reading const& reading)
{
    if (!reading.sent.has("sites"))
        return;
    std::vector<Site> sites;
    for (std::size_t number = 0; number < sites_max + 1; ++number) {
        if (!reading.sent.has(site_name(number, "locality")) || reading.sent.has(site_name(number, "remove")))
            continue;
        auto site = read_site(reading, number);
        if (is_blank(site))
            continue;
        check(reading, number, site);
        take_over(reading.result.entry.sites, reading.sent.text(site_name(number, "id")), site);
        auto const twice = std::any_of(sites.begin(), sites.end(),
            [&](Site const& other) { return site.id != SiteId() && other.id == site.id; });
        if (twice)
            site.id = SiteId();
        sites.push_back(std::move(site));
    }
    if (sites.size() > sites_max)
        reading.refuse(site_name(sites_max, "locality"), reading.tr("At most 20 sites."),
            words_of(Field::Sites, reading.setting.words));
    reading.result.entry.sites = std::move(sites);
}

} // namespace passerelle::directory::organisations
