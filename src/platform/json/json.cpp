#include "platform/json/json.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace passerelle {
namespace {

using Reason = JsonRefused::Reason;

/// Follows the parser from value to value, and knows where it stands.
class Watch {
public:
    explicit Watch(JsonLimits const& limits) : limits_(limits) {}

    /// Throws a Reason to stop the parser, which offers no other way to stop at once.
    bool see(Json::parse_event_t event, Json const& parsed)
    {
        using Event = Json::parse_event_t;
        switch (event) {
        case Event::object_start:
        case Event::array_start:
            begin_value();
            levels_.push_back({ event == Event::object_start, {}, {}, 0 });
            if (static_cast<int>(levels_.size()) > limits_.depth_max)
                throw Reason::TooDeep;
            break;
        case Event::object_end:
        case Event::array_end:
            levels_.pop_back();
            break;
        case Event::key:
            begin_member(parsed.get_ref<std::string const&>());
            break;
        case Event::value:
            begin_value();
            break;
        }
        return true;
    }

    std::string pointer() const
    {
        std::string text;
        for (auto const& level : levels_) {
            if (level.is_object ? level.names.empty() : level.index == 0)
                break;
            text
                += "/" + (level.is_object ? json_pointer_token(level.name) : std::to_string(level.index - 1));
        }
        return text;
    }

private:
    struct Level {
        bool is_object;
        std::string name;
        std::set<std::string> names;
        std::size_t index;
    };

    void begin_value()
    {
        if (!levels_.empty() && !levels_.back().is_object)
            ++levels_.back().index;
    }

    void begin_member(std::string const& name)
    {
        auto& level = levels_.back();
        level.name = name;
        if (!level.names.insert(name).second)
            throw Reason::DuplicateName;
        if (level.names.size() > limits_.members_max)
            throw Reason::TooManyMembers;
    }

    JsonLimits const& limits_;
    std::vector<Level> levels_;
};

/// Hands the bytes to the parser one by one and counts them: its callback does not say where it stands.
class CountedInput {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    CountedInput(char const* place, char const** reached) : place_(place), reached_(reached) {}
    reference operator*() const { return *place_; }
    CountedInput& operator++()
    {
        ++place_;
        *reached_ = std::max(*reached_, place_);
        return *this;
    }
    CountedInput operator++(int)
    {
        auto const before = *this;
        ++*this;
        return before;
    }
    bool operator==(CountedInput const& other) const { return place_ == other.place_; }

private:
    char const* place_;
    char const** reached_;
};

JsonRefused refusal(Reason reason, std::string_view text, std::size_t byte, std::string pointer)
{
    byte = std::min(byte, text.size());
    auto const before = text.substr(0, byte);
    auto const line_start = before.rfind('\n') + 1; // npos + 1 is 0
    return { reason, byte, 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
        byte - line_start + 1, std::move(pointer) };
}

std::string dump(Json const& json, int indent)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace

Outcome<Json, JsonRefused> parse_json(std::string_view text, JsonLimits const& limits)
{
    if (text.size() > limits.bytes_max)
        return refusal(Reason::TooLarge, text, limits.bytes_max, {});
    if (text.starts_with("\xEF\xBB\xBF")) // which the library would skip
        return refusal(Reason::Malformed, text, 0, {});
    if (auto const nul = text.find('\0'); nul != text.npos) // which the library takes for the end
        return refusal(Reason::Malformed, text, nul, {});
    Watch watch(limits);
    auto const* reached = text.data();
    try {
        return Json::parse(CountedInput(text.data(), &reached),
            CountedInput(text.data() + text.size(), &reached),
            [&](int, Json::parse_event_t event, Json const& parsed) { return watch.see(event, parsed); });
    } catch (Reason const& reason) {
        return refusal(reason, text, static_cast<std::size_t>(reached - text.data() - 1), watch.pointer());
    } catch (Json::parse_error const& error) {
        return refusal(Reason::Malformed, text, error.byte == 0 ? 0 : error.byte - 1, watch.pointer());
    } catch (Json::exception const&) { // a number that no double can hold
        return refusal(
            Reason::Malformed, text, static_cast<std::size_t>(reached - text.data()), watch.pointer());
    }
}

std::string to_json_text(Json const& json) { return dump(json, -1); }

std::string to_pretty_json_text(Json const& json) { return dump(json, 2) + "\n"; }

std::string to_script_json_text(Json const& json)
{
    std::string escaped;
    auto const text = dump(json, -1);
    for (std::size_t place = 0; place < text.size(); ++place) {
        auto const rest = std::string_view(text).substr(place, 3);
        if (rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9") {
            escaped += rest.back() == '\xA8' ? "\\u2028" : "\\u2029";
            place += 2;
        } else if (text[place] == '<') {
            escaped += "\\u003c";
        } else if (text[place] == '>') {
            escaped += "\\u003e";
        } else if (text[place] == '&') {
            escaped += "\\u0026";
        } else {
            escaped += text[place];
        }
    }
    return escaped;
}

std::string json_pointer_token(std::string_view name)
{
    std::string token;
    for (auto const c : name) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

} // namespace passerelle
