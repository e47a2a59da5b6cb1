#include "modules/directory/duplicates/reasons_portable.hpp"

#include "base/ensure.hpp"
#include "platform/json/json.hpp"

namespace passerelle::directory::duplicates {

std::string text_of(std::vector<Reason> const& reasons)
{
    Json json = Json::array();
    for (auto const& reason : reasons)
        json.push_back(
            { { "sign", code_of(reason.sign) }, { "first", reason.first }, { "second", reason.second } });
    return to_json_text(json);
}

std::vector<Reason> parse_reasons(std::string_view text)
{
    auto const json = parse_json(text);
    ensure(json && json->is_array());
    std::vector<Reason> reasons;
    for (auto const& item : *json)
        if (auto const sign = parse_sign(item.at("sign").get<std::string>()))
            reasons.push_back(
                { *sign, item.at("first").get<std::string>(), item.at("second").get<std::string>() });
    return reasons;
}

} // namespace passerelle::directory::duplicates
