#pragma once

#include "base/lang.hpp"
#include "platform/i18n/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory::imports {

/// What a column of a spreadsheet holds. The codes are the contract's (docs/import.md); a `Note` is kept word
/// by word as a private note of the operator.
enum class Column {
    Ref,
    Name,
    Kind,
    Language,
    Summary,
    Description,
    Offers,
    Needs,
    Street,
    Postcode,
    Place,
    PostcodeAndPlace,
    Canton,
    Country,
    Website,
    Email,
    Phone,
    Employees,
    Languages,
    Noga,
    Uid,
    Capabilities,
    Materials,
    Machines,
    Certifications,
    Markets,
    MemberSince,
    MemberNumber,
    MemberCategory,
    ContactName,
    ContactFirstName,
    ContactLastName,
    ContactEmail,
    ContactPhone,
    ContactRole,
    ContactLanguage,
    Note,
    Skip,
};

/// `member_since`
std::string_view code_of(Column);
std::optional<Column> parse_column(std::string_view code);
/// In words, for the page where the columns are chosen.
std::string_view label_of(Column, i18n::Words const&);
std::vector<Column> all_columns();

/// Summary, description, offers, needs: written in some language.
bool is_text(Column);

/// How sure the recognition is: a heading such as `Nom` may mean the firm or a person.
enum class Certainty { Sure, Likely, Unknown };

struct Recognised {
    Column column = Column::Note;
    std::optional<Lang> lang {}; ///< of a suffix: `description_fr`, `Beschreibung (deutsch)`
    Certainty certainty = Certainty::Unknown;
    bool operator==(Recognised const&) const = default;
};

/// `Description (German)`
std::string label_of(Recognised const&, i18n::Words const&);

/// Headings of an export that say how an entry stands; coming back, they are passed over.
std::string state_heading(i18n::Words const&);
std::string confirmed_heading(i18n::Words const&);
std::string changed_heading(i18n::Words const&);
std::string texts_heading(Lang, i18n::Words const&);

/// By the heading alone, in French, German or English, whatever its case, accents and punctuation.
Recognised recognise(std::string_view heading);

/// A language by its code or its name in French, German, English: `d`, `allemand`, `Deutsch`.
std::optional<Lang> parse_lang_word(std::string_view text);

} // namespace passerelle::directory::imports
