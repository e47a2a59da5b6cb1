#include "platform/db/postgres_row.hpp"

#include <libpq-fe.h>

#include <charconv>

namespace passerelle::db {
namespace {

int hex_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

} // namespace

bool PostgresRow::null(int column) const
{
    return column >= PQnfields(result_) || PQgetisnull(result_, row_, column) != 0;
}

std::string_view PostgresRow::view(int column) const
{
    if (null(column))
        malformed(column, "a value");
    return { PQgetvalue(result_, row_, column),
        static_cast<std::size_t>(PQgetlength(result_, row_, column)) };
}

std::int64_t PostgresRow::integer(int column) const
{
    auto const text = view(column);
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        malformed(column, "an integer");
    return value;
}

double PostgresRow::real(int column) const
{
    auto const text = view(column);
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        malformed(column, "a number");
    return value;
}

std::vector<std::uint8_t> PostgresRow::blob(int column) const
{
    // The hexadecimal form of bytea: \x and two digits a byte.
    auto const text = view(column);
    if (!text.starts_with("\\x") || text.size() % 2 != 0)
        malformed(column, "a blob");
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(hex_value(text[i]) << 4 | hex_value(text[i + 1])));
    return bytes;
}

Uuid PostgresRow::uuid(int column) const
{
    auto const uuid = Uuid::parse(view(column));
    if (!uuid)
        malformed(column, "an identity");
    return *uuid;
}

} // namespace passerelle::db
