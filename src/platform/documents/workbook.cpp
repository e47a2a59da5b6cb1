#include "platform/documents/workbook.hpp"

#include "base/text.hpp"
#include "platform/documents/sheet_text.hpp"
#include "platform/documents/xml.hpp"

#include <map>

namespace passerelle::documents {
namespace {

constexpr std::size_t small_part_max = 16'000'000;

using Problem = std::optional<DocumentError>;

DocumentError damaged(std::string part) { return { DocumentProblem::Damaged, 0, 0, std::move(part) }; }

/// A part of which everything is needed.
struct SmallPart {
    std::string text;
    pugi::xml_document document;

    Problem load(ZipParts const& parts, std::string const& name)
    {
        auto content = parts.read(name, small_part_max);
        if (!content)
            return content.refusal();
        text = std::move(content).value();
        return text.empty() ? damaged(name) : parse_xml(document, text, name);
    }

    pugi::xml_node root() const { return document.document_element(); }
};

/// `worksheets/sheet1.xml` beside `xl/workbook.xml`, or `/xl/worksheets/sheet1.xml`.
std::string resolved(std::string_view base, std::string_view target)
{
    if (target.starts_with('/'))
        return std::string(target.substr(1));
    auto const slash = base.rfind('/');
    return std::string(base.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) + std::string(target);
}

struct Relation {
    std::string id, kind, part;
};

std::vector<Relation> relations_in(pugi::xml_node root, std::string_view base)
{
    std::vector<Relation> relations;
    for (auto const node : root.children()) {
        auto const type = attribute_named(node, "Type");
        relations.push_back({ std::string(attribute_named(node, "Id")),
            std::string(type.substr(type.rfind('/') + 1)), resolved(base, attribute_named(node, "Target")) });
    }
    return relations;
}

std::string relations_name(std::string_view part)
{
    auto const slash = part.rfind('/');
    auto const begin = slash == std::string_view::npos ? 0 : slash + 1;
    return std::string(part.substr(0, begin)) + "_rels/" + std::string(part.substr(begin)) + ".rels";
}

std::string part_of_kind(std::vector<Relation> const& relations, std::string_view kind)
{
    for (auto const& relation : relations)
        if (relation.kind == kind)
            return relation.part;
    return {};
}

std::string workbook_part(ZipParts const& parts)
{
    SmallPart package;
    if (package.load(parts, "_rels/.rels"))
        return {};
    return part_of_kind(relations_in(package.root(), ""), "officeDocument");
}

void read_sheets(Workbook& book, pugi::xml_node root, std::vector<Relation> const& relations)
{
    book.from_1904 = is_true(attribute_named(child_named(root, "workbookPr"), "date1904"));
    for (auto const sheet : child_named(root, "sheets").children()) {
        auto const id = attribute_named(sheet, "id");
        for (auto const& relation : relations)
            if (relation.id == id && relation.kind == "worksheet")
                book.sheets.push_back({ std::string(attribute_named(sheet, "name")), relation.part,
                    !attribute_named(sheet, "state").empty()
                        && attribute_named(sheet, "state") != "visible" });
    }
}

Problem read_texts(TextTable& texts, ZipParts const& parts, std::string const& name)
{
    auto part = name.empty() ? std::nullopt : parts.stream(name);
    if (!part)
        return std::nullopt;
    ElementStream items(std::move(*part), "si");
    for (;;) {
        auto const item = items.next();
        if (!item)
            return item.refusal();
        if (!item.value())
            return std::nullopt;
        texts.add(rich_text(item.value()));
    }
}

/// The formats that have a number only (ECMA-376, 18.8.30, and those of East Asia that are dates too).
NumberMeaning meaning_of_built_in(long long id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return NumberMeaning::Date;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
        return NumberMeaning::Time;
    return id == 22 ? NumberMeaning::DateTime : NumberMeaning::Number;
}

void read_styles(Workbook& book, pugi::xml_node root)
{
    std::map<long long, NumberMeaning> own;
    for (auto const format : child_named(root, "numFmts").children())
        if (auto const id = parse_integer(attribute_named(format, "numFmtId")))
            own[*id] = meaning_of_format(attribute_named(format, "formatCode"));
    for (auto const style : child_named(root, "cellXfs").children()) {
        auto const id = parse_integer(attribute_named(style, "numFmtId")).value_or(0);
        auto const found = own.find(id);
        book.meanings.push_back(found == own.end() ? meaning_of_built_in(id) : found->second);
    }
}

Problem read_styles(Workbook& book, ZipParts const& parts, std::string const& name)
{
    if (name.empty() || !parts.has(name))
        return std::nullopt;
    SmallPart styles;
    if (auto problem = styles.load(parts, name))
        return problem;
    read_styles(book, styles.root());
    return std::nullopt;
}

/// An archive that is no workbook: what it is, for the message.
DocumentError foreign(ZipParts const& parts)
{
    auto const kind = parts.has("xl/workbook.bin") ? "xlsb"
        : parts.has("word/document.xml")           ? "docx"
        : parts.has("content.xml")                 ? "ods"
                                                   : "zip";
    return { DocumentProblem::UnknownFormat, 0, 0, kind };
}

} // namespace

void TextTable::add(std::string_view text)
{
    text_ += text;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
}

std::string_view TextTable::at(std::size_t index) const
{
    auto const begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(begin, ends_[index] - begin);
}

Outcome<Workbook, DocumentError> read_workbook(ZipParts const& parts)
{
    auto const name = workbook_part(parts);
    if (name.empty() || !parts.has(name) || name.ends_with(".bin") || name.starts_with("word/"))
        return parts.has("[Content_Types].xml") && parts.has("xl/workbook.xml") ? damaged("_rels/.rels")
                                                                                : foreign(parts);
    SmallPart book_part, relations_part;
    if (auto problem = book_part.load(parts, name))
        return std::move(*problem);
    if (auto problem = relations_part.load(parts, relations_name(name)))
        return std::move(*problem);
    auto const relations = relations_in(relations_part.root(), name);

    Workbook book;
    read_sheets(book, book_part.root(), relations);
    if (book.sheets.empty())
        return damaged(name);
    if (auto problem = read_styles(book, parts, part_of_kind(relations, "styles")))
        return std::move(*problem);
    if (auto problem = read_texts(book.texts, parts, part_of_kind(relations, "sharedStrings")))
        return std::move(*problem);
    return book;
}

} // namespace passerelle::documents
