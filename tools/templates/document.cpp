#include "document.hpp"

#include "problem.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace passerelle::templates {
namespace {

/// The functions that translate, and the types in platform/html that they are made of.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> translators { { { "tr", "Tr" },
    { "tr_in", "TrIn" }, { "trn", "Trn" }, { "tr_html", "TrHtml" }, { "trn_html", "TrnHtml" } } };

struct Block {
    enum class Kind { If, For, Slot };
    Kind kind;
    std::size_t offset;
    Markup entry;
    std::optional<Markup> joined; ///< of the branches that have ended
    bool has_else = false;
    std::string name; ///< of a slot
};

struct Directive {
    std::string_view word;
    std::string_view rest;
    std::size_t offset; ///< of the word
    std::size_t rest_offset;
};

class Reader {
public:
    Reader(std::string_view source, std::string_view label) : source_(source), writer_(source, label) {}
    Document read();

private:
    void expression();
    void comment();
    void directive();
    void declaration(Directive const&);
    void run(Directive const&);
    void begin_if(Directive const&);
    void begin_else(Directive const&, bool has_condition);
    void begin_for(Directive const&);
    void begin_slot(Directive const&);
    void end(Directive const&);
    void let(Directive const&);
    void call(Directive const&);

    Directive read_directive(std::size_t begin, std::size_t end) const;
    void end_branch(std::size_t offset);
    void skip_line_end(std::size_t begin, std::size_t end);
    void need_brackets(Directive const&) const;
    void note_code(std::string_view code, std::size_t offset);

    std::string_view source_;
    std::size_t at_ = 0;
    Markup markup_;
    Writer writer_;
    std::vector<Block> blocks_;
    Document document_;
    bool has_parameters_ = false;
    std::array<bool, translators.size()> used_ {};
};

Document Reader::read()
{
    if (source_.find('\0') != std::string_view::npos)
        throw Refused { source_.find('\0'), "A template has no NUL." };
    while (at_ < source_.size()) {
        auto const brace
            = std::min(source_.find("{{", at_), std::min(source_.find("{%", at_), source_.find("{#", at_)));
        auto const literal_end = std::min(brace, source_.size());
        auto const stray = std::min(source_.find("}}", at_), source_.find("%}", at_));
        if (stray < literal_end)
            throw Refused { stray,
                "This closes no expression; write {{ \"}}\" }} for the signs themselves." };
        markup_.literal(source_, at_, literal_end, writer_.pending());
        at_ = literal_end;
        if (at_ == source_.size())
            break;
        auto const kind = source_[at_ + 1];
        kind == '{' ? expression() : kind == '%' ? directive() : comment();
    }
    if (!blocks_.empty())
        throw Refused { blocks_.back().offset, "This block is never ended: {% end %} is missing." };
    markup_.finish(source_.size(), writer_.pending());
    if (!has_parameters_)
        throw Refused { 0, "A template says what it takes: {%@ params Page const& page %}." };
    writer_.flush();
    document_.body = writer_.body();
    document_.literal_size = writer_.literal_size();
    return std::move(document_);
}

void Reader::note_code(std::string_view code, std::size_t offset)
{
    for (std::size_t i = 0; i < translators.size(); ++i) {
        if (used_[i] || !names(code, translators[i].first))
            continue;
        used_[i] = true;
        auto const has_page
            = std::ranges::any_of(document_.parameters, [](auto const& p) { return p.name == "page"; });
        if (!has_page)
            throw Refused { offset, "Words need the reader's language: take `Page const& page`." };
        document_.prologue
            += joined({ "    ", translators[i].second, " const ", translators[i].first, " { page };\n" });
    }
}

void Reader::expression()
{
    auto const begin = at_ + 2;
    auto const end = end_of_code(source_, begin, "}}");
    auto const code = source_.substr(begin, end - begin);
    if (trimmed(code).empty())
        throw Refused { at_, "Nothing stands in these braces." };
    auto const place = markup_.expression(code, at_, writer_.pending());
    note_code(code, begin);
    writer_.expression(place, code, begin);
    at_ = end + 2;
}

