#include "platform/documents/xml.hpp"

#include <algorithm>
#include <cstring>

namespace passerelle::documents {
namespace {

constexpr std::size_t element_bytes_max = 8'000'000;
constexpr std::ptrdiff_t elements_max = 300'000; // a row of 16,384 cells has 65,536
constexpr std::size_t prolog_bytes_max = 65'536;
constexpr unsigned parse_options
    = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_ws_pcdata | pugi::parse_eol;

DocumentError too_large(char const* what) { return { DocumentProblem::TooLarge, 0, 0, what }; }

bool has_document_type(std::string_view text)
{
    return text.find("<!DOCTYPE") != std::string_view::npos
        || text.find("<!ENTITY") != std::string_view::npos;
}

bool ends_a_name(char c) { return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Where the tag that begins at `place` ends, after its `>`; npos where that is not there.
std::size_t tag_end(std::string_view text, std::size_t place)
{
    char quote = 0;
    for (; place < text.size(); ++place) {
        auto const c = text[place];
        if (quote)
            quote = c == quote ? char(0) : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return place + 1;
    }
    return std::string_view::npos;
}

/// `<` `prefix:name`, alone and not as the beginning of a longer name.
std::size_t find_tag(std::string_view text, std::string const& tag, std::size_t from)
{
    for (auto at = text.find(tag, from); at != std::string_view::npos; at = text.find(tag, at + 1))
        if (at + tag.size() < text.size() && ends_a_name(text[at + tag.size()]))
            return at;
    return std::string_view::npos;
}

/// Where the root's tag begins, after declaration and comments.
std::size_t find_root(std::string_view text)
{
    auto at = text.find('<');
    while (at != std::string_view::npos && at + 1 < text.size()
        && (text[at + 1] == '?' || text[at + 1] == '!')) {
        auto const comment = text.substr(at).starts_with("<!--");
        auto const end = comment ? text.find("-->", at) : text.find('>', at);
        at = end == std::string_view::npos ? end : text.find('<', end);
    }
    return at;
}

} // namespace

std::string_view local_name(char const* name)
{
    auto const* const colon = std::strchr(name, ':');
    return colon ? colon + 1 : name;
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name)
{
    return parent.find_child([&](pugi::xml_node child) { return local_name(child.name()) == name; });
}

std::string_view attribute_named(pugi::xml_node node, std::string_view name)
{
    return node.find_attribute([&](pugi::xml_attribute each) { return local_name(each.name()) == name; })
        .value();
}

std::optional<DocumentError> parse_xml(
    pugi::xml_document& document, std::string& text, std::string const& part)
{
    if (has_document_type(text))
        return DocumentError { DocumentProblem::UnsafeContent, 0, 0, part };
    if (std::count(text.begin(), text.end(), '<') > elements_max
        || std::count(text.begin(), text.end(), '=') > 4 * elements_max)
        return too_large("elements");
    if (!document.load_buffer_inplace(text.data(), text.size(), parse_options, pugi::encoding_utf8))
        return DocumentError { DocumentProblem::Damaged, 0, 0, part };
    return std::nullopt;
}

ElementStream::ElementStream(PartStream part, std::string name)
    : part_(std::move(part)),
      name_(std::move(name))
{
}

DocumentError ElementStream::damaged() const { return { DocumentProblem::Damaged, 0, 0, part_.name() }; }

ElementStream::Problem ElementStream::read_more()
{
    auto const block = part_.read();
    if (!block)
        return block.refusal();
    unread_.erase(0, place_);
    place_ = 0;
    unread_ += block.value();
    ended_ = block.value().empty();
    return std::nullopt;
}

ElementStream::Problem ElementStream::read_root()
{
    auto root = std::string_view::npos;
    auto end = std::string_view::npos;
    while (end == std::string_view::npos) {
        if (ended_)
            return damaged();
        if (unread_.size() > prolog_bytes_max)
            return too_large("elements");
        if (auto problem = read_more())
            return problem;
        root = find_root(unread_);
        end = root == std::string_view::npos ? root : tag_end(unread_, root);
    }
    if (has_document_type(std::string_view(unread_).substr(0, root)))
        return DocumentError { DocumentProblem::UnsafeContent, 0, 0, part_.name() };
    auto const tag = std::string_view(unread_).substr(root + 1, end - root - 1);
    auto const name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    auto const colon = name.find(':');
    tag_ = "<" + std::string(colon == std::string_view::npos ? "" : name.substr(0, colon + 1)) + name_;
    place_ = end;
    return std::nullopt;
}

std::size_t ElementStream::element_size()
{
    auto const text = std::string_view(unread_).substr(place_);
    auto const open_end = tag_end(text, 0);
    if (open_end == std::string_view::npos)
        return 0;
    if (text[open_end - 2] == '/')
        return open_end;
    auto const close = "</" + tag_.substr(1);
    auto const at = find_tag(text, close, std::max(open_end, searched_));
    auto const end = at == std::string_view::npos ? at : text.find('>', at);
    searched_ = text.size() < close.size() + 1 ? 0 : text.size() - close.size() - 1;
    return end == std::string_view::npos ? 0 : end + 1;
}

Outcome<pugi::xml_node, DocumentError> ElementStream::take(std::size_t size)
{
    element_.assign(unread_, place_, size);
    place_ += size;
    searched_ = 0;
    if (auto problem = parse_xml(document_, element_, part_.name()))
        return std::move(*problem);
    return document_.first_child();
}

Outcome<pugi::xml_node, DocumentError> ElementStream::next()
{
    if (tag_.empty()) {
        if (auto problem = read_root())
            return std::move(*problem);
    }
    for (;;) {
        auto const at = find_tag(unread_, tag_, place_);
        auto const found = at != std::string_view::npos;
        // Without a hit, the tail may be the beginning of one.
        place_ = found ? at : std::max(place_, unread_.size() - std::min(unread_.size(), tag_.size()));
        if (auto const size = found ? element_size() : 0)
            return take(size);
        if (ended_ && found)
            return damaged();
        if (ended_)
            return pugi::xml_node();
        if (unread_.size() - place_ > element_bytes_max)
            return too_large("cell");
        if (auto problem = read_more())
            return std::move(*problem);
    }
}

} // namespace passerelle::documents
