#include "markup.hpp"

#include "code.hpp"
#include "problem.hpp"
#include "vocabulary.hpp"

#include <algorithm>

namespace passerelle::templates {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alphanumeric(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

bool is_attribute_character(char c)
{
    return is_alphanumeric(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return result;
}

/// Length of `&name;` or `&#123;` at the start of `text`, or 0.
std::size_t reference_size(std::string_view text)
{
    auto const end = text.substr(0, 34).find(';');
    if (end == std::string_view::npos || end < 2)
        return 0;
    auto body = text.substr(1, end - 1);
    if (body.starts_with('#'))
        body.remove_prefix(1);
    return !body.empty() && std::ranges::all_of(body, is_alphanumeric) ? end + 1 : 0;
}

} // namespace

void Markup::literal(std::string_view source, std::size_t begin, std::size_t end, std::string& sent)
{
    Feed feed { source, begin, end, sent };
    while (feed.at < feed.end)
        step(feed);
}

void Markup::step(Feed& feed)
{
    switch (state_) {
    case State::Text:
        return step_text(feed);
    case State::TagOpen:
        return step_tag_open(feed);
    case State::TagName:
        return step_tag_name(feed);
    case State::InTag:
        return step_in_tag(feed);
    case State::AttributeName:
        return step_attribute_name(feed);
    case State::AfterAttributeName:
        return step_after_attribute_name(feed);
    case State::BeforeValue:
        return step_before_value(feed);
    case State::Value:
        return step_value(feed);
    case State::SelfClosing:
        return step_self_closing(feed);
    case State::EndTagName:
    case State::AfterEndTagName:
        return step_end_tag(feed);
    case State::Comment:
        return step_comment(feed);
    }
}

bool Markup::keeps_space() const { return !open_.empty() && open_.back().preformatted; }

bool Markup::is_foreign() const { return !open_.empty() && open_.back().foreign; }

bool Markup::is_untranslated_here() const { return !open_.empty() && open_.back().untranslated; }

void Markup::flush_space(std::string& sent)
{
    if (space_ && !swallow_)
        sent += newline_ ? '\n' : ' ';
    space_ = newline_ = swallow_ = false;
}

void Markup::check_reference(Feed const& feed) const
{
    if (reference_size(feed.source.substr(feed.at, feed.end - feed.at)) == 0)
        throw Refused { feed.at, "A `&` begins a character reference; write `&amp;`." };
}

void Markup::check_language(Feed const& feed, bool human)
{
    auto const c = feed.source[feed.at];
    // Two-byte letters of the Latin-1 supplement (é, ü) begin with 0xC3; signs such as · – « do not.
    auto const byte = static_cast<unsigned char>(c);
    if (is_letter(c) || byte == 0xC3)
        ++letters_;
    else if (byte < 0x80 || byte > 0xBF)
        letters_ = 0;
    if (human && letters_ >= 2 && !is_untranslated_here())
        throw Refused {
            feed.at - 1,
            "Words are said in every language: write {{ tr(\"…\") }}, or put translate=\"no\" on the element."
        };
}

void Markup::step_text(Feed& feed)
{
    auto const c = feed.source[feed.at];
    auto const text_only = !open_.empty() && is_text_only(open_.back().name);
    if (is_space(c) && !keeps_space()) {
        space_ = true;
        newline_ |= c == '\n';
        letters_ = 0;
        ++feed.at;
        return;
    }
    auto const rest = feed.source.substr(feed.at, feed.end - feed.at);
    if (rest.starts_with("<!--") && !text_only) {
        state_ = State::Comment;
        feed.at += 4;
        return;
    }
    flush_space(feed.sent);
    if (c == '<') {
        auto const closes = rest.starts_with("</");
        if (text_only && !closes)
            throw Refused { feed.at, "Inside <" + open_.back().name + "> there is only text; write `&lt;`." };
        state_ = State::TagOpen;
        letters_ = 0;
        ++feed.at;
        return;
    }
    if (!open_.empty() && open_.back().name == "script")
        throw Refused { feed.at,
            "Scripts belong into assets/js; a script element here has a src and no content." };
    if (c == '&') {
        check_reference(feed);
        auto const size = reference_size(feed.source.substr(feed.at));
        feed.sent += feed.source.substr(feed.at, size);
        feed.at += size;
        letters_ = 0;
        return;
    }
    check_language(feed, true);
    feed.sent += c;
    ++feed.at;
}

void Markup::step_tag_open(Feed& feed)
{
    auto const rest = feed.source.substr(feed.at, feed.end - feed.at);
    if (rest.starts_with("!")) {
        if (lower(rest.substr(0, 14)) != "!doctype html>")
            throw Refused { feed.at - 1, "The only declaration of an HTML page is <!doctype html>." };
        feed.sent += "<!doctype html>";
        feed.at += 14;
        state_ = State::Text;
    } else if (rest.starts_with("/")) {
        state_ = State::EndTagName;
        name_.clear();
        name_offset_ = feed.at - 1;
        ++feed.at;
    } else if (is_letter(rest[0])) {
        state_ = State::TagName;
        tag_ = { {}, feed.at - 1, {}, {} };
    } else {
        throw Refused { feed.at - 1, "A `<` begins a tag; write `&lt;`." };
    }
}

void Markup::step_tag_name(Feed& feed)
{
    auto const c = feed.source[feed.at];
    if (is_alphanumeric(c) || c == '-') {
        tag_.name += c;
        ++feed.at;
        return;
    }
    if (!is_space(c) && c != '>' && c != '/')
        throw Refused { feed.at, "A tag's name is letters, digits and hyphens." };
    feed.sent += '<' + tag_.name;
    state_ = State::InTag;
    space_ = false;
}

void Markup::step_in_tag(Feed& feed)
{
    auto const c = feed.source[feed.at];
    if (c == '>') {
        end_tag(feed, false);
    } else if (c == '/') {
        state_ = State::SelfClosing;
    } else if (is_space(c)) {
        space_ = true;
    } else if (!is_attribute_character(c)) {
        throw Refused { feed.at, "An attribute's name is expected here." };
    } else {
        if (!space_)
            throw Refused { feed.at, "A blank is missing before this attribute." };
        feed.sent += ' ';
        space_ = false;
        name_.clear();
        name_offset_ = feed.at;
        state_ = State::AttributeName;
        return;
    }
    ++feed.at;
}

void Markup::step_attribute_name(Feed& feed)
{
    auto const c = feed.source[feed.at];
    if (is_attribute_character(c)) {
        name_ += c;
        feed.sent += c;
        ++feed.at;
        return;
    }
    begin_attribute(name_offset_);
    state_ = State::AfterAttributeName;
}

void Markup::step_after_attribute_name(Feed& feed)
{
    auto const c = feed.source[feed.at];
    if (is_space(c)) {
        space_ = true;
        ++feed.at;
    } else if (c == '=') {
        space_ = false;
        state_ = State::BeforeValue;
        ++feed.at;
    } else {
        state_ = State::InTag;
    }
}

void Markup::step_before_value(Feed& feed)
{
    auto const c = feed.source[feed.at];
    if (c == '"' || c == '\'') {
        quote_ = c;
        value_.clear();
        address_ = {};
        letters_ = 0;
        feed.sent += '=';
        feed.sent += c;
        state_ = State::Value;
    } else if (!is_space(c)) {
        throw Refused { feed.at, "An attribute's value stands in quotes." };
    }
    ++feed.at;
}

void Markup::step_value(Feed& feed)
{
    auto const c = feed.source[feed.at];
    feed.sent += c;
    if (c == quote_) {
        end_attribute(feed.at);
        ++feed.at;
        return;
    }
    if (c == '&')
        check_reference(feed);
    if (c == '<')
        throw Refused { feed.at, "A `<` in an attribute is written `&lt;`; is a quote missing before?" };
    if (is_url_attribute(name_)) {
        if (auto const problem = address_.literal(c); !problem.empty())
            throw Refused { feed.at, problem };
    }
    check_language(feed, is_human_attribute(name_));
    value_ += c;
    ++feed.at;
}

void Markup::step_self_closing(Feed& feed)
{
    if (feed.source[feed.at] != '>')
        throw Refused { feed.at, "A `/` in a tag is followed by `>`." };
    end_tag(feed, true);
    ++feed.at;
}

void Markup::step_end_tag(Feed& feed)
{
    auto const c = feed.source[feed.at];
    if (c == '>') {
        close_element(name_offset_);
        feed.sent += "</" + name_ + ">";
        state_ = State::Text;
    } else if (is_space(c) && !name_.empty()) {
        state_ = State::AfterEndTagName;
    } else if (state_ == State::EndTagName && (is_alphanumeric(c) || (c == '-' && !name_.empty()))) {
        name_ += c;
    } else {
        throw Refused { feed.at, "An end tag is `</name>`, nothing else." };
    }
    ++feed.at;
}

void Markup::step_comment(Feed& feed)
{
    auto const end = feed.source.substr(0, feed.end).find("-->", feed.at);
    if (end == std::string_view::npos) {
        feed.at = feed.end;
        return;
    }
    feed.at = end + 3;
    state_ = State::Text;
}

void Markup::directive(std::size_t offset, std::string& sent)
{
    switch (state_) {
    case State::Text:
        flush_space(sent);
        letters_ = 0;
        return;
    case State::Value:
        tag_.computed.insert(name_);
        letters_ = 0;
        return;
    case State::TagName:
        sent += '<' + tag_.name;
        state_ = State::InTag;
        space_ = false;
        return;
    case State::AttributeName:
        begin_attribute(name_offset_);
        [[fallthrough]];
    case State::AfterAttributeName:
        state_ = State::InTag;
        return;
    case State::InTag:
        return;
    case State::BeforeValue:
        throw Refused { offset, "An attribute's value stands in quotes: open them before the directive." };
    case State::TagOpen:
    case State::EndTagName:
    case State::AfterEndTagName:
        throw Refused { offset, "A tag's name is never computed; write both tags, each in its branch." };
    case State::SelfClosing:
        throw Refused { offset, "A `/` in a tag is followed by `>`." };
    case State::Comment:
        throw Refused { offset, "Nothing runs inside a comment; to leave out a part write {# … #}." };
    }
}

void Markup::join(Markup const& branch, std::size_t offset)
{
    if (open_ != branch.open_) {
        auto const& longer = open_.size() >= branch.open_.size() ? open_ : branch.open_;
        auto const name = longer.empty() ? std::string("?") : longer.back().name;
        throw Refused { offset,
            "<" + name + "> is open after one way through this block and not after the other." };
    }
    if (state_ != branch.state_ || (state_ != State::Text && tag_.offset != branch.tag_.offset)
        || (state_ == State::Value && (name_ != branch.name_ || quote_ != branch.quote_)))
        throw Refused { offset,
            "One way through this block ends inside a tag or attribute, the other does not." };
    address_.join(branch.address_);
    space_ &= branch.space_;
    tag_.attributes.insert(branch.tag_.attributes.begin(), branch.tag_.attributes.end());
    tag_.computed.insert(branch.tag_.computed.begin(), branch.tag_.computed.end());
    ids_.insert(branch.ids_.begin(), branch.ids_.end());
    for (std::size_t i = 0; i < open_.size(); ++i)
        open_[i].wants_token |= branch.open_[i].wants_token;
}

Markup Markup::for_slot() const
{
    Markup result = *this;
    result.open_.clear();
    result.swallow_ = true;
    return result;
}

void Markup::finish(std::size_t offset, std::string& sent)
{
    if (state_ == State::Text && open_.empty()) {
        space_ = newline_ = false;
        return;
    }
    if (state_ == State::Comment)
        throw Refused { offset, "A comment is never closed: `-->` is missing." };
    directive(offset, sent);
    if (!open_.empty())
        throw Refused { open_.back().offset, "<" + open_.back().name + "> is never closed." };
    throw Refused { state_ == State::Text ? offset : tag_.offset, "This tag is never ended." };
}

} // namespace passerelle::templates
