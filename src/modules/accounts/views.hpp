#pragma once

#include "platform/html/form.hpp"
#include "platform/html/url.hpp"

#include <string>
#include <vector>

/// What the pages of this module show.
namespace passerelle::accounts {

struct SignInPage {
    html::Field link_email;
    html::Field email;
    html::Field password;
    std::string next;
    html::Url ask_link;
    html::Url sign_in;
};

/// A few sentences, and where to go on.
struct MessagePage {
    std::string title;
    std::vector<std::string> sentences;
    html::Url on;
    std::string on_label;
};

/// A link from a mail, before it is used.
struct LinkPage {
    std::string name;
    html::Url use;
};

} // namespace passerelle::accounts
