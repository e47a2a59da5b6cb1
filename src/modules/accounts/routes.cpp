#include "modules/accounts/accounts.hpp"
#include "modules/accounts/pages.hpp"

namespace passerelle::accounts {

std::vector<Route> routes()
{
    using enum http::Method;
    return {
        { Get, "/{lang}/@sign_in", Right::Anyone, sign_in_page },
        { Post, "/{lang}/@sign_in", Right::Anyone, sign_in },
        { Get, "/{lang}/@sign_in/@link", Right::Anyone, link_sent_page },
        { Post, "/{lang}/@sign_in/@link", Right::Anyone, ask_link },
        { Get, "/{lang}/@sign_in/{token}", Right::Anyone, link_page },
        { Post, "/{lang}/@sign_in/{token}", Right::Anyone, open_link },
        { Post, "/{lang}/@sign_out", Right::Anyone, sign_out_of_session },
    };
}

// { word, French, German, English }
std::vector<http::PathWord> path_words()
{
    return {
        { "sign_in", "connexion", "anmelden", "sign-in" },
        { "sign_out", "deconnexion", "abmelden", "sign-out" },
        { "link", "lien", "link", "link" },
        { "second_factor", "second-facteur", "zweiter-faktor", "second-factor" },
        { "recovery", "secours", "notfallcode", "recovery" },
        { "account", "compte", "konto", "account" },
        { "profile", "profil", "profil", "profile" },
        { "password", "mot-de-passe", "passwort", "password" },
        { "removal", "suppression", "entfernen", "removal" },
        { "codes", "codes", "codes", "codes" },
        { "sessions", "sessions", "sitzungen", "sessions" },
        { "own_data", "donnees", "daten", "data" },
        { "tokens", "jetons", "zugriffsschluessel", "tokens" },
        { "desk", "bureau", "buero", "desk" },
        { "settings", "reglages", "einstellungen", "settings" },
        { "logo", "logo", "logo", "logo" },
        { "staff", "equipe", "team", "staff" },
        { "role", "role", "rolle", "role" },
        { "mails", "courriels", "mails", "mails" },
    };
}

} // namespace passerelle::accounts
