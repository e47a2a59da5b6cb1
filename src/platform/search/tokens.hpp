#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::search {

/// A word of a text. `begin` and `end` are bytes of the text.
struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string word;      ///< lower case, composed, ß as ss, œ as oe; accents stay. At most 64 bytes
    bool apart = false;    ///< more than a blank, hyphen or apostrophe stands between it and the word before
    bool hyphened = false; ///< tied to the word before by a hyphen
    bool hanging = false;  ///< a hyphen at its end ties it to nothing: "Dreh- und Fräsarbeiten"
    bool number = false;   ///< begins with a digit
};

/// The words of a text. Numbers stay whole and lose their separators of thousands: `1.4435`, `0,3` as `0.3`,
/// `5'000` as `5000`. Words longer than any real one are left out.
std::vector<Token> tokens(std::string_view text, std::size_t count_max = 20'000);

} // namespace passerelle::search
