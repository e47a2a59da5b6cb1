#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "platform/i18n/words.hpp"

/// What the values of an entry are called, for titles and labels.
namespace passerelle::directory {

std::string_view words_of(Kind, i18n::Words const&);
std::string_view words_of(State, i18n::Words const&);
std::string_view words_of(Audience, i18n::Words const&);
std::string_view words_of(Field, i18n::Words const&);
std::string_view words_of(Facet, i18n::Words const&);

} // namespace passerelle::directory
