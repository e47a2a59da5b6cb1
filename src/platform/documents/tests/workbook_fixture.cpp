#include "platform/documents/tests/workbook_fixture.hpp"

#include "base/ensure.hpp"

#include <archive.h>
#include <archive_entry.h>

namespace passerelle::documents {
namespace {

constexpr char const* declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr char const* relations_begin
    = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
constexpr char const* kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(std::string const& id, std::string const& kind, std::string const& target)
{
    return "<Relationship Id=\"" + id + "\" Type=\"" + kinds + kind + "\" Target=\"" + target + "\"/>";
}

std::string const styles
    = R"(<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>)"
      R"(<numFmt numFmtId="165" formatCode="dd.mm.yyyy\ hh:mm"/></numFmts><cellXfs>)"
      R"(<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/>)"
      R"(<xf numFmtId="20"/><xf numFmtId="4"/></cellXfs></styleSheet>)";

} // namespace

std::string zip_of(Parts const& parts)
{
    std::size_t room = 20'000;
    for (auto const& [name, content] : parts)
        room += content.size() + 1'000;
    std::string bytes(room, '\0');
    std::size_t used = 0;
    auto* const zip = archive_write_new();
    archive_write_set_format_zip(zip);
    ensure(archive_write_open_memory(zip, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
    for (auto const& [name, content] : parts) {
        auto* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, la_int64_t(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        ensure(archive_write_header(zip, entry) == ARCHIVE_OK);
        ensure(archive_write_data(zip, content.data(), content.size()) == la_ssize_t(content.size()));
        archive_entry_free(entry);
    }
    ensure(archive_write_close(zip) == ARCHIVE_OK);
    archive_write_free(zip);
    bytes.resize(used);
    return bytes;
}

Parts workbook_parts(std::string const& sheet_data, std::string const& shared_strings)
{
    return {
        { "[Content_Types].xml", std::string(declaration) + "<Types/>" },
        { "_rels/.rels",
            std::string(declaration) + relations_begin + relation("rId1", "officeDocument", "xl/workbook.xml")
                + "</Relationships>" },
        { "xl/workbook.xml",
            std::string(declaration)
                + R"(<workbook xmlns:r="x"><sheets><sheet name="Liste" r:id="rId1"/></sheets></workbook>)" },
        { "xl/_rels/workbook.xml.rels",
            std::string(declaration) + relations_begin
                + relation("rId1", "worksheet", "worksheets/sheet1.xml")
                + relation("rId2", "styles", "styles.xml")
                + relation("rId3", "sharedStrings", "/xl/sharedStrings.xml") + "</Relationships>" },
        { "xl/styles.xml", declaration + styles },
        { "xl/sharedStrings.xml", std::string(declaration) + "<sst>" + shared_strings + "</sst>" },
        { "xl/worksheets/sheet1.xml",
            std::string(declaration) + "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>" },
    };
}

std::string workbook_of(std::string const& sheet_data, std::string const& shared_strings)
{
    return zip_of(workbook_parts(sheet_data, shared_strings));
}

} // namespace passerelle::documents
