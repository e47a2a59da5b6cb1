#pragma once

#include "platform/i18n/words.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace passerelle::directory::imports {

/// What is wrong with a cell. The first ones refuse their row, the others are only told: their value is kept.
enum class Complaint {
    RefMissing,
    NameMissing,
    RefTwice,
    KindUnknown,
    LanguageUnknown,
    BadEmail,
    BadWebsite,
    BadPhone,
    BadNoga,
    NoSuchDate,
    BadNumber,
    CountryUnknown,
    Unreadable,
    TooLong,
    // Told only.
    PlaceUnknown,
    ConceptUnknown,
    OddPostcode,
    BadUid,
    RangeTaken,
    SeveralValues,
};

bool refuses(Complaint);
/// A stable word for programs: `no-such-date`.
std::string_view code_of(Complaint);
std::optional<Complaint> parse_complaint(std::string_view code);

struct Problem {
    std::int64_t line = 0;
    std::string column; ///< the heading as it stands in the file
    Complaint complaint {};
    std::string value;      ///< as it stands in the cell, shortened
    std::string suggestion; ///< what may be meant, or what was done; may be empty
    bool operator==(Problem const&) const = default;
};

/// What is wrong and what would be right, as a sentence without line and column.
std::string words_of(Problem const&, i18n::Words const&);

} // namespace passerelle::directory::imports
