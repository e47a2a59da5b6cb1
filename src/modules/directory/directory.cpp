#include "modules/directory/directory.hpp"

#include "modules/directory/tables.hpp"

#include <iterator>

namespace passerelle::directory {

std::vector<accounts::Route> routes(Directory& directory)
{
    std::vector<accounts::Route> all;
    for (auto* const table : { organisation_routes, finding_routes, api_routes, thesaurus_routes,
             import_routes, duplicate_routes, translation_routes, desk_routes }) {
        auto rows = table(directory);
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
    }
    return all;
}

std::vector<http::PathWord> path_words()
{
    return {
        { "organisations", "organisations", "organisationen", "organisations" },
        { "concepts", "savoir-faire", "kompetenzen", "skills" },
        { "places", "lieux", "orte", "places" },
        { "operators", "organismes", "traeger", "operators" },
        { "propose", "proposer", "vorschlagen", "propose" },
        { "edit", "modifier", "bearbeiten", "edit" },
        { "claim", "revendiquer", "beanspruchen", "claim" },
        { "confirm", "confirmer", "bestaetigen", "confirm" },
        { "people", "personnes", "personen", "people" },
        { "memberships", "adhesions", "mitgliedschaften", "memberships" },
        { "notes", "notes", "notizen", "notes" },
        { "refs", "references", "referenzen", "references" },
        { "contacts", "contacts", "kontakte", "contacts" },
        { "state", "etat", "status", "state" },
        { "proposals", "propositions", "vorschlaege", "proposals" },
        { "desk", "bureau", "schreibtisch", "desk" },
        { "imports", "imports", "importe", "imports" },
        { "mapping", "colonnes", "spalten", "mapping" },
        { "preview", "apercu", "vorschau", "preview" },
        { "application", "execution", "ausfuehrung", "application" },
        { "undo", "annulation", "ruecknahme", "undo" },
        { "refused", "refuses", "abgewiesene", "refused" },
        { "report", "rapport", "bericht", "report" },
        { "duplicates", "doublons", "doppelte", "duplicates" },
        { "merge", "fusion", "zusammenfuehrung", "merge" },
        { "merges", "fusions", "zusammenfuehrungen", "merges" },
        { "translations", "traductions", "uebersetzungen", "translations" },
        { "changes", "modifications", "aenderungen", "changes" },
        { "list", "liste", "liste", "list" },
        { "views", "vues", "ansichten", "views" },
        { "bulk", "lot", "stapel", "bulk" },
        { "export", "export", "export", "export" },
        { "help", "aide", "hilfe", "help" },
        { "privacy", "protection-des-donnees", "datenschutz", "privacy" },
        { "accessibility", "accessibilite", "barrierefreiheit", "accessibility" },
    };
}

} // namespace passerelle::directory
