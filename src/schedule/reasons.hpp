#pragma once

#include "schedule/day_file.hpp"
#include "solver/meetings/engine.hpp"

#include <string>

namespace passerelle::i18n {
class Words;
}

namespace passerelle::schedule {

/// What a file says that cannot be, in words: "FILE: /meetings/3/1: …".
std::string words_of(FileRefused const&, std::string const& file, i18n::Words const&);

/// Where a constraint stands in the file of its day.
std::string pointer_of(timetable::Ground const&);
std::string words_of(timetable::Ground const&, Day const&, i18n::Words const&);

/// A conflict in one sentence: by counting where that says it all.
std::string words_of(timetable::Conflict const&, Day const&, i18n::Words const&);

/// Why a participant has at least so many breaks, whatever the others do.
std::string words_of_gap(int participant, int breaks_min, Day const&, i18n::Words const&);

} // namespace passerelle::schedule
