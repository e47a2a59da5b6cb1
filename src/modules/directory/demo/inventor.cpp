#include "modules/directory/demo/inventor.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/demo/trades.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/words.hpp"
#include "platform/i18n/zone.hpp"

#include <fmt/format.h>

#include <array>

namespace passerelle::directory::demo {
namespace {

constexpr std::array<std::string_view, 40> family_names { "Roulet", "Stähli", "Amstutz", "Chappuis", "Gerber",
    "Voumard", "Gigandet", "Affolter", "Juillerat", "Wyss", "Châtelain", "Liengme", "Bürki", "Schori",
    "Farine", "Houriet", "Kocher", "Flury", "Marti", "Sauser", "Choffat", "Ryser", "Tschan", "Monnin",
    "Bögli", "Perrin", "Luginbühl", "Vuilleumier", "Jeanneret", "Zürcher", "Droz", "Nussbaumer", "Grosjean",
    "Känel", "Béguelin", "Aeschlimann", "Cattin", "Hirschi", "Maître", "Rüfenacht" };
constexpr std::array<std::string_view, 16> first_names_fr { "Anne", "Luc", "Sophie", "Yves", "Chantal",
    "Olivier", "Céline", "Pascal", "Nadia", "Thierry", "Élodie", "Cédric", "Laure", "Blaise", "Inès",
    "Jérôme" };
constexpr std::array<std::string_view, 16> first_names_de { "Anna", "Beat", "Sabine", "Urs", "Karin",
    "Daniel", "Regula", "Jürg", "Monika", "Stefan", "Ruth", "Adrian", "Ursula", "Lukas", "Käthi", "Reto" };
constexpr std::array<std::string_view, 20> word_starts { "Micro", "Preci", "Axo", "Tekni", "Alpi", "Nova",
    "Delta", "Arco", "Mecano", "Omni", "Sono", "Vari", "Helio", "Rota", "Fino", "Kali", "Juro", "Sigma",
    "Tavo", "Argo" };
constexpr std::array<std::string_view, 16> word_ends { "tec", "mec", "swiss", "form", "cut", "line", "dyn",
    "axis", "tool", "fab", "met", "val", "nor", "pol", "tron", "plast" };
constexpr std::array<std::string_view, 14> streets_fr { "Rue de l’Industrie", "Rue du Stand",
    "Chemin des Prés", "Rue de la Gare", "Route de Sorvilier", "Rue Neuve", "Rue des Artisans", "Grand-Rue",
    "Rue de l’Avenir", "Chemin du Moulin", "Rue du Collège", "Rue Principale", "Passage des Horlogers",
    "Champ-de-la-Pierre" };
constexpr std::array<std::string_view, 14> streets_de { "Industriestrasse", "Bahnhofstrasse", "Mühleweg",
    "Werkstrasse", "Hauptstrasse", "Allmendweg", "Längfeldweg", "Solothurnstrasse", "Gewerbestrasse",
    "Lindenweg", "Aarestrasse", "Grenzstrasse", "Ringstrasse", "Schützengasse" };

std::vector<std::string> ids_of(std::string_view list) { return split_values(list, '|'); }

std::string label_of(search::Thesaurus const& thesaurus, std::string_view id, Lang lang)
{
    auto const number = thesaurus.find(id);
    ensure(number);
    auto label = std::string(thesaurus.label(*number, lang));
    return label.substr(0, label.find(" ("));
}

void claim(
    Organisation& organisation, std::string id, std::string detail = {}, std::optional<LocalDate> until = {})
{
    for (auto const& claimed : organisation.concepts)
        if (claimed.concept_id == id)
            return;
    organisation.concepts.push_back({ std::move(id), Standing::Confirmed, std::move(detail), until });
}

/// The first one always, the others by chance.
void claim_some(Organisation& organisation, std::string_view list, Dice& dice, int percent)
{
    auto const ids = ids_of(list);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (i == 0 || dice.chance(percent))
            claim(organisation, ids[i]);
}

std::string invent_name(Trade const& trade, Dice& dice, Lang lang, int number, Place const& place)
{
    auto const french = lang == Lang::fr;
    auto const word = std::string(french ? trade.word_fr : trade.word_de);
    if (trade.kind == Kind::Training || trade.kind == Kind::Association || trade.kind == Kind::Public)
        return fmt::format("{} {} {}", word, place.name(lang), number);
    auto const form = french ? (dice.chance(60) ? "SA" : "Sàrl") : (dice.chance(60) ? "AG" : "GmbH");
    switch (dice.roll(4)) {
    case 0:
        return fmt::format("{} {} {}", dice.one_of(family_names), word, form);
    case 1:
        return fmt::format("{} & {} {}", dice.one_of(family_names), dice.one_of(family_names), form);
    case 2:
        return fmt::format("{}{} {}", dice.one_of(word_starts), dice.one_of(word_ends), form);
    default:
        return fmt::format("{}{} {} {}", dice.one_of(word_starts), dice.one_of(word_ends), word, form);
    }
}

Site invent_site(Place const& place, Dice& dice, Lang lang)
{
    Site site;
    auto const street = lang == Lang::fr ? dice.one_of(streets_fr) : dice.one_of(streets_de);
    site.street = fmt::format("{} {}", street, 1 + dice.roll(89));
    site.postcode = place.postcode;
    site.locality = place.name(lang);
    site.place_id = place.id;
    site.canton = place.canton;
    site.latitude = place.latitude + (dice.roll(200) - 100) * 0.00005;
    site.longitude = place.longitude + (dice.roll(200) - 100) * 0.00007;
    return site;
}

struct Sentence {
    std::string_view fr, de;
};

/// In the organisation's own language, often in both; the second version is sometimes behind the first.
LocalisedText invent_text(search::Thesaurus const& thesaurus, Sentence sentence,
    Organisation const& organisation, Trade const& trade, Dice& dice)
{
    auto const in = [&](Lang lang) {
        auto const materials = ids_of(trade.materials);
        auto const markets = ids_of(trade.markets);
        auto const material = materials.empty()
            ? ""
            : label_of(thesaurus, materials[organisation.name.size() % materials.size()], lang);
        auto const market = markets.empty()
            ? ""
            : label_of(thesaurus, markets[organisation.name.size() % markets.size()], lang);
        return i18n::fill(
            lang == Lang::fr ? sentence.fr : sentence.de, { { "material", material }, { "market", market } });
    };
    std::vector<LocalisedText::Version> versions;
    auto const own = organisation.lang;
    auto const other = own == Lang::fr ? Lang::de : Lang::fr;
    auto const outdated = dice.chance(12);
    versions.push_back({ own, in(own), outdated ? 2 : 1 });
    if (dice.chance(45))
        versions.push_back({ other, in(other), 1 });
    return LocalisedText(std::move(versions));
}

Place const& invent_place(Dice& dice)
{
    static auto const municipalities = [] {
        std::vector<Place const*> result;
        for (auto const& place : Places::all().list())
            if (place.type == Place::Type::Municipality)
                result.push_back(&place);
        return result;
    }();
    return *dice.one_of(municipalities);
}

void invent_contact_points(Organisation& organisation, Dice& dice, int number)
{
    auto const host
        = fmt::format("{}-{}.example", i18n::slug(organisation.name, organisation.lang, 40), number);
    organisation.website = "https://www." + host;
    organisation.email = (organisation.lang == Lang::fr ? "contact@" : "info@") + host;
    organisation.phone = fmt::format("+4132{:07}", 3000000 + number % 6999999);
    organisation.employees = 1 + dice.roll(dice.chance(15) ? 400 : 60);
    organisation.langs = { organisation.lang };
    if (dice.chance(60))
        organisation.langs.push_back(organisation.lang == Lang::fr ? Lang::de : Lang::fr);
    if (dice.chance(40))
        organisation.langs.push_back(Lang::en);
}

void invent_concepts(Organisation& organisation, Trade const& trade, Dice& dice, LocalDate today)
{
    claim_some(organisation, trade.capabilities, dice, 55);
    claim_some(organisation, trade.materials, dice, 50);
    claim_some(organisation, trade.markets, dice, 50);
    for (auto const& id : ids_of(trade.machines))
        if (dice.chance(60))
            claim(organisation, id,
                fmt::format("{}{} {}", dice.one_of(word_starts), dice.one_of(word_ends), 10 + dice.roll(90)));
    for (auto const& id : ids_of(trade.certifications))
        if (dice.chance(60))
            claim(organisation, id, fmt::format("CH-{}", 10000 + dice.roll(89999)),
                today.plus_days(dice.roll(1400) - 100));
}

Trade const& invent_trade(Dice& dice, int number)
{
    auto const all = trades();
    // Nine of ten are companies; the last four rows are schools, institutes, associations and public bodies.
    if (number % 11 == 10)
        return all[all.size() - 1 - static_cast<std::size_t>(dice.roll(4))];
    return all[static_cast<std::size_t>(dice.roll(static_cast<int>(all.size()) - 4))];
}

} // namespace

int Dice::roll(int sides)
{
    std::array<std::uint8_t, 4> bytes {};
    random_.fill(bytes);
    auto const value = static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8
        | static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
    return static_cast<int>((static_cast<std::uint64_t>(value) * static_cast<std::uint64_t>(sides)) >> 32);
}

std::vector<accounts::Operator> operators()
{
    std::vector<accounts::Operator> all(3);
    all[0].slug = "reseau";
    all[0].name = "Réseau Précision Arc (démonstration)";
    all[0].locality = "Bienne";
    all[0].accent = "#23409f";
    all[1].slug = "chambre-vallon";
    all[1].name = "Chambre économique du Vallon (démonstration)";
    all[1].locality = "Saint-Imier";
    all[1].accent = "#7a1f3d";
    all[2].slug = "kammer-seeland";
    all[2].name = "Wirtschaftskammer Seeland-Aare (Demonstration)";
    all[2].locality = "Biel";
    all[2].accent = "#0b5d4e";
    for (auto& one : all) {
        one.langs = { Lang::fr, Lang::de };
        one.email = "secretariat@" + one.slug + ".example";
        one.website = "https://www." + one.slug + ".example";
        one.phone = "+41325550100";
    }
    all[2].langs = { Lang::de, Lang::fr };
    return all;
}

Organisation invent_organisation(search::Thesaurus const& thesaurus, Dice& dice, int number, Instant now)
{
    auto const& trade = invent_trade(dice, number);
    auto const& place = invent_place(dice);
    Organisation organisation;
    organisation.kind = trade.kind;
    organisation.lang = place.langs.size() > 1 && dice.chance(40) ? place.langs[1] : place.langs.front();
    organisation.name = invent_name(trade, dice, organisation.lang, number, place);
    organisation.sites.push_back(invent_site(place, dice, organisation.lang));
    invent_contact_points(organisation, dice, number);
    auto const today = i18n::today(now, i18n::Zone::zurich());
    invent_concepts(organisation, trade, dice, today);
    organisation.summary
        = invent_text(thesaurus, { trade.summary_fr, trade.summary_de }, organisation, trade, dice);
    organisation.description
        = invent_text(thesaurus, { trade.description_fr, trade.description_de }, organisation, trade, dice);
    organisation.offers
        = invent_text(thesaurus, { trade.offers_fr, trade.offers_de }, organisation, trade, dice);
    if (dice.chance(60))
        organisation.needs
            = invent_text(thesaurus, { trade.needs_fr, trade.needs_de }, organisation, trade, dice);
    if (dice.chance(85))
        organisation.confirmed_at = now - Duration::days(dice.roll(500));
    organisation.visibility = { { Field::Needs, Audience::Public } };
    return organisation;
}

std::string invent_person_name(Dice& dice, Lang lang)
{
    auto const first = lang == Lang::de ? dice.one_of(first_names_de) : dice.one_of(first_names_fr);
    return fmt::format("{} {}", first, dice.one_of(family_names));
}

} // namespace passerelle::directory::demo
