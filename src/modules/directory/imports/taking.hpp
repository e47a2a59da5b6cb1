#pragma once

#include "modules/directory/imports/records.hpp"
#include "modules/directory/imports/row_input.hpp"
#include "modules/directory/organisations/organisation.hpp"

/// What a row makes of an entry and of an operator's records of it. An absent value changes nothing.
namespace passerelle::directory::imports {

/// The language of a row that does not say: of its legal form, of its place, else `fallback`.
Lang likely_lang(RowInput const&, Lang fallback);

/// A new entry of what the row says.
Organisation organisation_of(RowInput const&, search::Thesaurus const&, Lang fallback);

/// The entry with what the row says. Lists of concepts become what the row lists, facet by facet; a text's
/// other languages become outdated where one changes and they do not.
Organisation with_row(Organisation, RowInput const&, search::Thesaurus const&);

struct Keeper {
    OperatorId operator_id;
    std::optional<PersonId> person;
    Instant now;
    LocalDate today;
};

/// The operator's records with what the row says: its reference, a membership, contacts by mail address or
/// name, notes by their label. Nothing is taken away. New ones have no id yet.
Records with_row(Records, RowInput const&, Lang lang, Keeper const&);

} // namespace passerelle::directory::imports