void Reader::comment()
{
    auto const end = source_.find("#}", at_ + 2);
    if (end == std::string_view::npos)
        throw Refused { at_, "This is not closed: `#}` is missing." };
    auto const begin = at_;
    at_ = end + 2;
    markup_.directive(begin, writer_.pending());
    skip_line_end(begin, at_);
}

Directive Reader::read_directive(std::size_t begin, std::size_t end) const
{
    auto const is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (begin < end && is_space(source_[begin]))
        ++begin;
    auto word_end = begin;
    while (word_end < end && source_[word_end] >= 'a' && source_[word_end] <= 'z')
        ++word_end;
    return { source_.substr(begin, word_end - begin), source_.substr(word_end, end - word_end), begin,
        word_end };
}

void Reader::directive()
{
    auto const begin = at_;
    auto const declares = source_.substr(at_).starts_with("{%@");
    auto const code_begin = at_ + (declares ? 3 : 2);
    auto const end = end_of_code(source_, code_begin, "%}");
    auto const directive = read_directive(code_begin, end);
    at_ = end + 2;
    markup_.directive(begin, writer_.pending());
    declares ? declaration(directive) : run(directive);
    if (directive.word != "call")
        skip_line_end(begin, at_);
}

/// A directive alone on its line takes the line with it; a call stands for what it writes.
void Reader::skip_line_end(std::size_t begin, std::size_t end)
{
    if (!markup_.in_text() || markup_.keeps_space())
        return;
    while (begin > 0 && (source_[begin - 1] == ' ' || source_[begin - 1] == '\t'))
        --begin;
    while (end < source_.size() && (source_[end] == ' ' || source_[end] == '\t' || source_[end] == '\r'))
        ++end;
    auto const starts_line = begin == 0 || source_[begin - 1] == '\n';
    auto const ends_line = end == source_.size() || source_[end] == '\n';
    if (starts_line && ends_line)
        markup_.swallow_space();
}

void Reader::declaration(Directive const& directive)
{
    if (directive.word == "include") {
        auto const name = trimmed(directive.rest);
        if (name.size() < 3 || name.find('\n') != std::string_view::npos
            || !((name.front() == '"' && name.back() == '"') || (name.front() == '<' && name.back() == '>')))
            throw Refused { directive.offset,
                "An include names one header: {%@ include \"modules/visits/views.hpp\" %}." };
        document_.includes += "#include " + std::string(name) + "\n";
    } else if (directive.word == "params") {
        if (has_parameters_)
            throw Refused { directive.offset, "A template has its parameters in one place." };
        has_parameters_ = true;
        document_.parameters = parse_parameters(directive.rest, directive.rest_offset);
        document_.parameters_offset = directive.offset;
    } else {
        throw Refused { directive.offset, "A declaration is {%@ include \"…\" %} or {%@ params … %}." };
    }
}

void Reader::run(Directive const& directive)
{
    auto const word = directive.word;
    if (!has_parameters_)
        throw Refused { directive.offset, "{%@ params … %} comes first." };
    note_code(directive.rest, directive.rest_offset);
    if (word == "if")
        begin_if(directive);
    else if (word == "elif")
        begin_else(directive, true);
    else if (word == "else")
        begin_else(directive, false);
    else if (word == "for")
        begin_for(directive);
    else if (word == "slot")
        begin_slot(directive);
    else if (word == "end")
        end(directive);
    else if (word == "let")
        let(directive);
    else if (word == "call")
        call(directive);
    else
        throw Refused { directive.offset, "A directive is if, elif, else, for, let, call, slot or end." };
}

void Reader::need_brackets(Directive const& directive) const
{
    auto const rest = trimmed(directive.rest);
    if (!rest.starts_with('(') || !rest.ends_with(')'))
        throw Refused { directive.offset,
            "C++ stands in round brackets here: {% " + std::string(directive.word) + " (…) %}." };
}

void Reader::begin_if(Directive const& directive)
{
    need_brackets(directive);
    writer_.statement("if", directive.rest, directive.rest_offset, "{");
    blocks_.push_back({ Block::Kind::If, directive.offset, markup_, {}, false, {} });
}

void Reader::end_branch(std::size_t offset)
{
    auto& block = blocks_.back();
    if (block.joined)
        block.joined->join(markup_, offset);
    else
        block.joined = markup_;
}

