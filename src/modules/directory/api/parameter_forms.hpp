#pragma once

#include "base/outcome.hpp"
#include "modules/accounts/request.hpp"
#include "modules/directory/finding/asked_form.hpp"
#include "platform/json/json_fwd.hpp"
#include "platform/search/thesaurus.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::api {

/// What is wrong with one parameter, in the reader's language.
struct ParameterError {
    std::string parameter;
    std::string detail;
};
using ParameterErrors = std::vector<ParameterError>;

/// What a list of organisations is asked for.
struct ListQuestion {
    finding::Asked asked;
    Lang lang;
    int limit = 50;
};

/// Concepts and places by id or by name in any language; what is unknown is refused, with what is near to it.
Outcome<ListQuestion, ParameterErrors> read_list_question(accounts::Request const&, search::Thesaurus const&);

/// RFC 9457, with `errors[]` by JSON pointer.
http::Response refused(accounts::Request const&, ParameterErrors const&);

} // namespace passerelle::directory::api
