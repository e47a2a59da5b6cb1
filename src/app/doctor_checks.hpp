#pragma once

#include "app/doctor.hpp"
#include "platform/db/database.hpp"
#include "platform/i18n/words.hpp"

#include <memory>

/// What `examine` looks at, one function a line of its answer.
namespace passerelle::app {

struct Patient {
    GlobalOptions const& options;
    std::string base_url;
    Instant now;
    i18n::Words const& words;
    std::unique_ptr<db::Database> database; ///< null until it was opened
};

using Check = Finding (*)(Patient&);

// Of the machine
Finding check_data_folder(Patient&);
Finding check_base_url(Patient&);
Finding check_time_zones(Patient&);
Finding check_mail(Patient&); ///< whether a mail would get out; sends none

// Of an open database
Finding check_durability(Patient&);
Finding check_integrity(Patient&);

// Of a database with this program's schema
Finding check_change_log(Patient&);
Finding check_clock(Patient&);
Finding check_index(Patient&);
Finding check_work(Patient&);
Finding check_mails(Patient&);
Finding check_second_factor(Patient&);

} // namespace passerelle::app
