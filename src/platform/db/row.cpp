#include "platform/db/row.hpp"

#include "platform/db/faults.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace passerelle::db {

void Row::malformed(int column, char const* expected) const
{
    throw Malformed(fmt::format("{}: column {} is not {}", statement_name(), column, expected));
}

bool Row::flag(int column) const
{
    auto const value = integer(column);
    if (value != 0 && value != 1)
        malformed(column, "0 or 1");
    return value == 1;
}

Lang Row::lang(int column) const
{
    auto const lang = Lang::parse(view(column));
    if (!lang)
        malformed(column, "a language");
    return *lang;
}

LocalDate Row::date(int column) const
{
    auto const date = LocalDate::parse(view(column));
    if (!date)
        malformed(column, "a date");
    return *date;
}

void Row::copy_bytes(int column, std::span<std::uint8_t> target) const
{
    auto const bytes = blob(column);
    if (bytes.size() != target.size())
        malformed(column, "a blob of the right length");
    std::copy(bytes.begin(), bytes.end(), target.begin());
}

} // namespace passerelle::db
