#include "modules/directory/imports/columns.hpp"

#include "base/text.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <array>
#include <unordered_map>

namespace passerelle::directory::imports {
namespace {

using i18n::message;

struct ColumnWords {
    Column column;
    std::string_view code;
    std::string_view label;
    std::string_view sure;   ///< headings that mean this and nothing else
    std::string_view likely; ///< headings that mean this in most lists
};

constexpr std::array columns {
    ColumnWords { Column::Ref, "ref", message("Reference of your own list"),
        "ref|reference|référence|no membre|n° membre|n° de membre|numéro de membre|no de membre|id "
        "membre|identifiant|"
        "mitgliedernummer|mitglieder nr|mitglied "
        "nr|mitgliednr|mitgliedernr|mitgliedsnummer|kundennummer|kunden nr|"
        "adressnummer|adress nr|adressnr|n° client|numéro client|no client|no adresse|n° adresse|member id|"
        "customer number|referenz|schlüssel|clé|code membre|external id|id",
        "nr|no|n°|numéro|nummer|number|key|code" },
    ColumnWords { Column::Name, "name", message("Name of the organisation"),
        "raison sociale|nom de l entreprise|nom entreprise|nom de la société|nom société|nom de l "
        "organisation|"
        "entreprise|société|firma|firmenname|firmenbezeichnung|name der firma|name "
        "firma|unternehmen|organisation|"
        "betrieb|organisation name|company|company name|name of the organisation|institution",
        "name|nom|dénomination|bezeichnung|membre|mitglied|titre" },
    ColumnWords { Column::Kind, "kind", message("Kind of organisation"),
        "kind|type d organisation|genre d organisation|organisationstyp|organisationsart|art der "
        "organisation|"
        "type of organisation|kind of organisation",
        "type|genre|typ|art" },
    ColumnWords { Column::Language, "lang", message("Language of the organisation"),
        "lang|langue|sprache|language|langue de correspondance|korrespondenzsprache|langue "
        "principale|hauptsprache",
        "" },
    ColumnWords { Column::Summary, "summary", message("Summary"),
        "summary|résumé|en bref|kurzbeschreibung|zusammenfassung|kurzporträt|kurztext|short description",
        "slogan" },
    ColumnWords { Column::Description, "description", message("Description"),
        "description|descriptif|portrait|beschreibung|firmenporträt|porträt|présentation|profil",
        "texte|text|activité principale" },
    ColumnWords { Column::Offers, "offers", message("What it offers"),
        "offers|offre|offres|prestations|produits|produits et services|angebot|angebote|leistungen|produkte|"
        "produkte und dienstleistungen|dienstleistungen|services|products",
        "" },
    ColumnWords { Column::Needs, "needs", message("What it needs"),
        "needs|besoins|besoin|recherche|bedarf|bedürfnisse|gesucht|sucht|suche", "" },
    ColumnWords { Column::Street, "street", message("Street"),
        "street|rue|rue et n°|rue et numéro|rue no|rue n°|strasse|strasse nr|strasse und nr|strasse "
        "hausnummer|"
        "strasse und hausnummer|adresse 1|adresszeile 1|street address|adresse postale",
        "adresse|address|anschrift|str" },
    ColumnWords { Column::Postcode, "postcode", message("Postcode"),
        "postcode|npa|code postal|plz|postleitzahl|zip|zip code|postal code|cp", "" },
    ColumnWords { Column::Place, "place", message("Place"),
        "place|localité|lieu|ville|commune|ort|ortschaft|wohnort|gemeinde|stadt|town|city|locality|domicile|"
        "sitz|siège",
        "" },
    ColumnWords { Column::PostcodeAndPlace, "postcode_place", message("Postcode and place"),
        "npa localité|npa lieu|npa ville|npa et localité|npa et lieu|npa domicile|code postal et localité|"
        "code postal ville|plz ort|plz und ort|plz ortschaft|postleitzahl ort|zip city|postcode place|"
        "postcode and place|localité npa|ort plz|lieu npa",
        "" },
    ColumnWords { Column::Canton, "canton", message("Canton"), "canton|kanton|ct|kt", "" },
    ColumnWords { Column::Country, "country", message("Country"), "country|pays|land", "" },
    ColumnWords { Column::Website, "website", message("Website"),
        "website|site web|site internet|site|internet|web|webseite|website url|homepage|url|www|page "
        "web|adresse web|"
        "internetadresse|webadresse",
        "" },
    ColumnWords { Column::Email, "email", message("E-mail"),
        "email|e mail|mail|courriel|e mail firma|email firma|email entreprise|e mail entreprise|adresse e "
        "mail|"
        "adresse email|email address|mailadresse|e mail adresse|email général|e mail général",
        "" },
    ColumnWords { Column::Phone, "phone", message("Telephone"),
        "phone|téléphone|tél|telephone|telefon|tel|tel nr|telefonnummer|n° de téléphone|numéro de téléphone|"
        "téléphone entreprise|tel firma|telefon firma|téléphone central|hauptnummer|phone number|tel "
        "zentrale",
        "" },
    ColumnWords { Column::Employees, "employees", message("Number of employees"),
        "employees|effectif|effectifs|nombre d employés|nb employés|nbre d employés|nombre de collaborateurs|"
        "collaborateurs|employés|nb collaborateurs|mitarbeiter|mitarbeitende|anzahl mitarbeiter|anzahl "
        "mitarbeitende|"
        "beschäftigte|anzahl beschäftigte|number of employees|staff|headcount|ma|personnel|taille",
        "" },
    ColumnWords { Column::Languages, "languages", message("Languages spoken"),
        "languages|langues|langues parlées|sprachen|gesprochene sprachen|languages spoken", "" },
    ColumnWords {
        Column::Noga, "noga", message("NOGA code"), "noga|code noga|noga code|noga 2008|noga 2025", "" },
    ColumnWords { Column::Uid, "uid", message("UID"),
        "uid|ide|numéro ide|n° ide|no ide|uid nummer|uid nr|unternehmens identifikationsnummer|che nr|mwst "
        "nr|"
        "n° tva|no tva|numéro tva|vat number",
        "" },
    ColumnWords { Column::Capabilities, "capabilities", message("Skills"),
        "capabilities|savoir "
        "faire|compétences|procédés|technologies|kompetenzen|fähigkeiten|verfahren|technologien|"
        "capability|skills|know how",
        "activité|activités|domaines d activité|domaine d activité|tätigkeit|tätigkeiten|tätigkeitsgebiet|"
        "tätigkeitsgebiete|domaines|fachgebiete" },
    ColumnWords { Column::Materials, "materials", message("Materials"),
        "materials|matériaux|matières|matériau|matière|werkstoffe|werkstoff|materialien|material", "" },
    ColumnWords { Column::Machines, "machines", message("Machines"),
        "machines|parc de machines|parc machines|équipements|maschinen|maschinenpark|machinery|equipment",
        "" },
    ColumnWords { Column::Certifications, "certifications", message("Certifications"),
        "certifications|certification|certificats|certificat|zertifizierungen|zertifizierung|zertifikate|"
        "zertifikat|"
        "certificates|normes|normen|iso",
        "" },
    ColumnWords { Column::Markets, "markets", message("Markets"),
        "markets|marchés|marché|märkte|branchen|absatzmärkte|zielmärkte|débouchés|secteurs|marchés "
        "cibles|industries",
        "secteur|branche" },
    ColumnWords { Column::MemberSince, "member_since", message("Member since"),
        "member since|membre depuis|mitglied seit|date d adhésion|adhésion|date d entrée|date "
        "entrée|eintritt|"
        "eintrittsdatum|beitritt|beitrittsdatum|mitglied ab|entrée|joined|adhésion le",
        "depuis|seit|since" },
    ColumnWords { Column::MemberNumber, "member_number", message("Membership number"),
        "member number|membership number|numéro d adhérent|n° d adhérent|mitgliedschaftsnummer", "" },
    ColumnWords { Column::MemberCategory, "member_category", message("Membership category"),
        "member category|membership category|catégorie de membre|catégorie membre|type de membre|genre de "
        "membre|"
        "statut de "
        "membre|mitgliederkategorie|mitgliedkategorie|mitgliederart|mitgliedschaftskategorie|mitgliedertyp",
        "catégorie|kategorie|category" },
    ColumnWords { Column::ContactName, "contact_name", message("Contact: name"),
        "contact name|contact|contacts|personne de contact|personnes de contact|personne à "
        "contacter|interlocuteur|"
        "nom contact|nom du contact|nom prénom|prénom nom|nom et prénom|prénom et nom|name vorname|vorname "
        "name|"
        "name und vorname|vorname und name|kontakt|kontakte|kontaktperson|kontaktpersonen|ansprechperson|"
        "ansprechpersonen|ansprechpartner|ansprechpartnerin|responsable|nom du responsable|contact person",
        "" },
    ColumnWords { Column::ContactFirstName, "contact_first_name", message("Contact: first name"),
        "contact first name|prénom|prénom contact|prénom du contact|vorname|vorname kontakt|vorname "
        "kontaktperson|"
        "first name|firstname|given name",
        "" },
    ColumnWords { Column::ContactLastName, "contact_last_name", message("Contact: family name"),
        "contact last name|nom de famille|nachname|familienname|last name|lastname|surname|family name|"
        "name kontaktperson|nachname kontakt",
        "" },
    ColumnWords { Column::ContactEmail, "contact_email", message("Contact: e-mail"),
        "contact email|email contact|e mail contact|email du contact|e mail du contact|courriel contact|mail "
        "contact|"
        "e mail kontakt|email kontakt|mail kontakt|kontakt email|kontakt e mail|e mail kontaktperson|"
        "email kontaktperson|e mail ansprechperson|email personnel|e mail direct|email direct|email "
        "responsable",
        "" },
    ColumnWords { Column::ContactPhone, "contact_phone", message("Contact: telephone"),
        "contact phone|téléphone contact|tél contact|téléphone du contact|tél direct|téléphone direct|ligne "
        "directe|"
        "telefon kontakt|tel kontakt|telefon kontaktperson|kontakt telefon|tel direkt|telefon "
        "direkt|direktwahl|"
        "tel ansprechperson|mobile contact|natel contact|mobile|natel|portable|handy",
        "" },
    ColumnWords { Column::ContactRole, "contact_role", message("Contact: role"),
        "contact role|fonction|fonction contact|fonction du contact|rôle|funktion|funktion "
        "kontaktperson|position|"
        "role|job title",
        "" },
    ColumnWords { Column::ContactLanguage, "contact_lang", message("Contact: language"),
        "contact lang|contact language|langue contact|langue du contact|sprache kontakt|sprache "
        "kontaktperson|"
        "kontakt sprache",
        "" },
    ColumnWords { Column::Note, "note", message("Private note"), "", "" },
    ColumnWords { Column::Skip, "skip", message("Do not import"), "", "" },
};

ColumnWords const& words_of(Column column) { return columns[static_cast<std::size_t>(column)]; }

using Vocabulary = std::unordered_map<std::string, Recognised>;

void add_headings(Vocabulary& vocabulary, std::string_view headings, Recognised recognised)
{
    for (auto const& heading : split_values(headings, '|'))
        for (auto const& key : i18n::fold_variants(heading))
            vocabulary.emplace(key, recognised);
}

Vocabulary make_vocabulary()
{
    Vocabulary vocabulary;
    // The contract's own names come first: `name` is the organisation's, whatever else it may be called.
    for (auto const& words : columns)
        if (words.column < Column::Note)
            vocabulary.emplace(i18n::fold(words.code),
                Recognised {
                    words.column, {}, words.column == Column::Name ? Certainty::Likely : Certainty::Sure });
    for (auto const& words : columns)
        add_headings(vocabulary, words.sure, { words.column, {}, Certainty::Sure });
    // What an export calls them.
    for (auto const lang : interface_langs) {
        auto const& words = i18n::words(lang);
        for (auto const& column : columns)
            if (column.column < Column::Note)
                vocabulary.emplace(
                    i18n::fold(words.tr(column.label)), Recognised { column.column, {}, Certainty::Sure });
        std::vector<std::string> own { state_heading(words), confirmed_heading(words), changed_heading(words),
            std::string(words.tr("Refused because")) };
        for (auto const other : interface_langs)
            own.push_back(texts_heading(other, words));
        for (auto const& heading : own)
            vocabulary.emplace(i18n::fold(heading), Recognised { Column::Skip, {}, Certainty::Sure });
    }
    for (auto const& words : columns)
        add_headings(vocabulary, words.likely, { words.column, {}, Certainty::Likely });
    return vocabulary;
}

std::optional<Recognised> look_up(std::string_view folded)
{
    static Vocabulary const vocabulary = make_vocabulary();
    auto const found = vocabulary.find(std::string(folded));
    return found == vocabulary.end() ? std::nullopt : std::optional(found->second);
}

/// `beschreibung deutsch` as `beschreibung` in German.
std::optional<Recognised> look_up_with_lang(std::string_view folded)
{
    auto const blank = folded.rfind(' ');
    if (blank == std::string_view::npos)
        return std::nullopt;
    auto const lang = parse_lang_word(folded.substr(blank + 1));
    if (!lang)
        return std::nullopt;
    auto head = folded.substr(0, blank);
    for (auto const word : { " en", " auf", " in" })
        if (head.ends_with(word))
            head.remove_suffix(std::string_view(word).size());
    auto found = look_up(head);
    if (!found || !is_text(found->column))
        return std::nullopt;
    found->lang = lang;
    return found;
}

struct LangWords {
    Lang lang;
    std::string_view words;
};

std::unordered_map<std::string, Lang> make_lang_words()
{
    std::unordered_map<std::string, Lang> words;
    for (auto const& [lang, names] :
        { LangWords { Lang::fr, "f|fr|fra|fre|français|française|französisch|french|franz" },
            { Lang::de, "d|de|deu|ger|all|allemand|allemande|deutsch|german|dt" },
            { Lang::en, "e|en|eng|anglais|englisch|english" },
            { *Lang::parse("it"), "i|it|ita|italien|italienisch|italian|italiano" },
            { *Lang::parse("rm"), "rm|romanche|rätoromanisch|romansh" },
            { *Lang::parse("es"), "es|espagnol|spanisch|spanish" },
            { *Lang::parse("pt"), "pt|portugais|portugiesisch|portuguese" } })
        for (auto const& name : split_values(names, '|'))
            for (auto const& key : i18n::fold_variants(name))
                words.emplace(key, lang);
    return words;
}

} // namespace

std::string_view code_of(Column column) { return words_of(column).code; }

std::optional<Column> parse_column(std::string_view code)
{
    for (auto const& words : columns)
        if (words.code == code)
            return words.column;
    return std::nullopt;
}

std::string_view label_of(Column column, i18n::Words const& words)
{
    return words.tr(words_of(column).label);
}

std::vector<Column> all_columns()
{
    std::vector<Column> all;
    for (auto const& words : columns)
        all.push_back(words.column);
    return all;
}

std::string label_of(Recognised const& meaning, i18n::Words const& words)
{
    auto label = std::string(label_of(meaning.column, words));
    return meaning.lang ? label + " (" + i18n::lang_name(*meaning.lang, words.lang()) + ")" : label;
}

std::string state_heading(i18n::Words const& words)
{
    return std::string(words.tr("State in the directory"));
}

std::string confirmed_heading(i18n::Words const& words)
{
    return std::string(words.tr("Entry confirmed on"));
}

std::string changed_heading(i18n::Words const& words) { return std::string(words.tr("Entry changed on")); }

std::string texts_heading(Lang lang, i18n::Words const& words)
{
    return i18n::fill(words.tr("State of the texts in {language}"),
        { { "language", i18n::lang_name(lang, words.lang()) } });
}

bool is_text(Column column)
{
    return column == Column::Summary || column == Column::Description || column == Column::Offers
        || column == Column::Needs;
}

Recognised recognise(std::string_view heading)
{
    for (auto const& key : i18n::fold_variants(heading)) {
        if (auto const found = look_up(key))
            return *found;
        if (auto const found = look_up_with_lang(key))
            return *found;
    }
    return {};
}

std::optional<Lang> parse_lang_word(std::string_view text)
{
    static auto const words = make_lang_words();
    for (auto const& key : i18n::fold_variants(text))
        if (auto const found = words.find(key); found != words.end())
            return found->second;
    // `de-CH` folds to `de ch`.
    auto const trimmed = trim(text);
    return trimmed.size() == 2 || (trimmed.size() == 5 && trimmed[2] == '-') ? Lang::parse(trimmed)
                                                                             : std::nullopt;
}

} // namespace passerelle::directory::imports
