#include "platform/http/route_pattern.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "platform/http/percent.hpp"

#include <algorithm>
#include <stdexcept>

namespace passerelle::http {
namespace {

[[noreturn]] void refuse(std::string_view pattern, std::string const& why)
{
    throw std::invalid_argument(std::string(pattern) + ": " + why);
}

bool is_name(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

/// Characters that stand for themselves in a path, so that addresses need no escapes.
bool is_plain_text(std::string_view text)
{
    return !text.empty() && text != "." && text != ".." && percent_encode(text) == text;
}

std::size_t index_of(Lang lang)
{
    auto const found = std::find(interface_langs.begin(), interface_langs.end(), lang);
    ensure(found != interface_langs.end());
    return static_cast<std::size_t>(found - interface_langs.begin());
}

RoutePattern::Segment braced_segment(
    std::string_view pattern, std::string_view inside, std::size_t place, bool is_last)
{
    if (inside == "lang") {
        if (place != 0)
            refuse(pattern, "{lang} is the first segment or none");
        return { RoutePattern::Kind::Lang, {},
            { std::string(interface_langs[0].code()), std::string(interface_langs[1].code()),
                std::string(interface_langs[2].code()) } };
    }
    auto const is_rest = inside.ends_with('*');
    if (is_rest)
        inside.remove_suffix(1);
    if (!is_name(inside))
        refuse(pattern, "a capture has a name of small letters");
    if (is_rest && !is_last)
        refuse(pattern, "only the last segment can take the rest");
    return { is_rest ? RoutePattern::Kind::Rest : RoutePattern::Kind::Capture, std::string(inside), {} };
}

RoutePattern::Segment word_segment(
    std::string_view pattern, std::string_view name, std::span<PathWord const> words)
{
    auto const word
        = std::find_if(words.begin(), words.end(), [&](PathWord const& w) { return w.word == name; });
    if (word == words.end())
        refuse(pattern, "no word \"" + std::string(name) + "\" in the table");
    for (auto const spelling : { word->fr, word->de, word->en })
        if (!is_plain_text(spelling))
            refuse(pattern, "the word \"" + std::string(name) + "\" would need escapes");
    return { RoutePattern::Kind::Word, {},
        { std::string(word->fr), std::string(word->de), std::string(word->en) } };
}

void add_capture(RoutePattern& pattern, RoutePattern::Segment const& segment, std::size_t place)
{
    auto& captures = pattern.captures;
    if (captures.count == captures.items.size())
        refuse(pattern.text, "too many captures");
    for (std::size_t other = 0; other < captures.count; ++other)
        if (captures.items[other].name == segment.name)
            refuse(pattern.text, "two captures of one name");
    captures.items[captures.count++]
        = { segment.name, static_cast<std::uint16_t>(place), segment.kind == RoutePattern::Kind::Rest };
}

bool is_open(RoutePattern::Segment const& segment)
{
    return segment.kind == RoutePattern::Kind::Capture || segment.kind == RoutePattern::Kind::Rest;
}

bool share_spelling(RoutePattern::Segment const& a, RoutePattern::Segment const& b)
{
    for (std::size_t lang = 0; lang < a.spelling.size(); ++lang)
        if (a.spelling[lang] == b.spelling[lang])
            return true;
    return false;
}

} // namespace

std::string_view RoutePattern::Segment::text_in(Lang lang) const { return spelling[index_of(lang)]; }

RoutePattern RoutePattern::parse(std::string_view text, std::span<PathWord const> words)
{
    static_assert(
        interface_langs.size() == 3 && interface_langs[0] == Lang::fr && interface_langs[1] == Lang::de);
    RoutePattern pattern;
    pattern.text = text;
    if (!text.starts_with('/'))
        refuse(text, "starts with a slash");
    if (text == "/")
        return pattern;
    auto const pieces = split(text.substr(1), '/');
    for (auto const piece : pieces) {
        auto const place = pattern.segments.size();
        if (piece.starts_with('{') && piece.ends_with('}'))
            pattern.segments.push_back(
                braced_segment(text, piece.substr(1, piece.size() - 2), place, place + 1 == pieces.size()));
        else if (piece.starts_with('@'))
            pattern.segments.push_back(word_segment(text, piece.substr(1), words));
        else if (is_plain_text(piece))
            pattern.segments.push_back(
                { Kind::Text, {}, { std::string(piece), std::string(piece), std::string(piece) } });
        else
            refuse(text, "a segment is empty or would need escapes");
    }
    pattern.has_lang = pattern.segments.front().kind == Kind::Lang;
    for (std::size_t place = 0; place < pattern.segments.size(); ++place) {
        auto const& segment = pattern.segments[place];
        if (segment.kind == Kind::Word && !pattern.has_lang)
            refuse(text, "words need {lang} at the start");
        if (is_open(segment))
            add_capture(pattern, segment, place);
    }
    return pattern;
}

std::string RoutePattern::address(Lang lang, std::span<std::string_view const> values) const
{
    ensure(values.size() == captures.count);
    std::string out;
    out.reserve(64);
    std::size_t value = 0;
    for (auto const& segment : segments) {
        out += '/';
        if (!is_open(segment)) {
            out += segment.text_in(lang);
            continue;
        }
        ensure(!values[value].empty());
        if (segment.kind == Kind::Capture) {
            append_percent_encoded(out, values[value++]);
            continue;
        }
        auto const pieces = split(values[value++], '/');
        for (std::size_t place = 0; place < pieces.size(); ++place) {
            out += place > 0 ? "/" : "";
            append_percent_encoded(out, pieces[place]);
        }
    }
    return out.empty() ? "/" : out;
}

bool is_ambiguous(RoutePattern const& a, RoutePattern const& b)
{
    auto const has_rest = [](RoutePattern const& p) {
        return !p.segments.empty() && p.segments.back().kind == RoutePattern::Kind::Rest;
    };
    if (a.segments.size() != b.segments.size() || has_rest(a) != has_rest(b))
        return false;
    bool a_has_text_alone = false;
    bool b_has_text_alone = false;
    for (std::size_t place = 0; place < a.segments.size(); ++place) {
        auto const& left = a.segments[place];
        auto const& right = b.segments[place];
        if (!is_open(left) && !is_open(right) && !share_spelling(left, right))
            return false;
        a_has_text_alone |= !is_open(left) && is_open(right);
        b_has_text_alone |= is_open(left) && !is_open(right);
    }
    return a_has_text_alone == b_has_text_alone;
}

} // namespace passerelle::http
