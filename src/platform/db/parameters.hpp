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

/// One value for one `$n`. Text and bytes are borrowed until the statement has run.
class Parameter {
public:
    enum class Kind : std::uint8_t { Null, Integer, Real, Text, Blob, Uuid };

    Parameter(std::nullptr_t) {}
    Parameter(std::nullopt_t) {}
    /// `bool` is stored as 0 or 1.
    template<std::integral T>
    Parameter(T value) : kind_(Kind::Integer),
                         integer_(static_cast<std::int64_t>(value))
    {
    }
    Parameter(double value) : kind_(Kind::Real), real_(value) {}
    Parameter(char const* text) : Parameter(std::string_view(text)) {}
    Parameter(std::string_view text) : kind_(Kind::Text), data_(text) {}
    Parameter(std::string const& text) : Parameter(std::string_view(text)) {}
    /// Bytes: a span, vector or array of std::uint8_t.
    template<class T>
    requires std::convertible_to<T const&, std::span<std::uint8_t const>> Parameter(T const& bytes)
        : kind_(Kind::Blob),
          data_(as_view(bytes))
    {
    }
    Parameter(Uuid const& uuid) : kind_(Kind::Uuid), small_(uuid.bytes) {}
    template<class T>
    Parameter(Id<T> const& id) : Parameter(id.uuid())
    {
    }
    Parameter(Instant instant) : Parameter(instant.milliseconds) {}
    /// As `YYYY-MM-DD`.
    Parameter(LocalDate const& date);
    /// As its code, `fr`.
    Parameter(Lang lang);
    template<class T>
    Parameter(std::optional<T> const& value) : Parameter(value ? Parameter(*value) : Parameter(nullptr))
    {
    }

    Kind kind() const { return kind_; }
    std::int64_t integer() const { return integer_; }
    double real() const { return real_; }
    /// Text or bytes; valid as long as this object.
    std::string_view data() const
    {
        return is_small_ ? std::string_view(reinterpret_cast<char const*>(small_.data()), small_size_)
                         : data_;
    }
    Uuid uuid() const { return { small_ }; }

private:
    void keep_small_text(std::string_view);
    static std::string_view as_view(std::span<std::uint8_t const> bytes)
    {
        return { reinterpret_cast<char const*>(bytes.data()), bytes.size() };
    }

    Kind kind_ = Kind::Null;
    bool is_small_ = false;
    std::uint8_t small_size_ = 0;
    std::int64_t integer_ = 0;
    double real_ = 0;
    std::string_view data_;
    std::array<std::uint8_t, 16> small_ {};
};

/// What a parameter list may be made of. A vector of bytes is one blob.
template<class T>
inline constexpr bool is_list = false;
template<class T>
inline constexpr bool is_list<std::vector<T>> = !std::same_as<T, std::uint8_t>;
template<class T>
inline constexpr bool is_list<std::span<T const>> = !std::same_as<T, std::uint8_t>;

/// The values of one call: `$1`, `$2` …, and for a statement that ends in a list, the list's.
struct Parameters {
    std::vector<Parameter> values;
    bool has_list = false;
    std::size_t list_from = 0; ///< place in `values` where the list begins

    template<class... A>
    static Parameters of(A const&... arguments)
    {
        Parameters parameters;
        parameters.values.reserve(sizeof...(A));
        (parameters.add(arguments), ...);
        return parameters;
    }

    template<class T>
    void add(T const& value)
    {
        if constexpr (is_list<T>)
            add_list(value);
        else
            add_single(Parameter(value));
    }

    /// The list's length on the wire: the next power of two, so that the prepared statements stay few.
    std::size_t padded_list_length() const;

private:
    template<class List>
    void add_list(List const& list)
    {
        begin_list(list.size());
        for (auto const& value : list)
            values.emplace_back(value);
    }
    void add_single(Parameter&&);
    void begin_list(std::size_t length);
};

} // namespace passerelle::db
