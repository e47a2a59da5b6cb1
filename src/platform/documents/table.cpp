#include "platform/documents/table.hpp"

#include "platform/documents/csv.hpp"
#include "platform/documents/xlsx.hpp"
#include "platform/i18n/charset.hpp"

#include <algorithm>
#include <array>

namespace passerelle::documents {
namespace {

struct Magic {
    std::string_view bytes;
    char const* name;
};

constexpr std::array<Magic, 10> others { Magic { "%PDF", "pdf" }, { "\x89PNG", "image" },
    { "\xFF\xD8\xFF", "image" }, { "GIF8", "image" }, { "{\\rtf", "rtf" }, { "\x1F\x8B", "gzip" },
    { "7z\xBC\xAF", "7z" }, { "Rar!", "rar" }, { "<?xml", "xml" }, { "<html", "html" } };

constexpr std::string_view ole_magic { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" };

/// An entry in the directory of an OLE file, whose names are UTF-16.
bool has_stream(std::string_view bytes, std::string_view name)
{
    std::string wide;
    for (auto const c : name)
        (wide += c) += '\0';
    return bytes.find(wide) != std::string_view::npos;
}

/// Signs that no text has. Zeros are no proof: UTF-16 has them, and so has what some programs write.
bool is_binary(std::string_view bytes)
{
    auto const sample = bytes.substr(0, 4096);
    auto const is_control = [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte != 0 && byte < 0x20
            && std::string_view("\t\n\v\f\r\x1A\x1B").find(c) == std::string_view::npos;
    };
    auto const controls = std::count_if(sample.begin(), sample.end(), is_control);
    return static_cast<std::size_t>(controls) * 50 > sample.size();
}

std::optional<DocumentError> foreign(std::string_view bytes)
{
    if (bytes.starts_with(ole_magic))
        return DocumentError { has_stream(bytes, "EncryptedPackage") ? DocumentProblem::Encrypted
                                                                     : DocumentProblem::OldExcel };
    for (auto const& other : others)
        if (bytes.starts_with(other.bytes))
            return DocumentError { DocumentProblem::UnknownFormat, 0, 0, other.name };
    auto const charset = i18n::detect_charset(bytes);
    auto const wide = charset == i18n::Charset::Utf16Le || charset == i18n::Charset::Utf16Be;
    if (!wide && is_binary(bytes))
        return DocumentError { DocumentProblem::UnknownFormat, 0, 0, "binary" };
    return std::nullopt;
}

} // namespace

Outcome<std::unique_ptr<RowSource>, DocumentError> open_table(
    std::string_view bytes, TableChoice const& choice)
{
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"))
        return open_xlsx(bytes, choice);
    if (auto problem = foreign(bytes))
        return std::move(*problem);
    return open_csv(bytes, choice.limits);
}

Outcome<Table, DocumentError> read_table(std::string_view bytes, TableChoice const& choice)
{
    auto source = open_table(bytes, choice);
    if (!source)
        return source.refusal();
    Table table { source.value()->format(), {} };
    for (;;) {
        auto row = source.value()->next();
        if (!row)
            return row.refusal();
        if (!row.value())
            return table;
        table.rows.push_back(*std::move(row).value());
    }
}

std::function<bool(std::vector<Cell>&)> rows_of(std::vector<std::vector<Cell>> rows)
{
    return [rows = std::move(rows), next = std::size_t(0)](std::vector<Cell>& cells) mutable {
        if (next == rows.size())
            return false;
        cells = rows[next++];
        return true;
    };
}

std::string joined(Pieces const& pieces)
{
    std::string all;
    while (pieces(all))
        continue;
    return all;
}

} // namespace passerelle::documents
