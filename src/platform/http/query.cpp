#include "platform/http/query.hpp"

#include "base/text.hpp"
#include "platform/http/percent.hpp"
#include "platform/http/status.hpp"

namespace passerelle::http {

Outcome<Fields, FieldsRefused> Fields::parse(std::string_view encoded, std::size_t fields_max)
{
    Fields fields;
    while (!encoded.empty()) {
        auto const end = encoded.find('&');
        auto const pair = encoded.substr(0, end);
        encoded = end == std::string_view::npos ? std::string_view() : encoded.substr(end + 1);
        if (pair.empty())
            continue;
        if (fields.size() == fields_max)
            return FieldsRefused::TooMany;
        auto const equals = pair.find('=');
        auto name = form_decode(pair.substr(0, equals));
        auto value
            = form_decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
        if (!name || !value)
            return FieldsRefused::BadEscape;
        fields.fields_.push_back({ std::move(*name), std::move(*value) });
    }
    return fields;
}

std::optional<std::string_view> Fields::one(std::string_view name) const
{
    std::optional<std::string_view> found;
    for (auto const& field : fields_) {
        if (field.name != name)
            continue;
        if (found)
            throw StatusError(400, "a field that may occur once occurs twice");
        found = field.value;
    }
    return found;
}

std::vector<std::string_view> Fields::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (auto const& field : fields_)
        if (field.name == name)
            values.push_back(field.value);
    return values;
}

bool Fields::has(std::string_view name) const
{
    for (auto const& field : fields_)
        if (field.name == name)
            return true;
    return false;
}

void Fields::add(std::string_view name, std::string_view value)
{
    fields_.push_back({ std::string(name), std::string(value) });
}

void Fields::set(std::string_view name, std::string_view value)
{
    remove(name);
    add(name, value);
}

void Fields::remove(std::string_view name)
{
    std::erase_if(fields_, [&](Field const& field) { return field.name == name; });
}

void Fields::remove(std::string_view name, std::string_view value)
{
    std::erase_if(fields_, [&](Field const& field) { return field.name == name && field.value == value; });
}

std::string Fields::encoded() const
{
    std::string out;
    for (auto const& field : fields_) {
        if (!out.empty())
            out += '&';
        append_percent_encoded(out, field.name);
        out += '=';
        append_percent_encoded(out, field.value);
    }
    return out;
}

std::string address_of(std::string_view path, Fields const& query)
{
    auto address = std::string(path);
    if (!query.empty())
        address += '?' + query.encoded();
    return address;
}

} // namespace passerelle::http
