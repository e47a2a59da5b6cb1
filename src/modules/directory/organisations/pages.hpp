#pragma once

#include "modules/directory/directory.hpp"

/// The handlers of this noun: gate, form, one operation, answer.
namespace passerelle::directory::organisations {

// edit_pages.cpp
http::Response edit_page(Directory&, accounts::Request&);
http::Response save_entry(Directory&, accounts::Request&);

// recognised_pages.cpp
http::Response recognised_page(Directory&, accounts::Request&);
http::Response answer_recognised(Directory&, accounts::Request&);

// confirmation_pages.cpp
http::Response confirm_now(Directory&, accounts::Request&);
http::Response confirm_link_page(Directory&, accounts::Request&);
http::Response confirm_by_link(Directory&, accounts::Request&);

// people_pages.cpp
http::Response people_page(Directory&, accounts::Request&);
http::Response give_role(Directory&, accounts::Request&);
http::Response end_role(Directory&, accounts::Request&);

// claim_pages.cpp
http::Response claim_page(Directory&, accounts::Request&);
http::Response send_claim(Directory&, accounts::Request&);
http::Response claim_link_page(Directory&, accounts::Request&);
http::Response open_claim_link(Directory&, accounts::Request&);

// proposal_pages.cpp
http::Response propose_page(Directory&, accounts::Request&);
http::Response send_proposal(Directory&, accounts::Request&);
http::Response proposal_link_page(Directory&, accounts::Request&);
http::Response open_proposal_link(Directory&, accounts::Request&);

// decision_pages.cpp
http::Response decisions_page(Directory&, accounts::Request&);
http::Response decide_claim(Directory&, accounts::Request&);
http::Response decide_proposal(Directory&, accounts::Request&);

// operator_record_pages.cpp
http::Response operator_record_page(Directory&, accounts::Request&);
http::Response save_membership(Directory&, accounts::Request&);
http::Response save_note(Directory&, accounts::Request&);
http::Response save_contact(Directory&, accounts::Request&);
http::Response save_ref(Directory&, accounts::Request&);
http::Response save_state(Directory&, accounts::Request&);

} // namespace passerelle::directory::organisations
