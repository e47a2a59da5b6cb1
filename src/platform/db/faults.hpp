#pragma once

#include <stdexcept>
#include <string>

namespace passerelle::db {

/// The database could not do what was asked. The text names the statement and carries the engine's words,
/// never a parameter. Thrown here, caught at the three borders (http, command line, job runner).
class Fault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A rule of the schema. Operations ask first or write `on conflict … do nothing`; this is the final refusal.
class ConstraintViolation : public Fault {
public:
    ConstraintViolation(std::string const& what, std::string constraint)
        : Fault(what),
          constraint_(std::move(constraint))
    {
    }

    /// `users.email` (SQLite: table and columns) or `users_email_key` (PostgreSQL: name of the constraint).
    std::string const& constraint() const { return constraint_; }

private:
    std::string constraint_;
};

class UniqueViolation : public ConstraintViolation {
    using ConstraintViolation::ConstraintViolation;
};
class ForeignKeyViolation : public ConstraintViolation {
    using ConstraintViolation::ConstraintViolation;
};
/// CHECK or NOT NULL.
class CheckViolation : public ConstraintViolation {
    using ConstraintViolation::ConstraintViolation;
};

/// Somebody else holds what is needed for too long, or retries were used up. Nothing was changed; try later.
class Busy : public Fault {
    using Fault::Fault;
};

/// The server went away. Nothing was changed; the next use connects again by itself.
class Disconnected : public Fault {
    using Fault::Fault;
};

/// The answer to COMMIT was lost, or a standby did not confirm it: it may or may not last. Read before
/// repeating.
class CommitUnknown : public Fault {
    using Fault::Fault;
};

/// No room on the disk. Nothing was changed; reading goes on, writing resumes by itself once there is room.
class Full : public Fault {
    using Fault::Fault;
};

/// A stored value is not what its column promises, or the file is damaged.
class Malformed : public Fault {
    using Fault::Fault;
};

} // namespace passerelle::db
