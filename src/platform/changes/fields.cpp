#include "platform/changes/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace passerelle::changes {

std::string json_string(std::string_view text)
{
    std::string json = "\"";
    for (auto const c : text) {
        if (c == '"' || c == '\\')
            json.append({ '\\', c });
        else if (c == '\n')
            json += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            json += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            json += c;
    }
    return json + '"';
}

Fields& Fields::add_raw(std::string_view name, std::string json)
{
    fields_.emplace_back(name, std::move(json));
    return *this;
}

Fields& Fields::add(std::string_view name, std::string_view value)
{
    return add_raw(name, json_string(value));
}

Fields& Fields::add(std::string_view name, bool value) { return add_raw(name, value ? "true" : "false"); }

Fields& Fields::add(std::string_view name, double value) { return add_raw(name, fmt::format("{}", value)); }

Fields& Fields::add(std::string_view name, std::nullopt_t) { return add_raw(name, "null"); }

Fields& Fields::add_integer(std::string_view name, std::int64_t value)
{
    return add_raw(name, std::to_string(value));
}

Fields& Fields::add(std::string_view name, LocalisedText const& value)
{
    std::string json;
    for (auto const& version : value.versions())
        json += fmt::format("{}\"{}\":{{\"text\":{},\"meaning\":{}}}", json.empty() ? "" : ",",
            version.lang.code(), json_string(version.text), version.meaning);
    return add_raw(name, "{" + json + "}");
}

Fields& Fields::add(std::string_view name, std::vector<std::string> const& values)
{
    std::string json;
    for (auto const& value : values)
        json += (json.empty() ? "" : ",") + json_string(value);
    return add_raw(name, "[" + json + "]");
}

std::string const* Fields::find(std::string_view name) const
{
    auto const found = std::find_if(
        fields_.begin(), fields_.end(), [&](auto const& field) { return field.first == name; });
    return found == fields_.end() ? nullptr : &found->second;
}

std::string Fields::json() const
{
    std::string json;
    for (auto const& [name, value] : fields_)
        json += (json.empty() ? "" : ",") + json_string(name) + ":" + value;
    return "{" + json + "}";
}

Difference difference(Fields const& before, Fields const& after)
{
    auto const without_equals = [](Fields const& one, Fields const& other) {
        Fields result;
        for (auto const& [name, value] : one.fields_)
            if (auto const* same = other.find(name); !same || *same != value)
                result.add_raw(name, value);
        return result;
    };
    return { without_equals(before, after), without_equals(after, before) };
}

} // namespace passerelle::changes
