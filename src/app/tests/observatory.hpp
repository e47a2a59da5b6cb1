#pragma once

#include "platform/http/message.hpp"

namespace passerelle::app::tests {

/// What Mozilla's HTTP Observatory gives for an answer over https, by the rules of its public table of scores
/// (100 at first, what is missing is taken off; extra credit from 90 on). Preloading and subresource
/// integrity, which are worth 5 each, are left out: the first is a list in browsers, the second is for other
/// origins.
int observatory_score(http::Response const&);

} // namespace passerelle::app::tests
