#include "platform/http/form.hpp"

#include "base/text.hpp"

namespace passerelle::http {
namespace {

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";
constexpr std::size_t fields_max = 5000; // a bulk action names every row of a page

Form read_urlencoded(std::string_view body)
{
    auto fields = Fields::parse(body, fields_max);
    if (fields.refused())
        throw StatusError(fields.refusal() == FieldsRefused::TooMany ? 413 : 400, "form fields");
    return { std::move(fields).value(), {} };
}

Form read_multipart(std::string_view body, std::string_view boundary)
{
    auto const parts = parse_multipart(body, boundary, { .parts_max = fields_max });
    if (parts.refused()) {
        auto const is_too_large = parts.refusal() == MultipartRefused::TooManyParts
            || parts.refusal() == MultipartRefused::HeaderTooLarge;
        throw StatusError(is_too_large ? 413 : 400, "multipart form");
    }
    Form form;
    for (auto const& part : parts.value()) {
        if (part.file_name) {
            auto const is_empty_input = part.file_name->empty() && part.content.empty();
            if (!is_empty_input)
                form.files.push_back({ part.name, *part.file_name, part.type, part.content });
            continue;
        }
        if (!is_valid_utf8(part.content))
            throw StatusError(400, "multipart text");
        form.fields.add(part.name, part.content);
    }
    return form;
}

} // namespace

UploadedFile const* Form::file(std::string_view field) const
{
    UploadedFile const* found = nullptr;
    for (auto const& file : files) {
        if (file.field != field)
            continue;
        if (found)
            throw StatusError(400, "a file that may occur once occurs twice");
        found = &file;
    }
    return found;
}

Form read_form(Request const& request)
{
    auto const type = request.header("Content-Type").value_or(std::string_view());
    if (equal_ignoring_case(trim(type.substr(0, type.find(';'))), urlencoded))
        return read_urlencoded(request.body);
    if (auto const boundary = multipart_boundary(type))
        return read_multipart(request.body, *boundary);
    // A button alone sends an empty body, and some clients no type with it.
    if (type.empty() && request.body.empty())
        return {};
    throw StatusError(415, "not a form");
}

} // namespace passerelle::http
