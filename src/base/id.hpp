#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <array>
#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace passerelle {

/// A UUID, version 7 (RFC 9562) where we made it: it sorts by the instant of its creation.
struct Uuid {
    std::array<std::uint8_t, 16> bytes {};

    /// A fresh one. Never repeats, whatever the clock does, as far as 74 random bits allow.
    static Uuid fresh(Instant now, Random& random);

    /// The 36-character form in either case; anything else is nothing.
    static std::optional<Uuid> parse(std::string_view text);

    /// 8-4-4-4-12 lower-case hexadecimal digits.
    std::string text() const;

    auto operator<=>(Uuid const&) const = default;
};

/// The identity of one kind of record. It never changes, across handovers, imports and merges.
/// `T` names the kind (`Id<Organisation>`) and need not be complete.
template<class T>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(Uuid uuid) : uuid_(uuid) {}

    static Id fresh(Instant now, Random& random) { return Id(Uuid::fresh(now, random)); }
    static std::optional<Id> parse(std::string_view text)
    {
        auto const uuid = Uuid::parse(text);
        return uuid ? std::optional(Id(*uuid)) : std::nullopt;
    }

    Uuid const& uuid() const { return uuid_; }
    std::string text() const { return uuid_.text(); }

    auto operator<=>(Id const&) const = default;

private:
    Uuid uuid_;
};

} // namespace passerelle

template<>
struct std::hash<passerelle::Uuid> {
    std::size_t operator()(passerelle::Uuid const& uuid) const noexcept;
};

template<class T>
struct std::hash<passerelle::Id<T>> {
    std::size_t operator()(passerelle::Id<T> const& id) const noexcept
    {
        return std::hash<passerelle::Uuid>()(id.uuid());
    }
};
