#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// As much of C++ as is needed to find where an expression ends, and what it names.
namespace passerelle::templates {

struct Token {
    enum class Kind { End, Space, Name, Number, Text, Sign };
    Kind kind = Kind::End;
    std::size_t offset = 0;
    std::string_view text; ///< as written; a sign is one character
};

/// The token at `offset`; of kind End at the end of the source. Comments are Space, literals Text.
Token token_at(std::string_view source, std::size_t offset);

/// Where `closer` (`}}` or `%}`) stands that ends the code beginning at `from`, outside of all brackets and
/// literals.
std::size_t end_of_code(std::string_view source, std::size_t from, std::string_view closer);

bool names(std::string_view code, std::string_view name);

/// Offset of the first `sign` outside of brackets; npos where there is none. `==` is not `=`.
std::size_t find_sign(std::string_view code, char sign);

struct Parameter {
    std::string declaration; ///< without the default value
    std::string default_value;
    std::string name;
    bool by_value = false;
};

/// `Page const& page, std::map<int, int> const& counts, bool open = false`
std::vector<Parameter> parse_parameters(std::string_view code, std::size_t offset);

std::string_view trimmed(std::string_view text);

} // namespace passerelle::templates
