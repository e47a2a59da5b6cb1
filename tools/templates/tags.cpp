// What is checked where a tag or attribute ends, and where an expression stands.
#include "code.hpp"
#include "markup.hpp"
#include "problem.hpp"
#include "vocabulary.hpp"

#include <algorithm>

namespace passerelle::templates {
namespace {

bool has_capital(std::string_view name)
{
    return std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return result;
}

} // namespace

void Markup::begin_attribute(std::size_t offset)
{
    auto const in_svg = is_foreign() || tag_.name == "svg";
    if (!in_svg && has_capital(name_))
        throw Refused { offset, "Attributes are written in lower case." };
    auto const written = name_;
    name_ = lower(name_);
    if (name_.starts_with("on"))
        throw Refused { offset,
            "Event handlers are against the content security policy; "
            "a behaviour belongs into assets/js, found by a data- attribute." };
    if (name_ == "style")
        throw Refused { offset,
            "Inline styles are against the content security policy; use a class of assets/css." };
    if (name_ == "srcdoc")
        throw Refused { offset, "A srcdoc is a page inside an attribute; do without it." };
    if (!tag_.attributes.try_emplace(name_).second)
        throw Refused { offset, "`" + written + "` stands twice on this tag." };
    value_.clear();
}

void Markup::end_attribute(std::size_t offset)
{
    auto const is_literal = !tag_.computed.contains(name_);
    tag_.attributes[name_] = value_;
    state_ = State::InTag;
    space_ = false;
    if (name_ != "id" || !is_literal)
        return;
    auto const at = offset - value_.size();
    if (value_.empty() || value_.find_first_of(" \t\n") != std::string::npos)
        throw Refused { at, "An id is one word." };
    if (loops_ > 0)
        throw Refused { at, "A loop would write this id several times; make it from the row." };
    if (!ids_.insert(value_).second)
        throw Refused { at, "The id `" + value_ + "` is already taken in this template." };
}

void Markup::end_tag(Feed& feed, bool self_closing)
{
    auto const foreign = is_foreign() || tag_.name == "svg";
    check_tag(tag_.offset);
    if (self_closing && !foreign && !is_void_element(tag_.name))
        throw Refused { tag_.offset, "HTML has no `<" + tag_.name + "/>`; write the end tag." };
    feed.sent += self_closing && foreign ? "/>" : ">";
    state_ = State::Text;
    space_ = newline_ = swallow_ = false;
    letters_ = 0;
    if (!self_closing && (foreign || !is_void_element(tag_.name)))
        open_element();
}

void Markup::check_tag(std::size_t offset) const
{
    auto const& attributes = tag_.attributes;
    if (!is_foreign() && has_capital(tag_.name))
        throw Refused { offset, "Tags are written in lower case." };
    auto const name = lower(tag_.name);
    if (auto const why = refused_element(name); !why.empty())
        throw Refused { offset, std::string(why) };
    if (name == "script" && (!attributes.contains("src") || is_foreign()))
        throw Refused { offset,
            "Inline scripts are against the content security policy; write <script src=…>." };
    if (is_foreign() && (name == "foreignobject" || name == "set" || name.starts_with("animate")))
        throw Refused { offset, "This part of SVG can carry markup or change addresses; do without it." };
    if (name == "img" && !attributes.contains("alt"))
        throw Refused { offset, "An image needs an alt text; alt=\"\" where it only decorates." };
    if (name == "meta" && attributes.contains("http-equiv"))
        throw Refused { offset, "What http-equiv says belongs into the header of the answer." };
    check_nesting();
}

void Markup::check_nesting() const
{
    if (open_.empty() || is_foreign())
        return;
    auto const& parent = open_.back().name;
    if (!may_contain(parent, tag_.name))
        throw Refused { tag_.offset, "<" + tag_.name + "> may not stand directly in <" + parent + ">." };
    for (auto const& element : open_) {
        if (element.name == "p" && closes_paragraph(tag_.name))
            throw Refused { tag_.offset,
                "A <p> ends where <" + tag_.name + "> begins; close it before, or use <div>." };
        auto const exclusive = element.name == "a" || element.name == "button" || element.name == "form";
        auto const interactive = tag_.name == "a" || tag_.name == "button" || tag_.name == "select"
            || tag_.name == "textarea" || tag_.name == "input";
        if (exclusive && (tag_.name == element.name || (element.name != "form" && interactive)))
            throw Refused { tag_.offset, "<" + tag_.name + "> may not stand in <" + element.name + ">." };
    }
}

void Markup::open_element()
{
    Element element;
    element.name = tag_.name;
    element.offset = tag_.offset;
    element.preformatted = keeps_space() || is_preformatted(tag_.name);
    element.foreign = is_foreign() || tag_.name == "svg";
    auto const translate = tag_.attributes.find("translate");
    element.untranslated = is_untranslated_here() || is_untranslated(tag_.name)
        || (translate != tag_.attributes.end() && translate->second == "no");
    auto const method = tag_.attributes.find("method");
    element.wants_token
        = tag_.name == "form" && method != tag_.attributes.end() && lower(method->second) == "post";
    open_.push_back(std::move(element));
}

void Markup::close_element(std::size_t offset)
{
    if (is_void_element(name_) && !is_foreign())
        throw Refused { offset, "<" + name_ + "> has no end tag." };
    if (open_.empty())
        throw Refused { offset, "</" + name_ + "> closes nothing that was opened here." };
    auto const& element = open_.back();
    if (element.name != name_)
        throw Refused { offset, "</" + name_ + "> comes while <" + element.name + "> is open." };
    if (element.wants_token)
        throw Refused { element.offset, "A form with method=\"post\" needs {{ csrf(page) }}." };
    open_.pop_back();
}

void Markup::note_token(std::string_view code)
{
    if (!names(code, "csrf"))
        return;
    for (auto& element : open_)
        element.wants_token = false;
}

void Markup::call(std::string_view code, std::size_t offset)
{
    if (state_ != State::Text || (!open_.empty() && is_text_only(open_.back().name)))
        throw Refused { offset, "A view is called where an element may stand, not inside a tag or title." };
    note_token(code);
}

Place Markup::expression(std::string_view code, std::size_t offset, std::string& sent)
{
    switch (state_) {
    case State::Text:
        flush_space(sent);
        letters_ = 0;
        if (!open_.empty() && open_.back().name == "script")
            throw Refused { offset,
                "Nothing is computed inside a script; hand the value over in a data- attribute." };
        note_token(code);
        return !open_.empty() && is_text_only(open_.back().name) ? Place::TextOnly : Place::Text;
    case State::Value:
        letters_ = 0;
        return attribute_place(offset);
    case State::TagOpen:
    case State::TagName:
    case State::EndTagName:
    case State::AfterEndTagName:
        throw Refused { offset, "A tag's name is never computed; choose with {% if (…) %}." };
    case State::BeforeValue:
        throw Refused { offset, "An attribute's value stands in quotes." };
    case State::InTag:
    case State::AttributeName:
    case State::AfterAttributeName:
    case State::SelfClosing:
        throw Refused { offset,
            "An attribute's name is never computed; write {% if (…) %} name=\"…\"{% end %}." };
    case State::Comment:
        throw Refused { offset,
            "Nothing is computed inside a comment; for a note to readers write {# … #}." };
    }
    throw Refused { offset, "Nothing is computed here." };
}

void Markup::check_expression_in_attribute(std::size_t offset) const
{
    if (tag_.name == "meta" && name_ == "content" && !tag_.attributes.contains("name")
        && !tag_.attributes.contains("property"))
        throw Refused { offset,
            "The content of a meta tag is computed only after a literal name or property." };
    if (tag_.name == "meta" && name_ != "content" && name_ != "lang")
        throw Refused { offset, "Of a meta tag only the content may be computed." };
    auto const rel = tag_.attributes.find("rel");
    auto const is_hint = rel != tag_.attributes.end() && rel->second == "alternate";
    auto const loads = tag_.name == "script" || (tag_.name == "link" && !is_hint);
    if (loads && name_ == "type")
        throw Refused { offset, "The type of what is loaded is never computed." };
    if (!is_plain_attribute(name_))
        throw Refused { offset,
            "No expression in `" + name_ + "`: its value has a meaning of its own to browsers." };
}

Place Markup::attribute_place(std::size_t offset)
{
    if (is_foreign() && name_ == "href" && tag_.name != "a")
        throw Refused { offset, "Addresses inside a drawing are literal, but those of <a>." };
    tag_.computed.insert(name_);
    if (!is_url_attribute(name_)) {
        check_expression_in_attribute(offset);
        return Place::Attribute;
    }
    std::string problem;
    auto const expects = address_.expression(problem);
    if (!problem.empty())
        throw Refused { offset, problem };
    return expects == Address::Expects::WholeAddress ? Place::WholeAddress : Place::AddressPart;
}

} // namespace passerelle::templates
