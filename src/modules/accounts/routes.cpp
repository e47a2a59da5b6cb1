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
        // Whoever has given only the first factor is nobody yet, so these look at the session themselves.
        { Get, "/{lang}/@second_factor", Right::Anyone, second_factor_page },
        { Post, "/{lang}/@second_factor", Right::Anyone, answer_second_factor },
        { Get, "/{lang}/@second_factor/@recovery", Right::Anyone, recovery_page },
        { Post, "/{lang}/@second_factor/@recovery", Right::Anyone, answer_recovery },
        { Post, "/{lang}/@second_factor/@removal", Right::SignedIn, remove_factor },
        { Post, "/{lang}/@second_factor/@codes", Right::SignedIn, renew_codes },

        { Get, "/{lang}/@account", Right::SignedIn, account_page },
        { Get, "/{lang}/@account/@profile", Right::SignedIn, profile_page },
        { Post, "/{lang}/@account/@profile", Right::SignedIn, save_profile },
        { Get, "/{lang}/@account/@password", Right::SignedIn, password_page },
        { Post, "/{lang}/@account/@password", Right::SignedIn, save_password },
        { Post, "/{lang}/@account/@password/@removal", Right::SignedIn, drop_password },
        { Post, "/{lang}/@account/@sessions/@removal", Right::SignedIn, end_all_other_sessions },
        { Post, "/{lang}/@account/@sessions/{session}/@removal", Right::SignedIn, end_one_session },
        { Get, "/{lang}/@account/@own_data", Right::SignedIn, own_data_file },
        { Get, "/{lang}/@account/@address", Right::SignedIn, address_page },
        { Post, "/{lang}/@account/@address", Right::SignedIn, ask_address },
        // Whoever reads mails there need not be signed in.
        { Get, "/{lang}/@account/@address/{token}", Right::Anyone, address_link_page },
        { Post, "/{lang}/@account/@address/{token}", Right::Anyone, open_address_link },
        { Get, "/{lang}/@account/@erasure", Right::SignedIn, erasure_page },
        { Post, "/{lang}/@account/@erasure", Right::SignedIn, erase_own_account },
        { Get, "/{lang}/@account/@tokens", Right::SignedIn, tokens_page },
        { Post, "/{lang}/@account/@tokens", Right::SignedIn, make_token },
        { Post, "/{lang}/@account/@tokens/{token}/@removal", Right::SignedIn, revoke_token },

        { Get, "/operators/{operator}/logo.png", Right::Anyone, logo_file },
        { Get, "/operators/{operator}/accent.css", Right::Anyone, accent_file },
        { Get, "/{lang}/@desk/{operator}/@settings", Right::Administrator, settings_page },
        { Post, "/{lang}/@desk/{operator}/@settings", Right::Administrator, save_settings },
        { Post, "/{lang}/@desk/{operator}/@settings/@logo", Right::Administrator, save_logo },
        { Post, "/{lang}/@desk/{operator}/@settings/@logo/@removal", Right::Administrator, remove_logo },
        { Get, "/{lang}/@desk/{operator}/@staff", Right::Administrator, staff_page },
        { Post, "/{lang}/@desk/{operator}/@staff", Right::Administrator, invite_staff },
        { Post, "/{lang}/@desk/{operator}/@staff/{person}/@role", Right::Administrator,
            change_role_of_staff },
        { Post, "/{lang}/@desk/{operator}/@staff/{person}/@removal", Right::Administrator,
            end_role_of_staff },
        { Post, "/{lang}/@desk/{operator}/@staff/{person}/@second_factor/@removal", Right::Administrator,
            reset_factor_of_staff },
        { Post, "/{lang}/@desk/{operator}/@staff/{person}/@standing", Right::Administrator,
            change_standing_of_staff },
        { Post, "/{lang}/@desk/{operator}/@staff/{person}/@address", Right::Administrator,
            change_address_of_staff },
        { Get, "/{lang}/@desk/{operator}/@mails", Right::Administrator, mails_page },
        { Post, "/{lang}/@desk/{operator}/@mails/{mail}", Right::Administrator, send_mail_again },
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
        { "address", "adresse", "adresse", "address" },
        { "erasure", "effacement", "loeschung", "erasure" },
        { "standing", "acces", "zugang", "standing" },
        { "tokens", "jetons", "zugriffsschluessel", "tokens" },
        { "desk", "bureau", "schreibtisch", "desk" },
        { "settings", "reglages", "einstellungen", "settings" },
        { "logo", "logo", "logo", "logo" },
        { "staff", "equipe", "team", "staff" },
        { "role", "role", "rolle", "role" },
        { "mails", "courriels", "mails", "mails" },
    };
}

} // namespace passerelle::accounts
