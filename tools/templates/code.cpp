#include "code.hpp"

#include "problem.hpp"

namespace passerelle::templates {
namespace {

bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
        || static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t end_of_quoted(std::string_view source, std::size_t offset)
{
    auto const quote = source[offset];
    for (auto at = offset + 1; at < source.size() && source[at] != '\n'; ++at) {
        if (source[at] == '\\')
            ++at;
        else if (source[at] == quote)
            return at + 1;
    }
    throw Refused { offset, "This literal is not closed on its line." };
}

std::size_t end_of_raw_text(std::string_view source, std::size_t quote)
{
    auto const open = source.find('(', quote);
    if (open == std::string_view::npos || open - quote > 17)
        throw Refused { quote, "This raw literal has no opening bracket." };
    auto const closer = ")" + std::string(source.substr(quote + 1, open - quote - 1)) + "\"";
    auto const end = source.find(closer, open);
    if (end == std::string_view::npos)
        throw Refused { quote, "This raw literal is not closed." };
    return end + closer.size();
}

std::size_t end_of_space(std::string_view source, std::size_t offset)
{
    if (source.substr(offset, 2) == "//") {
        auto const end = source.find('\n', offset);
        return end == std::string_view::npos ? source.size() : end;
    }
    if (source.substr(offset, 2) == "/*") {
        auto const end = source.find("*/", offset + 2);
        if (end == std::string_view::npos)
            throw Refused { offset, "This comment is not closed." };
        return end + 2;
    }
    while (offset < source.size() && is_space(source[offset]))
        ++offset;
    return offset;
}

template<class Accept>
std::size_t end_of_run(std::string_view source, std::size_t offset, Accept accept)
{
    while (offset < source.size() && accept(source[offset]))
        ++offset;
    return offset;
}

char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : '>'; }

/// Calls `see(token, depth)` for every token until it answers false.
template<class See>
void walk(std::string_view code, bool angles, See see)
{
    int depth = 0;
    for (auto token = token_at(code, 0); token.kind != Token::Kind::End;
         token = token_at(code, token.offset + token.text.size())) {
        auto const sign = token.kind == Token::Kind::Sign ? token.text[0] : '\0';
        if (sign == ')' || sign == ']' || sign == '}' || (angles && sign == '>'))
            --depth;
        if (!see(token, depth))
            return;
        if (sign == '(' || sign == '[' || sign == '{' || (angles && sign == '<'))
            ++depth;
    }
}

Parameter parse_parameter(std::string_view text, std::size_t offset)
{
    Parameter result;
    auto const equals = find_sign(text, '=');
    auto const declaration = trimmed(text.substr(0, equals));
    if (equals != std::string_view::npos)
        result.default_value = trimmed(text.substr(equals + 1));
    std::size_t name_at = 0;
    walk(declaration, true, [&](Token const& token, int) {
        if (token.kind == Token::Kind::Name) {
            result.name = token.text;
            name_at = token.offset;
        }
        return true;
    });
    auto const type = trimmed(declaration.substr(0, name_at));
    if (type.empty() || name_at + result.name.size() != declaration.size())
        throw Refused { offset, "A parameter is a type and a name, as in `Page const& page`." };
    result.declaration = declaration;
    result.by_value = type.back() != '&' && type.back() != '*';
    return result;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

Token token_at(std::string_view source, std::size_t offset)
{
    using enum Token::Kind;
    if (offset >= source.size())
        return { End, source.size(), {} };
    auto const make = [&](Token::Kind kind, std::size_t end) {
        return Token { kind, offset, source.substr(offset, end - offset) };
    };
    auto const c = source[offset];
    auto const pair = source.substr(offset, 2);
    if (is_space(c) || pair == "//" || pair == "/*")
        return make(Space, end_of_space(source, offset));
    if (c == '"' || c == '\'')
        return make(Text, end_of_quoted(source, offset));
    if (is_digit(c))
        return make(Number, end_of_run(source, offset, [](char n) {
            return is_digit(n) || is_name_start(n) || n == '.' || n == '\'';
        }));
    if (is_name_start(c)) {
        auto const end = end_of_run(source, offset, [](char n) { return is_name_start(n) || is_digit(n); });
        auto const name = source.substr(offset, end - offset);
        if (end < source.size() && source[end] == '"' && name.back() == 'R')
            return make(Text, end_of_raw_text(source, end));
        return make(Name, end);
    }
    return make(Sign, offset + 1);
}

std::size_t end_of_code(std::string_view source, std::size_t from, std::string_view closer)
{
    std::string open;
    auto const opener = from >= 2 ? from - 2 : 0;
    auto token = token_at(source, from);
    for (; token.kind != Token::Kind::End; token = token_at(source, token.offset + token.text.size())) {
        auto const rest = source.substr(token.offset);
        if (rest.starts_with(closer) && (open.empty() || closer == "%}")) {
            if (!open.empty())
                throw Refused { token.offset,
                    std::string("A `") + open.back() + "` is missing before this end." };
            return token.offset;
        }
        if (token.kind != Token::Kind::Sign)
            continue;
        auto const sign = token.text[0];
        if (sign == '(' || sign == '[' || sign == '{') {
            open += closing(sign);
        } else if (sign == ')' || sign == ']' || sign == '}') {
            if (open.empty())
                throw Refused { token.offset, std::string("This `") + sign + "` closes nothing." };
            if (open.back() != sign)
                throw Refused { token.offset,
                    std::string("A `") + open.back() + "` is missing before this." };
            open.pop_back();
        } else if (sign == '#' || sign == '\\' || sign == '\0') {
            throw Refused { token.offset, "Preprocessor signs have no place in a template." };
        }
    }
    throw Refused { opener, "This is not closed: `" + std::string(closer) + "` is missing." };
}

bool names(std::string_view code, std::string_view name)
{
    bool found = false;
    walk(code, false, [&](Token const& token, int) {
        found = token.kind == Token::Kind::Name && token.text == name;
        return !found;
    });
    return found;
}

std::size_t find_sign(std::string_view code, char sign)
{
    auto found = std::string_view::npos;
    char before = '\0';
    walk(code, false, [&](Token const& token, int depth) {
        auto const next = token.offset + 1 < code.size() ? code[token.offset + 1] : '\0';
        auto const compound
            = sign == '=' && (next == '=' || std::string_view("=!<>").find(before) != std::string_view::npos);
        if (depth == 0 && token.kind == Token::Kind::Sign && token.text[0] == sign && !compound)
            found = token.offset;
        before = token.text.back();
        return found == std::string_view::npos;
    });
    return found;
}

std::vector<Parameter> parse_parameters(std::string_view code, std::size_t offset)
{
    std::vector<Parameter> result;
    std::size_t begin = 0;
    walk(code, true, [&](Token const& token, int depth) {
        if (depth == 0 && token.text == ",") {
            result.push_back(parse_parameter(code.substr(begin, token.offset - begin), offset));
            begin = token.offset + 1;
        }
        return true;
    });
    if (!trimmed(code.substr(begin)).empty() || !result.empty())
        result.push_back(parse_parameter(code.substr(begin), offset));
    return result;
}

} // namespace passerelle::templates
