#include "modules/directory/imports/mapping_portable.hpp"

#include "base/text.hpp"
#include "modules/directory/imports/cells.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::imports {

Outcome<Mapping, BadMapping> parse_mapping(std::string_view text)
{
    if (trim(text).empty())
        return Mapping();
    auto const json = parse_json(text);
    if (json.refused())
        return BadMapping { json.refusal().pointer, {} };
    if (!json->is_object())
        return BadMapping {};
    Mapping mapping;
    for (auto const& [heading, target] : json->items()) {
        auto const pointer = "/" + json_pointer_token(heading);
        if (!target.is_string())
            return BadMapping { pointer, {} };
        auto const code = target.get<std::string>();
        if (!parse_target(code))
            return BadMapping { pointer, code };
        mapping[one_line(heading)] = code;
    }
    return mapping;
}

std::string text_of(Mapping const& mapping)
{
    Json json = Json::object();
    for (auto const& [heading, code] : mapping)
        json[heading] = code;
    return to_json_text(json);
}

} // namespace passerelle::directory::imports
