#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace passerelle::db {

/// A piece of SQL text. All pieces together are the text.
struct SqlPiece {
    enum class Kind {
        Word,        ///< identifier or keyword, unquoted
        TypeWord,    ///< `@id`
        Placeholder, ///< `$1`, with `number`
        Quoted,      ///< string literal, quoted name, dollar-quoted body
        Comment,
        Space,
        Other, ///< one character
    };
    Kind kind;
    std::string_view text;
    std::size_t number = 0;
};

/// Knows of SQL what is needed to replace words without touching literals, quoted names and comments.
class SqlScanner {
public:
    explicit SqlScanner(std::string_view sql) : rest_(sql) {}

    /// Nothing at the end.
    std::optional<SqlPiece> next();
    /// Goes past `text` if it comes next.
    bool skip(std::string_view text);

private:
    SqlPiece take(SqlPiece::Kind, std::size_t length);
    std::size_t quoted_length(char quote) const;
    std::size_t dollar_quoted_length() const;
    std::string_view rest_;
};

} // namespace passerelle::db
