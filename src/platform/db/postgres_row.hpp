#pragma once

#include "platform/db/row.hpp"

struct pg_result;

namespace passerelle::db {

/// A row of a PostgreSQL result in text format.
class PostgresRow final : public Row {
public:
    PostgresRow(pg_result* result, std::string_view name) : result_(result), name_(name) {}
    void move_to(int row) { row_ = row; }

    bool null(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    std::string_view view(int column) const override;
    std::vector<std::uint8_t> blob(int column) const override;
    Uuid uuid(int column) const override;

private:
    std::string_view statement_name() const override { return name_; }

    pg_result* result_;
    std::string_view name_;
    int row_ = 0;
};

} // namespace passerelle::db
