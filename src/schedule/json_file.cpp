#include "schedule/json_file.hpp"

#include "base/ensure.hpp"
#include "platform/i18n/words.hpp"
#include "platform/json/json.hpp"
#include "schedule/day_file.hpp"

#include <fstream>
#include <sstream>

namespace passerelle::schedule {
namespace {

std::string words_of(JsonRefused const& refused, i18n::Words const& words)
{
    switch (refused.reason) {
    case JsonRefused::Reason::Malformed:
        return std::string(words.tr("This is not JSON."));
    case JsonRefused::Reason::TooLarge:
        return std::string(words.tr("The file is too large."));
    case JsonRefused::Reason::TooDeep:
        return std::string(words.tr("Too many lists within each other."));
    case JsonRefused::Reason::TooManyMembers:
        return std::string(words.tr("Too many members in one object."));
    case JsonRefused::Reason::DuplicateName:
        return std::string(words.tr("The same name stands there twice."));
    }
    ensure(false);
}

} // namespace

Outcome<Json, NotRead> read_json_file(std::string const& path, i18n::Words const& words)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    if (!file || !(text << file.rdbuf()))
        return NotRead { i18n::fill(words.tr("{file} cannot be read."), { { "file", path } }) };
    JsonLimits limits;
    limits.bytes_max = 64 * 1024 * 1024;
    limits.members_max = meetings_max;
    auto json = parse_json(text.str(), limits);
    if (!json.refused())
        return std::move(json).value();
    auto const& refused = json.refusal();
    auto const line = std::to_string(refused.line), column = std::to_string(refused.column);
    auto const at = i18n::fill(words.tr("{file}, line {line}, column {column}:"),
        { { "file", path }, { "line", line }, { "column", column } });
    auto const pointer = refused.pointer.empty() ? std::string() : refused.pointer + ": ";
    return NotRead { at + " " + pointer + words_of(refused, words) };
}

} // namespace passerelle::schedule
