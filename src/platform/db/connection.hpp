#pragma once

#include "platform/db/reader.hpp"

#include <bit>

namespace passerelle::db {

/// What one connection to an engine can do. One thread at a time. Inside the part only.
class Connection {
public:
    virtual ~Connection() = default;

    virtual Engine engine() const = 0;

    /// Number of rows changed; `on_row` for each row of the result.
    virtual std::int64_t run(Statement const&, Parameters const&, Borrowed<void(Row const&)> on_row) = 0;

    /// Prepares the statement and no more; throws where it cannot be.
    virtual void check(Statement const&) = 0;

    /// Several statements without parameters.
    virtual void script(std::string const& sql) = 0;

    /// For Batch: a write that may be on its way when this returns.
    virtual void send(Statement const&, Parameters const&) = 0;
    /// Waits for all that was sent; rows changed by it. Nothing is on its way any more, also where it throws.
    virtual std::int64_t finish_sending() = 0;
    virtual void abandon_sending() noexcept = 0;

    /// False once it can only be thrown away.
    virtual bool usable() const = 0;
};

/// Under which a prepared statement is kept: one for each length of list, lengths being powers of two.
inline std::uint64_t prepared_key(Statement const& statement, Parameters const& parameters)
{
    auto const list = parameters.has_list ? std::bit_width(parameters.padded_list_length()) : 0;
    return std::uint64_t { statement.number() } << 6 | static_cast<std::uint64_t>(list);
}

/// Calls `bind(place from 0, value)` for every placeholder of the native text. A list is filled up with its
/// last value.
template<class F>
void for_each_place(Parameters const& parameters, F bind)
{
    int place = 0;
    for (auto const& value : parameters.values)
        bind(place++, value);
    if (!parameters.has_list)
        return;
    auto const end = static_cast<int>(parameters.list_from + parameters.padded_list_length());
    auto const filling
        = parameters.values.size() > parameters.list_from ? parameters.values.back() : Parameter(nullptr);
    while (place < end)
        bind(place++, filling);
}

inline std::size_t count_places(Parameters const& parameters)
{
    return parameters.has_list ? parameters.list_from + parameters.padded_list_length()
                               : parameters.values.size();
}

} // namespace passerelle::db
