#pragma once

#include "address.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::templates {

/// The place that an expression stands in, which decides how its value is escaped.
enum class Place { Text, TextOnly, Attribute, WholeAddress, AddressPart };

/// Follows the literal HTML of a template from character to character, as a parser would, and answers what an
/// expression at this point means. A value: a copy is what is known where a branch begins.
class Markup {
public:
    /// Takes `source[begin, end)`. What has to be sent is appended to `sent`: white space is shortened,
    /// comments are dropped.
    void literal(std::string_view source, std::size_t begin, std::size_t end, std::string& sent);

    /// Takes an expression. `code` is looked at for the token that a form needs.
    Place expression(std::string_view code, std::size_t offset, std::string& sent);

    /// Takes a directive, which may not stand inside a name, a comment or the like.
    void directive(std::size_t offset, std::string& sent);

    /// A call of another view: like an expression in text.
    void call(std::string_view code, std::size_t offset);

    /// A directive alone on its line: the white space around it goes with it.
    void swallow_space() { swallow_ = true; }

    bool keeps_space() const;
    bool in_text() const { return state_ == State::Text; }

    void enter_loop() { ++loops_; }
    void leave_loop() { --loops_; }

    /// The state inside a slot, which has to be whole in itself.
    Markup for_slot() const;
    void after_slot(Markup const& slot) { ids_.insert(slot.ids_.begin(), slot.ids_.end()); }

    /// After a branch: all branches must end in the same place of the document.
    void join(Markup const& branch, std::size_t offset);

    /// At the end of a template or slot everything must be closed.
    void finish(std::size_t offset, std::string& sent);

private:
    enum class State {
        Text,
        TagOpen,
        TagName,
        InTag,
        AttributeName,
        AfterAttributeName,
        BeforeValue,
        Value,
        SelfClosing,
        EndTagName,
        AfterEndTagName,
        Comment
    };
    struct Element {
        std::string name;
        std::size_t offset = 0;
        bool preformatted = false;
        bool foreign = false;
        bool untranslated = false;
        bool wants_token = false;
        bool operator==(Element const& other) const { return name == other.name; }
    };
    struct Tag {
        std::string name;
        std::size_t offset = 0;
        std::map<std::string, std::string> attributes; ///< with the literal part of their values
        std::set<std::string> computed;                ///< those with an expression
    };
    struct Feed {
        std::string_view source;
        std::size_t at;
        std::size_t end;
        std::string& sent;
    };

    void step(Feed&);
    void step_text(Feed&);
    void step_tag_open(Feed&);
    void step_tag_name(Feed&);
    void step_in_tag(Feed&);
    void step_attribute_name(Feed&);
    void step_after_attribute_name(Feed&);
    void step_before_value(Feed&);
    void step_value(Feed&);
    void step_self_closing(Feed&);
    void step_end_tag(Feed&);
    void step_comment(Feed&);

    void flush_space(std::string& sent);
    void check_reference(Feed const&) const;
    void check_language(Feed const&, bool human);
    void begin_attribute(std::size_t offset);
    void end_attribute(std::size_t offset);
    void end_tag(Feed&, bool self_closing);
    void check_tag(std::size_t offset) const;
    void check_nesting() const;
    void open_element();
    void close_element(std::size_t offset);
    Place attribute_place(std::size_t offset);
    void check_expression_in_attribute(std::size_t offset) const;
    void note_token(std::string_view code);
    bool is_foreign() const;
    bool is_untranslated_here() const;

    State state_ = State::Text;
    std::vector<Element> open_;
    Tag tag_;
    std::string name_; ///< of the attribute or end tag that is being read
    std::size_t name_offset_ = 0;
    std::string value_;
    char quote_ = '"';
    Address address_;
    bool space_ = false;   ///< white space came and has not been sent yet
    bool newline_ = false; ///< …with a line end in it
    bool swallow_ = true;  ///< white space that comes now is dropped
    int letters_ = 0;
    int loops_ = 0;
    std::set<std::string> ids_;
};

} // namespace passerelle::templates
