#include "platform/http/multipart.hpp"

#include "base/text.hpp"
#include "platform/http/headers.hpp"

#include <algorithm>

namespace passerelle::http {
namespace {

constexpr std::string_view line_end = "\r\n";

/// Takes `name=token` or `name="quoted"` from the front of a parameter list; nothing if it is neither.
struct Parameter {
    std::string_view name;
    std::string value;
};
std::optional<Parameter> take_parameter(std::string_view& list)
{
    list = trim(list);
    if (!list.starts_with(';'))
        return std::nullopt;
    list = trim(list.substr(1));
    auto const equals = list.find('=');
    if (equals == std::string_view::npos)
        return std::nullopt;
    Parameter parameter { trim(list.substr(0, equals)), {} };
    list.remove_prefix(equals + 1);
    if (!list.starts_with('"')) {
        auto const end = std::min(list.find(';'), list.size());
        parameter.value = trim(list.substr(0, end));
        list.remove_prefix(end);
        return parameter;
    }
    // Browsers escape a quote as %22 (WHATWG HTML, 4.10.21.8) and leave backslashes alone, so a backslash
    // means itself unless it stands before a quote, as older clients write it.
    for (std::size_t at = 1; at < list.size(); ++at) {
        if (list[at] == '"') {
            list.remove_prefix(at + 1);
            return parameter;
        }
        if (list[at] == '\\' && at + 1 < list.size() && list[at + 1] == '"')
            ++at;
        parameter.value += list[at];
    }
    return std::nullopt;
}

void undo_browser_escapes(std::string& text)
{
    for (auto const& [escape, character] :
        { std::pair("%22", '"'), std::pair("%0D", ' '), std::pair("%0A", ' ') })
        for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at + 1))
            text.replace(at, 3, 1, character);
}

std::optional<MultipartRefused> read_disposition(std::string_view value, Part& part)
{
    constexpr std::string_view form_data = "form-data";
    if (value.size() < form_data.size() || !equal_ignoring_case(value.substr(0, form_data.size()), form_data))
        return MultipartRefused::Malformed;
    value.remove_prefix(form_data.size());
    bool has_name = false;
    while (!trim(value).empty()) {
        auto parameter = take_parameter(value);
        if (!parameter)
            return MultipartRefused::Malformed;
        if (!is_valid_utf8(parameter->value))
            return MultipartRefused::BadText;
        undo_browser_escapes(parameter->value);
        if (equal_ignoring_case(parameter->name, "name")) {
            if (has_name)
                return MultipartRefused::Malformed;
            has_name = true;
            part.name = std::move(parameter->value);
        } else if (equal_ignoring_case(parameter->name, "filename")) {
            if (part.file_name)
                return MultipartRefused::Malformed;
            part.file_name = std::move(parameter->value);
        }
    }
    return has_name ? std::nullopt : std::optional(MultipartRefused::Malformed);
}

/// The header lines of a part, without the empty line that ends them.
std::optional<MultipartRefused> read_part_header(std::string_view header, Part& part)
{
    bool has_disposition = false;
    while (!header.empty()) {
        auto const end = std::min(header.find(line_end), header.size());
        auto const line = header.substr(0, end);
        header.remove_prefix(std::min(end + line_end.size(), header.size()));
        auto const colon = line.find(':');
        auto const is_folded = line.starts_with(' ') || line.starts_with('\t');
        if (colon == std::string_view::npos || colon == 0 || is_folded)
            return MultipartRefused::Malformed;
        auto const name = line.substr(0, colon);
        auto const value = trim(line.substr(colon + 1));
        if (equal_ignoring_case(name, "Content-Disposition")) {
            if (has_disposition)
                return MultipartRefused::Malformed;
            has_disposition = true;
            if (auto const refused = read_disposition(value, part))
                return refused;
        } else if (equal_ignoring_case(name, "Content-Type")) {
            part.type = value;
        }
    }
    return has_disposition ? std::nullopt : std::optional(MultipartRefused::Malformed);
}

/// RFC 2046, 5.1.1; a blank inside is allowed there and used by nobody.
bool is_boundary(std::string_view text)
{
    constexpr std::string_view others = "'()+_,-./:=?";
    return !text.empty() && text.size() <= 70 && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || others.find(c) != std::string_view::npos;
    });
}

/// What stands after a delimiter: the end of the body, or (after optional blanks) the end of the line.
enum class After { Part, End, Malformed };
After take_after_delimiter(std::string_view& rest)
{
    if (rest.starts_with("--"))
        return After::End;
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (!rest.starts_with(line_end))
        return After::Malformed;
    rest.remove_prefix(line_end.size());
    return After::Part;
}

} // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type)
{
    constexpr std::string_view form_data = "multipart/form-data";
    auto const semicolon = std::min(content_type.find(';'), content_type.size());
    if (!equal_ignoring_case(trim(content_type.substr(0, semicolon)), form_data))
        return std::nullopt;
    auto parameters = content_type.substr(semicolon);
    while (auto parameter = take_parameter(parameters))
        if (equal_ignoring_case(parameter->name, "boundary"))
            return is_boundary(parameter->value) ? std::optional(std::move(parameter->value)) : std::nullopt;
    return std::nullopt;
}

Outcome<std::vector<Part>, MultipartRefused> parse_multipart(
    std::string_view body, std::string_view boundary, MultipartLimits limits)
{
    if (!is_boundary(boundary))
        return MultipartRefused::NoBoundary;
    auto const delimiter = "\r\n--" + std::string(boundary);
    // The first delimiter has no line end before it; a preamble is allowed by MIME and sent by no browser.
    if (!body.starts_with(std::string_view(delimiter).substr(line_end.size())))
        return MultipartRefused::Malformed;
    auto rest = body.substr(delimiter.size() - line_end.size());

    std::vector<Part> parts;
    while (true) {
        auto const after = take_after_delimiter(rest);
        if (after == After::End)
            return parts;
        if (after == After::Malformed)
            return MultipartRefused::Malformed;
        if (parts.size() == limits.parts_max)
            return MultipartRefused::TooManyParts;
        auto const header_end = rest.substr(0, limits.part_header_bytes_max).find("\r\n\r\n");
        if (header_end == std::string_view::npos)
            return rest.size() > limits.part_header_bytes_max ? MultipartRefused::HeaderTooLarge
                                                              : MultipartRefused::Malformed;
        Part part;
        if (auto const refused = read_part_header(rest.substr(0, header_end), part))
            return *refused;
        // An empty part's delimiter begins with the line end of the empty line.
        auto const content_end = rest.find(delimiter, header_end + line_end.size());
        if (content_end == std::string_view::npos)
            return MultipartRefused::Malformed;
        auto const content_start = std::min(header_end + 2 * line_end.size(), content_end);
        part.content = rest.substr(content_start, content_end - content_start);
        parts.push_back(std::move(part));
        rest.remove_prefix(content_end + delimiter.size());
    }
}

} // namespace passerelle::http
