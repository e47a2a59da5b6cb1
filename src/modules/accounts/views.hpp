#pragma once

#include "platform/html/form.hpp"
#include "platform/html/page.hpp"
#include "platform/html/table.hpp"
#include "platform/html/url.hpp"

#include <string>
#include <vector>

/// What the pages of this module show.
namespace passerelle::accounts {

struct SignInPage {
    html::Field link_email {};
    html::Field email {};
    html::Field password {};
    std::string next {};
    html::Url ask_link {};
    html::Url sign_in {};
};

/// A few sentences, and where to go on.
struct MessagePage {
    std::string title {};
    std::vector<std::string> sentences {};
    html::Url on {};
    std::string on_label {};
};

/// A link from a mail, before it is used.
struct LinkPage {
    std::string name {};
    html::Url use {};
};

struct CodePage {
    html::Field code {};
    std::string lede {};
    html::Url send {};
    html::Url other {}; ///< the other way to show that it is oneself; may be empty
    std::string other_label {};
    std::string next {};
};

/// Setting up an authenticator app.
struct FactorSetupPage {
    bool required = false; ///< the person's role asks for it
    int qr_size = 0;
    std::string qr_path {};
    std::string secret {}; ///< in groups, to type
    std::string sealed {};
    html::Field code {};
    html::Url send {};
    std::string next {};
};

/// Codes for paper, shown this once.
struct RecoveryCodesPage {
    std::vector<std::string> codes {};
    html::Url on {};
};

struct RoleRow {
    std::string role {};
    std::string where {};
    html::Url url {}; ///< may be empty
    std::string since {};
    html::Url edit {}, confirm {}; ///< of an organisation's entry, for who may
};

struct SessionRow {
    std::string device {};
    std::string times {}; ///< since when it is open, when it was last used
    bool current = false;
    html::Url end {};
};

struct AccountPage {
    std::string name {}, email {}, lang {}, phone {};
    std::vector<RoleRow> organisations {};
    std::vector<RoleRow> operators {};
    bool has_password = false;
    bool has_second_factor = false;
    std::string codes_left {}; ///< in words
    std::vector<SessionRow> sessions {};
    html::Url profile {}, password {}, second_factor {}, remove_factor {}, renew_codes {}, end_others {},
        own_data {}, tokens {}, address {}, erasure {};
};

/// Another mail address for the own account.
struct AddressPage {
    html::FormErrors errors {};
    std::string present {};
    html::Field email {};
    html::Url send {}, back {};
};

/// A link that was sent to a new mail address, before it is used.
struct AddressLinkPage {
    std::string name {}, email {};
    html::Url use {};
};

struct ErasurePage {
    html::FormErrors errors {};
    html::Field email {};
    html::Url send {}, back {}, own_data {};
};

struct ProfilePage {
    html::FormErrors errors {};
    html::Field name {}, phone {};
    html::ChoiceField lang {};
    int version = 1;
    html::Url send {}, back {};
};

struct PasswordPage {
    html::FormErrors errors {};
    std::string email {};
    bool has_password = false;
    html::Field current {}, fresh {}, current_for_removal {};
    html::Url send {}, remove {}, back {};
};

struct TokenRow {
    std::string name {};
    std::string scopes {};
    std::string times {};
    bool usable = false;
    html::Url revoke {};
};

struct TokensPage {
    html::FormErrors errors {};
    std::string fresh {}; ///< the token just made, shown this once
    std::vector<TokenRow> tokens {};
    html::Field name {};
    html::ChoiceField scopes {}, lifetime {};
    html::Url send {};
};

struct DescriptionFields {
    html::Field text {};
    html::ChoiceField meaning {};
};

struct SettingsPage {
    html::FormErrors errors {};
    std::string operator_name {};
    std::vector<html::Field> fields {};
    html::ChoiceField langs {};
    std::vector<DescriptionFields> descriptions {};
    html::Url logo {}; ///< empty where there is none
    html::FileField file {};
    int version = 1;
    html::Url send {}, send_logo {}, remove_logo {};
    std::vector<html::Link> rooms {};
};

struct StaffRow {
    std::string name {}, email {}, role {}, since {};
    html::ChoiceField role_field {};
    html::Url change {}, end {};
    bool is_oneself = false;
    bool is_disabled = false;
    bool has_second_factor = false;
    /// Whether this administrator may look after the account; the rest is for that.
    bool is_looked_after = false;
    html::Field address_field {};
    html::Url change_address {}, reset_factor {}, change_standing {};
};

struct StaffPage {
    html::FormErrors errors {};
    std::string operator_name {};
    std::vector<StaffRow> rows {};
    html::Field name {}, email {};
    html::ChoiceField lang {}, role {};
    html::Url invite {};
    std::vector<html::Link> rooms {};
};

struct MailRow {
    std::string to {};
    std::string subject {};
    Lang lang {};
    std::string state {};
    bool is_bad = false;
    std::string error {}; ///< the mail server's words
    std::string written {};
    html::Url send_again {}; ///< empty where it makes no sense
};

struct MailsPage {
    std::string operator_name {};
    std::vector<html::Link> states {};
    std::vector<MailRow> rows {};
    html::Pager pager {};
    std::vector<html::Link> rooms {};
};

} // namespace passerelle::accounts
