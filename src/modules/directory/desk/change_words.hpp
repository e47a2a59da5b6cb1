#pragma once

#include "modules/directory/desk/changed_fields_portable.hpp"
#include "modules/directory/desk/views.hpp"
#include "platform/i18n/words.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/search/thesaurus.hpp"

namespace passerelle::directory::desk {

/// What is needed to say a change in the reader's language.
struct Telling {
    i18n::Words const& words;
    search::Thesaurus const& thesaurus;
    i18n::Zone zone;
};

/// "changed the entry"
std::string what_was_done(std::string_view action, i18n::Words const&);

/// Each field by its label, values as a person reads them; texts one row for each language.
std::vector<ChangedValue> told(std::vector<FieldChange> const&, Telling const&);

} // namespace passerelle::directory::desk
