#include "platform/search/common_words.hpp"

#include <string>
#include <unordered_set>

namespace passerelle::search {
namespace {

using Words = std::unordered_set<std::string_view>;

Words const french_stop { "a", "afin", "ai", "ainsi", "alors", "au", "aucun", "aussi", "autre", "autres",
    "aux", "avec", "avez", "avons", "bien", "c", "car", "ce", "ces", "cet", "cette", "ceux", "chez", "ci",
    "comme", "d", "dans", "de", "depuis", "des", "dont", "du", "elle", "elles", "en", "encore", "entre",
    "est", "et", "etc", "etre", "eux", "fait", "ici", "il", "ils", "j", "je", "jusqu", "l", "la", "le", "les",
    "leur", "leurs", "lors", "lui", "m", "ma", "mais", "me", "meme", "mes", "moi", "mon", "n", "ne", "ni",
    "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "plus", "pour", "qu", "que", "quel", "quelle",
    "qui", "s", "sa", "se", "ses", "si", "soit", "son", "sont", "sur", "t", "te", "tes", "toi", "ton", "tous",
    "tout", "toute", "toutes", "tres", "tu", "un", "une", "vers", "via", "vos", "votre", "vous", "y" };

Words const german_stop { "ab", "aber", "als", "also", "am", "an", "andere", "anderem", "anderen", "anderer",
    "anderes", "auch", "auf", "aus", "bei", "beim", "bis", "bzw", "da", "damit", "das", "dass", "dem", "den",
    "denn", "der", "des", "die", "dies", "diese", "dieser", "dieses", "durch", "ein", "eine", "einem",
    "einen", "einer", "eines", "er", "es", "etc", "euch", "fur", "fuer", "hat", "haben", "habe", "ich", "ihr",
    "ihre", "ihrem", "ihren", "ihrer", "im", "in", "ins", "ist", "ja", "kann", "konnen", "man", "mehr",
    "mein", "mit", "nach", "nicht", "noch", "nur", "ob", "oder", "sehr", "sein", "seit", "sich", "sie",
    "sind", "so", "sonstige", "sonstigem", "sonstigen", "sonstiger", "sonstiges", "sowie", "uber", "um",
    "und", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "unter", "vom", "von", "vor", "war",
    "was", "wenn", "werden", "wie", "wir", "wird", "wo", "zu", "zum", "zur", "zwischen" };

Words const english_stop { "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been",
    "by", "can", "for", "from", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its",
    "more", "my", "no", "not", "of", "on", "or", "our", "out", "s", "she", "so", "such", "t", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "to", "up", "us", "was", "we", "were",
    "which", "who", "will", "with", "you", "your" };

Words const french_everyday { "aiguille", "aiguilles", "ancre", "applique", "appliques", "apprenti", "arbre",
    "arbres", "argent", "armement", "axe", "axes", "bague", "barre", "barres", "boite", "boites", "boucle",
    "boucles", "branche", "brosse", "calibre", "carrure", "coller", "conseil", "conseils", "contact",
    "contacts", "couronne", "couronnes", "cours", "debouche", "decor", "decors", "defense", "emploi",
    "energie", "express", "fil", "fils", "foire", "fond", "fonds", "former", "frappe", "glace", "glaces",
    "index", "jeu", "joint", "joints", "label", "laver", "liaison", "lunette", "lunettes", "luxe", "maillons",
    "marche", "matiere", "mesure", "module", "modules", "monter", "norme", "normes", "occasion", "or",
    "outil", "outils", "pendule", "percer", "perle", "piece", "pieces", "pierre", "pierres", "pile", "pince",
    "pinces", "plan", "plans", "plateau", "plateaux", "pompe", "pompes", "pont", "ponts", "posage", "presse",
    "presses", "produit", "revenu", "river", "secteur", "service", "services", "soleil", "spatial", "stage",
    "stockage", "stylo", "tampon", "tige", "tiges", "tour", "tours", "tourner", "trou", "trous", "verre",
    "vis" };

Words const german_everyday { "achse", "achsen", "anker", "anlage", "anlass", "anlassen", "ausbilden", "band",
    "bander", "beraten", "beratung", "bildung", "boden", "branche", "brucke", "drucker", "email", "energie",
    "export", "express", "fassen", "feder", "federn", "fugen", "index", "kontakt", "kontakte", "krone",
    "kronen", "kurs", "kurse", "lager", "lagerung", "lehre", "lehren", "leistung", "lernende", "linse",
    "linsen", "markt", "merkmal", "messe", "miniatur", "modul", "montage", "mutter", "netzwerk", "norm",
    "nuten", "offerte", "partner", "presse", "produkt", "profile", "prufungen", "rad", "raumen", "reiben",
    "ruste", "rustung", "schliesse", "service", "spirale", "stange", "stangen", "stelle", "stempel",
    "steuerung", "stift", "stifte", "strahlen", "teil", "teile", "tests", "transport", "tray", "trennen",
    "trieb", "triebe", "trommeln", "uhr", "uhren", "unterhalt", "waschen", "welle", "wellen", "werk",
    "zeiger", "ziehen", "ol" };

Words const english_everyday { "arbor", "audit", "balance", "band", "barrel", "bridge", "case", "clock",
    "cluster", "coil", "course", "crown", "dial", "drill", "energy", "express", "glass", "hand", "hands",
    "hob", "hole", "holes", "index", "insert", "jewel", "joining", "label", "lens", "market", "marking",
    "material", "metal", "module", "movement", "nut", "painting", "part", "parts", "patent", "pin", "press",
    "process", "product", "pump", "seal", "security", "service", "shaft", "sleeve", "space", "spring",
    "standard", "tool", "training", "tumbling", "watch", "wear", "wire" };

Words const none;

Words const& stop_words(Lang lang)
{
    return lang == Lang::fr ? french_stop
        : lang == Lang::de  ? german_stop
        : lang == Lang::en  ? english_stop
                            : none;
}

Words const& everyday_words(Lang lang)
{
    return lang == Lang::fr ? french_everyday
        : lang == Lang::de  ? german_everyday
        : lang == Lang::en  ? english_everyday
                            : none;
}

} // namespace

bool is_stop_word(std::string_view plain_word, Lang lang) { return stop_words(lang).contains(plain_word); }

bool is_everyday_word(std::string_view plain_word, Lang lang)
{
    // Two letters are more often an abbreviation of something else; "3d" and "5s" are not.
    auto const short_word
        = plain_word.size() <= 2 && plain_word.find_first_of("0123456789") == std::string_view::npos;
    return short_word || everyday_words(lang).contains(plain_word);
}

} // namespace passerelle::search
