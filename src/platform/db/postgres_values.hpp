#pragma once

#include "platform/db/parameters.hpp"

struct pg_result;

namespace passerelle::db {

/// Parameters as libpq takes them: as text, but for blobs.
class PostgresValues {
public:
    explicit PostgresValues(Parameters const&);
    PostgresValues(PostgresValues const&) = delete;
    PostgresValues& operator=(PostgresValues const&) = delete;

    int count() const { return static_cast<int>(pointers_.size()); }
    char const* const* pointers() const { return pointers_.data(); }
    int const* lengths() const { return lengths_.data(); }
    int const* formats() const { return formats_.data(); }

private:
    void append_text_of(Parameter const&);

    std::string texts_; ///< all of them, each with a NUL
    std::vector<char const*> pointers_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

/// Rows that a command inserted, updated or deleted.
std::int64_t rows_changed(pg_result*);

} // namespace passerelle::db
