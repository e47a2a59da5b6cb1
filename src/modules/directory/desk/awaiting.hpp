#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace passerelle::directory::desk {

/// Counting stops here: more is "1000+".
inline constexpr int count_max = 1000;

/// How much there is, up to `count_max`; one more stands for any number above.
using Counted = std::int64_t;

/// Open texts of one language at an operator's organisations.
struct OpenTexts {
    Lang lang;
    Counted outdated = 0;
    Counted missing = 0;
};

/// What waits for an operator's staff. Of organisations that are members of none, every operator's.
struct Awaiting {
    Counted claims = 0;
    Counted proposals = 0;
    Counted duplicates = 0;
    Counted unconfirmed = 0; ///< members whose entry nobody confirmed for 12 months
    Counted expiring = 0;    ///< members' certifications that run out within 90 days
    Counted imports = 0;     ///< in draft
    Counted mails_refused = 0;
    std::vector<OpenTexts> texts;
};

Awaiting awaiting(db::Reader&, OperatorId, Langs const&, LocalDate today, Instant now);

/// Before this moment a confirmation is too old.
Instant confirmation_due(Instant now);

} // namespace passerelle::directory::desk