void Reader::begin_else(Directive const& directive, bool has_condition)
{
    if (blocks_.empty() || blocks_.back().kind != Block::Kind::If || blocks_.back().has_else)
        throw Refused { directive.offset, "This belongs to no {% if (…) %}." };
    end_branch(directive.offset);
    markup_ = blocks_.back().entry;
    if (has_condition) {
        need_brackets(directive);
        writer_.statement("} else if", directive.rest, directive.rest_offset, "{");
        return;
    }
    if (!trimmed(directive.rest).empty())
        throw Refused { directive.offset, "An else has no condition; write {% elif (…) %}." };
    writer_.line("} else {");
    blocks_.back().has_else = true;
}

void Reader::begin_for(Directive const& directive)
{
    need_brackets(directive);
    writer_.statement("for", directive.rest, directive.rest_offset, "{");
    blocks_.push_back({ Block::Kind::For, directive.offset, markup_, markup_, false, {} });
    markup_.enter_loop();
}

void Reader::begin_slot(Directive const& directive)
{
    auto const name = trimmed(directive.rest);
    auto const token = token_at(name, 0);
    if (token.kind != Token::Kind::Name || token.text.size() != name.size())
        throw Refused { directive.offset, "A slot has a name: {% slot main %}." };
    if (!markup_.in_text())
        throw Refused { directive.offset, "A slot stands where an element may stand." };
    writer_.line("Out slot_" + std::string(name) + ";");
    writer_.line("{ Out& out = slot_" + std::string(name) + ";");
    blocks_.push_back({ Block::Kind::Slot, directive.offset, markup_, {}, false, std::string(name) });
    markup_ = markup_.for_slot();
}

void Reader::end(Directive const& directive)
{
    if (!trimmed(directive.rest).empty())
        throw Refused { directive.offset, "An end is {% end %}, nothing else." };
    if (blocks_.empty())
        throw Refused { directive.offset, "This ends no block." };
    if (blocks_.back().kind == Block::Kind::Slot) {
        auto block = std::move(blocks_.back());
        blocks_.pop_back();
        markup_.finish(directive.offset, writer_.pending());
        writer_.line("}");
        writer_.line("Html const " + block.name + " = std::move(slot_" + block.name + ").html();");
        block.entry.after_slot(markup_);
        markup_ = std::move(block.entry);
        return;
    }
    if (blocks_.back().kind == Block::Kind::For)
        markup_.leave_loop();
    end_branch(directive.offset);
    auto block = std::move(blocks_.back());
    blocks_.pop_back();
    if (block.kind == Block::Kind::If && !block.has_else)
        block.joined->join(block.entry, directive.offset);
    markup_ = std::move(*block.joined);
    writer_.line("}");
}

void Reader::let(Directive const& directive)
{
    auto const equals = find_sign(directive.rest, '=');
    auto const name = trimmed(directive.rest.substr(0, equals));
    if (equals == std::string_view::npos || name.empty())
        throw Refused { directive.offset, "A name is given to a value: {% let name = … %}." };
    auto const has_type = name.find_first_of(" &*") != std::string_view::npos;
    writer_.statement(has_type ? "" : "auto const", directive.rest, directive.rest_offset, ";");
}

void Reader::call(Directive const& directive)
{
    auto const bracket = find_sign(directive.rest, '(');
    auto const rest = trimmed(directive.rest);
    if (bracket == std::string_view::npos || !rest.ends_with(')'))
        throw Refused { directive.offset,
            "A view is called with its arguments: {% call registration_row(page, row) %}." };
    markup_.call(directive.rest, directive.offset);
    auto const function = std::string(trimmed(directive.rest.substr(0, bracket)));
    auto arguments = directive.rest.substr(bracket + 1);
    arguments = arguments.substr(0, arguments.rfind(')'));
    auto const none = trimmed(arguments).empty();
    writer_.statement(
        function + "(out" + (none ? "" : ","), arguments, directive.rest_offset + bracket + 1, ");");
}

} // namespace

Document read_document(std::string_view source, std::string_view label)
{
    return Reader(source, label).read();
}

} // namespace passerelle::templates
