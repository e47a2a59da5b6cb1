#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace passerelle::directory::desk {

/// Texts of SQL put together by the compiler, for statements that share their conditions. What goes in are
/// constants: nothing that somebody sends can get into a statement.
template<std::string_view const&... parts>
struct Joined {
    static constexpr auto characters = [] {
        std::array<char, (parts.size() + ...)> all {};
        std::size_t place = 0;
        auto const add = [&](std::string_view part) {
            for (auto const c : part)
                all[place++] = c;
        };
        (add(parts), ...);
        return all;
    }();
    static constexpr std::string_view text { characters.data(), characters.size() };
};

} // namespace passerelle::directory::desk
