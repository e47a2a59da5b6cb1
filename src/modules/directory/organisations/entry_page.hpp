#pragma once

#include "modules/directory/organisations/entry_form.hpp"
#include "modules/directory/organisations/views.hpp"

namespace passerelle::directory::organisations {

/// The form's view of these fields: of an entry (`form_of`), or as they were sent, with their messages.
EntryPage entry_page_of(
    http::Fields const& fields, EntryRead const& read, FormSetting const&, std::size_t blank_sites = 0);

} // namespace passerelle::directory::organisations
