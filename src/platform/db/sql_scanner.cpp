#include "platform/db/sql_scanner.hpp"

#include <algorithm>
#include <charconv>

namespace passerelle::db {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c)
        || static_cast<unsigned char>(c) >= 0x80;
}

template<class F>
std::size_t run_length(std::string_view text, std::size_t from, F belongs)
{
    auto end = from;
    while (end < text.size() && belongs(text[end]))
        ++end;
    return end;
}

} // namespace

SqlPiece SqlScanner::take(SqlPiece::Kind kind, std::size_t length)
{
    SqlPiece piece { kind, rest_.substr(0, length) };
    rest_.remove_prefix(piece.text.size());
    return piece;
}

std::size_t SqlScanner::quoted_length(char quote) const
{
    // A doubled quote reads as the end of one literal and the begin of the next, which comes to the same.
    auto const end = rest_.find(quote, 1);
    return end == std::string_view::npos ? rest_.size() : end + 1;
}

std::size_t SqlScanner::dollar_quoted_length() const
{
    auto const tag_end = run_length(rest_, 1, is_word);
    if (tag_end >= rest_.size() || rest_[tag_end] != '$')
        return 0;
    auto const tag = rest_.substr(0, tag_end + 1);
    auto const end = rest_.find(tag, tag.size());
    return end == std::string_view::npos ? rest_.size() : end + tag.size();
}

std::optional<SqlPiece> SqlScanner::next()
{
    using Kind = SqlPiece::Kind;
    if (rest_.empty())
        return std::nullopt;
    auto const first = rest_.front();
    if (is_space(first))
        return take(Kind::Space, run_length(rest_, 1, is_space));
    if (first == '\'' || first == '"')
        return take(Kind::Quoted, quoted_length(first));
    if (rest_.starts_with("--"))
        return take(Kind::Comment, std::min(rest_.find('\n'), rest_.size()));
    if (rest_.starts_with("/*")) {
        auto const end = rest_.find("*/", 2);
        return take(Kind::Comment, end == std::string_view::npos ? rest_.size() : end + 2);
    }
    if (first == '$' && rest_.size() > 1 && is_digit(rest_[1])) {
        auto piece = take(Kind::Placeholder, run_length(rest_, 1, is_digit));
        std::from_chars(piece.text.data() + 1, piece.text.data() + piece.text.size(), piece.number);
        return piece;
    }
    if (first == '$')
        if (auto const length = dollar_quoted_length())
            return take(Kind::Quoted, length);
    if (first == '@')
        return take(Kind::TypeWord, run_length(rest_, 1, is_word));
    if (is_word(first))
        return take(Kind::Word, run_length(rest_, 1, is_word));
    return take(Kind::Other, 1);
}

bool SqlScanner::skip(std::string_view text)
{
    if (!rest_.starts_with(text))
        return false;
    rest_.remove_prefix(text.size());
    return true;
}

} // namespace passerelle::db
