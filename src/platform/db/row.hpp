#pragma once

#include "base/id.hpp"
#include "base/lang.hpp"
#include "base/time.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::db {

/// One row of a result, by column number from 0, valid inside the function that gets it.
/// A value that is not what the getter promises (NULL, another type, no such date) throws Malformed.
class Row {
public:
    virtual bool null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    /// Valid during the callback only.
    virtual std::string_view view(int column) const = 0;
    virtual std::vector<std::uint8_t> blob(int column) const = 0;
    virtual Uuid uuid(int column) const = 0;

    std::string text(int column) const { return std::string(view(column)); }
    /// 0 or 1.
    bool flag(int column) const;
    Lang lang(int column) const;
    Instant instant(int column) const { return { integer(column) }; }
    LocalDate date(int column) const;
    template<class T>
    Id<T> id(int column) const
    {
        return Id<T>(uuid(column));
    }
    /// A blob of exactly that many bytes.
    template<std::size_t size>
    std::array<std::uint8_t, size> bytes(int column) const
    {
        std::array<std::uint8_t, size> result;
        copy_bytes(column, result);
        return result;
    }

    std::optional<std::int64_t> optional_integer(int column) const
    {
        return get<std::optional<std::int64_t>>(column);
    }
    std::optional<double> optional_real(int column) const { return get<std::optional<double>>(column); }
    std::optional<std::string> optional_text(int column) const
    {
        return get<std::optional<std::string>>(column);
    }
    std::optional<Lang> optional_lang(int column) const { return get<std::optional<Lang>>(column); }
    std::optional<Instant> optional_instant(int column) const { return get<std::optional<Instant>>(column); }
    std::optional<LocalDate> optional_date(int column) const { return get<std::optional<LocalDate>>(column); }
    std::optional<Uuid> optional_uuid(int column) const { return get<std::optional<Uuid>>(column); }
    template<class T>
    std::optional<Id<T>> optional_id(int column) const
    {
        return get<std::optional<Id<T>>>(column);
    }

    /// By type: integers, double, bool, std::string, Lang, Instant, LocalDate, Uuid, Id, and std::optional of
    /// them.
    template<class T>
    T get(int column) const;

    /// Where the value stands, for the text of a Malformed.
    [[noreturn]] void malformed(int column, char const* expected) const;

protected:
    ~Row() = default;
    virtual std::string_view statement_name() const = 0;

private:
    void copy_bytes(int column, std::span<std::uint8_t> target) const;

    template<class T>
    struct Type {
    };
    template<std::integral T>
    T read(int column, Type<T>) const
    {
        return static_cast<T>(integer(column));
    }
    bool read(int column, Type<bool>) const { return flag(column); }
    double read(int column, Type<double>) const { return real(column); }
    std::string read(int column, Type<std::string>) const { return text(column); }
    Lang read(int column, Type<Lang>) const { return lang(column); }
    Instant read(int column, Type<Instant>) const { return instant(column); }
    LocalDate read(int column, Type<LocalDate>) const { return date(column); }
    Uuid read(int column, Type<Uuid>) const { return uuid(column); }
    template<class T>
    Id<T> read(int column, Type<Id<T>>) const
    {
        return id<T>(column);
    }
    template<class T>
    std::optional<T> read(int column, Type<std::optional<T>>) const
    {
        return null(column) ? std::nullopt : std::optional<T>(read(column, Type<T>()));
    }
};

template<class T>
T Row::get(int column) const
{
    return read(column, Type<T>());
}

} // namespace passerelle::db
