#pragma once

#include "modules/accounts/request.hpp"

/// What the routes lead to.
namespace passerelle::accounts {

// sign_in_pages.cpp
http::Response sign_in_page(Request&);
http::Response sign_in(Request&);
http::Response link_sent_page(Request&);
http::Response ask_link(Request&);
http::Response link_page(Request&);
http::Response open_link(Request&);
http::Response sign_out_of_session(Request&);

// second_factor_pages.cpp
http::Response second_factor_page(Request&);
http::Response answer_second_factor(Request&);
http::Response recovery_page(Request&);
http::Response answer_recovery(Request&);
http::Response remove_factor(Request&);
http::Response renew_codes(Request&);

// account_pages.cpp
http::Response account_page(Request&);
http::Response profile_page(Request&);
http::Response save_profile(Request&);
http::Response end_one_session(Request&);
http::Response end_all_other_sessions(Request&);

// own_data_pages.cpp
http::Response own_data_file(Request&);

// address_pages.cpp
http::Response address_page(Request&);
http::Response ask_address(Request&);
http::Response address_link_page(Request&);
http::Response open_address_link(Request&);

// erasure_pages.cpp
http::Response erasure_page(Request&);
http::Response erase_own_account(Request&);

// password_pages.cpp
http::Response password_page(Request&);
http::Response save_password(Request&);
http::Response drop_password(Request&);

// token_pages.cpp
http::Response tokens_page(Request&);
http::Response make_token(Request&);
http::Response revoke_token(Request&);

// operator_pages.cpp
http::Response settings_page(Request&);
http::Response save_settings(Request&);
http::Response save_logo(Request&);
http::Response remove_logo(Request&);
http::Response logo_file(Request&);
http::Response accent_file(Request&);

// staff_pages.cpp
http::Response staff_page(Request&);
http::Response invite_staff(Request&);
http::Response change_role_of_staff(Request&);
http::Response end_role_of_staff(Request&);

// standing_pages.cpp
http::Response reset_factor_of_staff(Request&);
http::Response change_standing_of_staff(Request&);
http::Response change_address_of_staff(Request&);

// mail_pages.cpp
http::Response mails_page(Request&);
http::Response send_mail_again(Request&);

} // namespace passerelle::accounts
