#pragma once

#include "modules/directory/organisations/visitor.hpp"
#include "platform/html/form.hpp"

namespace passerelle::directory::organisations {

/// Reads `person` (a name, 120 characters at most) and `email` of a form, with messages where they are not
/// right.
std::optional<VisitorAddress> read_visitor(html::SentForm&, Lang, i18n::Words const&);

} // namespace passerelle::directory::organisations
