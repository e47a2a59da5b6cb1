#include "platform/documents/xliff.hpp"

#include "base/text.hpp"
#include "platform/documents/xml.hpp"

#include <algorithm>
#include <utility>

namespace passerelle::documents {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr char const* namespace_uri = "urn:oasis:names:tc:xliff:document:2.0";

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(void const* data, std::size_t size) override
    {
        text.append(static_cast<char const*>(data), size);
    }
};

/// XML 1.0, 2.2: no control characters but tab and line ends.
std::string xml_text(std::string_view text)
{
    std::string clean;
    for (auto const c : text)
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n')
            clean += c;
    return clean;
}

void set(pugi::xml_node node, char const* name, std::string_view value)
{
    node.append_attribute(name).set_value(xml_text(value).c_str());
}

void add_text(pugi::xml_node parent, char const* name, std::string_view text)
{
    auto node = parent.append_child(name);
    set(node, "xml:space", "preserve");
    node.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
}

void add_unit(pugi::xml_node file, XliffUnit const& unit)
{
    auto node = file.append_child("unit");
    set(node, "id", unit.id);
    if (!unit.name.empty())
        set(node, "name", unit.name);
    if (!unit.notes.empty()) {
        auto notes = node.append_child("notes");
        for (auto const& note : unit.notes) {
            auto child = notes.append_child("note");
            set(child, "category", note.category);
            child.append_child(pugi::node_pcdata).set_value(xml_text(note.text).c_str());
        }
    }
    auto segment = node.append_child("segment");
    set(segment, "state", unit.target.empty() || unit.draft ? "initial" : "translated");
    add_text(segment, "source", unit.source);
    if (!unit.target.empty())
        add_text(segment, "target", unit.target);
}

/// All text below, whatever inline codes stand in it.
void collect(pugi::xml_node node, std::string& text)
{
    for (auto const child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
        else
            collect(child, text);
    }
}

std::string text_of(pugi::xml_node node)
{
    std::string text;
    collect(node, text);
    return text;
}

bool is_done(std::string_view state)
{
    return state == "translated" || state == "reviewed" || state == "final";
}

XliffUnit read_unit(pugi::xml_node node)
{
    XliffUnit unit { std::string(attribute_named(node, "id")), std::string(attribute_named(node, "name")), {},
        {}, {} };
    for (auto const note : child_named(node, "notes").children())
        unit.notes.push_back({ std::string(attribute_named(note, "category")), text_of(note) });
    auto says_done = false;
    for (auto const part : node.children()) {
        auto const name = local_name(part.name());
        if (name != "segment" && name != "ignorable")
            continue;
        unit.source += text_of(child_named(part, "source"));
        unit.target += text_of(child_named(part, "target"));
        if (name == "segment")
            says_done = says_done || is_done(attribute_named(part, "state"));
    }
    unit.draft = !unit.target.empty() && !says_done;
    return unit;
}

/// Units stand in files, and in groups of groups.
struct UnitCollector {
    XliffLimits const& limits;
    std::size_t count = 0;
    int depth = 0;

    bool collect(pugi::xml_node parent, XliffFile& file)
    {
        if (++depth > 32)
            return false;
        for (auto const child : parent.children()) {
            auto const name = local_name(child.name());
            if (name == "unit") {
                if (++count > limits.units_max)
                    return false;
                file.units.push_back(read_unit(child));
            } else if (name == "group" && !collect(child, file))
                return false;
        }
        --depth;
        return true;
    }
};

DocumentError unknown() { return { DocumentProblem::UnknownFormat, 0, 0, "xliff" }; }

} // namespace

std::string_view XliffUnit::note(std::string_view category) const
{
    auto const found = std::find_if(
        notes.begin(), notes.end(), [&](Note const& each) { return each.category == category; });
    return found == notes.end() ? std::string_view() : std::string_view(found->text);
}

std::string to_xliff(XliffDocument const& document)
{
    pugi::xml_document xml;
    auto declaration = xml.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    auto root = xml.append_child("xliff");
    set(root, "xmlns", namespace_uri);
    set(root, "version", "2.0");
    set(root, "srcLang", document.source.code());
    set(root, "trgLang", document.target.code());
    for (auto const& file : document.files) {
        auto node = root.append_child("file");
        set(node, "id", file.id);
        for (auto const& unit : file.units)
            add_unit(node, unit);
    }
    StringWriter writer;
    xml.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
    return std::move(writer.text);
}

Pieces xliff_pieces(Lang source, Lang target, std::string_view file_id, std::function<bool(XliffUnit&)> next)
{
    constexpr std::string_view tail = "</file></xliff>";
    // What stands around the units of a document that has none.
    auto begin = to_xliff({ source, target, { { std::string(file_id), { XliffUnit() } } } });
    begin.resize(begin.find("<unit"));
    return [next = std::move(next), begin = std::move(begin), tail](std::string& piece) mutable {
        piece += std::exchange(begin, {});
        for (auto const end = piece.size() + piece_bytes; piece.size() < end;) {
            XliffUnit unit;
            if (!next(unit)) {
                piece += tail;
                return false;
            }
            pugi::xml_document xml;
            add_unit(xml, unit);
            StringWriter writer;
            xml.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
            piece += writer.text;
        }
        return true;
    };
}

Outcome<XliffDocument, DocumentError> read_xliff(std::string_view bytes, XliffLimits const& limits)
{
    if (bytes.empty())
        return DocumentError { DocumentProblem::Empty };
    if (bytes.size() > limits.bytes_max)
        return DocumentError { DocumentProblem::TooLarge, 0, 0, "bytes" };
    std::string text(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
    if (!is_valid_utf8(text))
        return unknown();
    pugi::xml_document xml;
    if (auto problem = parse_xml(xml, text, "xliff"))
        return std::move(*problem);
    auto const root = child_named(xml, "xliff");
    auto const source = Lang::parse(attribute_named(root, "srcLang"));
    auto const target = Lang::parse(attribute_named(root, "trgLang"));
    if (!root || !attribute_named(root, "version").starts_with("2") || !source || !target)
        return unknown();
    XliffDocument document { *source, *target, {} };
    UnitCollector collector { limits };
    for (auto const node : root.children()) {
        if (local_name(node.name()) != "file")
            continue;
        document.files.push_back({ std::string(attribute_named(node, "id")), {} });
        if (!collector.collect(node, document.files.back()))
            return DocumentError { DocumentProblem::TooLarge, 0, 0, "elements" };
    }
    return document;
}

} // namespace passerelle::documents
