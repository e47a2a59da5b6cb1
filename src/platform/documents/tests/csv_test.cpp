#include "platform/documents/csv.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace passerelle::documents {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;

Table read(std::string_view bytes)
{
    auto table = read_table(bytes);
    if (!table)
        throw std::runtime_error("refused: " + table.refusal().detail);
    return std::move(table).value();
}

std::vector<TableRow> rows_in(std::string_view bytes) { return read(bytes).rows; }

DocumentError refusal_of(std::string_view bytes, TableChoice const& choice = {})
{
    auto const table = read_table(bytes, choice);
    return table ? DocumentError { DocumentProblem::Empty, -1, -1, "accepted" } : table.refusal();
}

TEST(Csv, is_read_as_rfc_4180_says)
{
    EXPECT_THAT(rows_in("a,b\r\n1,\"x,\"\"y\"\"\"\r\n"),
        ElementsAre(TableRow { 1, { "a", "b" } }, TableRow { 2, { "1", "x,\"y\"" } }));
}

TEST(Csv, has_any_line_end_and_any_separator)
{
    for (std::string const separator : { ",", ";", "\t", "|" }) {
        for (std::string const end : { "\n", "\r\n", "\r" }) {
            auto const text = "ref" + separator + "nom" + end + "1" + separator + "Été" + end;
            auto const table = read(text);
            EXPECT_EQ(table.format.separator, separator.front());
            EXPECT_THAT(
                table.rows, ElementsAre(TableRow { 1, { "ref", "nom" } }, TableRow { 2, { "1", "Été" } }));
        }
    }
}

TEST(Csv, keeps_the_line_on_which_a_row_begins)
{
    EXPECT_THAT(rows_in("a;b\n1;\"x\ny\r\nz\"\n\n;;\n2;y"),
        ElementsAre(TableRow { 1, { "a", "b" } }, TableRow { 2, { "1", "x\ny\r\nz" } },
            TableRow { 7, { "2", "y" } }));
}

TEST(Csv, of_a_chamber_is_read_as_it_is)
{
    auto const text = "Liste des membres 2026;;;\r\n;;;\r\n"
                      "N\xB0;Raison sociale;NPA / Lieu;Remarques\r\n"
                      "17;M\xFCller & fils S\xE0rl;CH-2502 Bienne;d\xE9j\xE0 \"vu\", 3/4\" \x80 5.-\r\n"
                      "18;\"Acme\" SA ;2740 Moutier\r\n";
    auto const table = read(text);
    EXPECT_EQ(table.format.charset, "windows-1252");
    EXPECT_EQ(table.format.separator, ';');
    EXPECT_THAT(table.rows,
        ElementsAre(TableRow { 1, { "Liste des membres 2026", "", "", "" } },
            TableRow { 3, { "N°", "Raison sociale", "NPA / Lieu", "Remarques" } },
            TableRow { 4, { "17", "Müller & fils Sàrl", "CH-2502 Bienne", "déjà \"vu\", 3/4\" € 5.-" } },
            TableRow { 5, { "18", "Acme SA ", "2740 Moutier" } }));
}

TEST(Csv, is_read_from_utf_16_as_excel_saves_unicode_text)
{
    std::string wide = "\xFF\xFE";
    for (auto const c : "ref\tnom\r\n1\tZ\xFCrich\r\n"s)
        (wide += c) += '\0';
    auto const table = read(wide);
    EXPECT_EQ(table.format.charset, "UTF-16LE");
    EXPECT_THAT(table.rows, ElementsAre(TableRow { 1, { "ref", "nom" } }, TableRow { 2, { "1", "Zürich" } }));
}

TEST(Csv, is_not_led_astray_by_separators_inside_cells)
{
    EXPECT_EQ(read("ref,caps\n1,a|b|c|d\n2,e|f|g|h\n3,i|j|k|l\n").format.separator, ',');
    EXPECT_EQ(read("ref;texte\n1;a, b, c, d\n2;e, f, g, h\n").format.separator, ';');
    EXPECT_EQ(read("\"a;b;c\",d\n\"e;f;g\",h\n").format.separator, ',');
    EXPECT_EQ(read("a;\"b\"\"c,d,e\"\nf;\"g\"\",h,i\"\n").format.separator, ';');
    EXPECT_EQ(read("a|b\n1|2\n").format.separator, '|');
    EXPECT_EQ(read("a, b\n1, 2\n").format.separator, ',');
    EXPECT_EQ(read("nom\nAcme\n").rows.size(), 2u);
}

TEST(Csv, may_declare_its_separator)
{
    EXPECT_THAT(rows_in("sep=;\r\na,b;c\r\n"), ElementsAre(TableRow { 2, { "a,b", "c" } }));
    EXPECT_THAT(rows_in("\"sep=\t\"\na\tb;c;d\n"), ElementsAre(TableRow { 2, { "a", "b;c;d" } }));
    EXPECT_THAT(rows_in("\xEF\xBB\xBFsep=|\na|b\n"), ElementsAre(TableRow { 2, { "a", "b" } }));
}

TEST(Csv, drops_zeros_and_marks_what_is_unreadable)
{
    EXPECT_THAT(rows_in("a;b\0c\n"s), ElementsAre(TableRow { 1, { "a", "bc" } }));
    EXPECT_THAT(rows_in("\xEF\xBB\xBF"
                        "a;\xFF\n"),
        ElementsAre(TableRow { 1, { "a", "\uFFFD" } }));
}

TEST(Csv, with_a_quote_that_never_ends_is_refused_where_it_begins)
{
    EXPECT_EQ(
        refusal_of("a;b\n1;2\n3;\"four\n5;6\n"), (DocumentError { DocumentProblem::UnclosedQuote, 3, 2 }));
    EXPECT_EQ(refusal_of("\""), (DocumentError { DocumentProblem::UnclosedQuote, 1, 1 }));
}

TEST(Csv, without_content_is_refused)
{
    for (auto const& text :
        { ""s, "\n\n"s, ";;;\r\n;;\r\n"s, "\xEF\xBB\xBF"s, " \u00A0 "s, "\0\0"s, "\"\""s })
        EXPECT_EQ(refusal_of(text).problem, DocumentProblem::Empty) << text;
}

TEST(Csv, beyond_the_limits_is_refused)
{
    TableChoice choice;
    choice.limits = { .bytes_max = 40, .rows_max = 3, .columns_max = 4, .cell_bytes_max = 9 };
    EXPECT_EQ(refusal_of(std::string(41, 'x'), choice),
        (DocumentError { DocumentProblem::TooLarge, 0, 0, "bytes" }));
    EXPECT_EQ(
        refusal_of("1\n2\n3\n4\n", choice), (DocumentError { DocumentProblem::TooLarge, 4, 1, "rows" }));
    EXPECT_EQ(
        refusal_of("1;2;3;4;5\n", choice), (DocumentError { DocumentProblem::TooLarge, 1, 5, "columns" }));
    EXPECT_EQ(
        refusal_of("1;1234567890\n", choice), (DocumentError { DocumentProblem::TooLarge, 1, 2, "cell" }));
    EXPECT_EQ(refusal_of("1;\"1234567890\"\n", choice),
        (DocumentError { DocumentProblem::TooLarge, 1, 2, "cell" }));
}

TEST(OpenTable, names_what_is_no_table)
{
    auto const png = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s;
    EXPECT_EQ(refusal_of("%PDF-1.7\n"), (DocumentError { DocumentProblem::UnknownFormat, 0, 0, "pdf" }));
    EXPECT_EQ(refusal_of(png), (DocumentError { DocumentProblem::UnknownFormat, 0, 0, "image" }));
    EXPECT_EQ(refusal_of("\x01\x02\x03\x04zzz"),
        (DocumentError { DocumentProblem::UnknownFormat, 0, 0, "binary" }));
    EXPECT_EQ(refusal_of("<html><table>"), (DocumentError { DocumentProblem::UnknownFormat, 0, 0, "html" }));
    auto const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s;
    EXPECT_EQ(refusal_of(ole + "W\0o\0r\0k\0b\0o\0o\0k\0"s).problem, DocumentProblem::OldExcel);
    std::string encrypted = ole;
    for (auto const c : "EncryptedPackage"s)
        (encrypted += c) += '\0';
    EXPECT_EQ(refusal_of(encrypted).problem, DocumentProblem::Encrypted);
}

TEST(OpenTable, stops_after_a_refusal)
{
    auto source = open_table("a;b\n1;\"2");
    ASSERT_TRUE(source);
    EXPECT_TRUE(source.value()->next().value());
    EXPECT_TRUE(source.value()->next().refused());
    EXPECT_FALSE(source.value()->next().value());
}

Sheet sheet_of(std::vector<std::string> const& headings, std::vector<std::vector<Cell>> rows)
{
    Sheet sheet { "Liste", {}, rows_of(std::move(rows)) };
    for (auto const& heading : headings)
        sheet.columns.push_back({ heading });
    return sheet;
}

TEST(ToCsv, writes_what_excel_expects_here)
{
    auto const csv = to_csv(sheet_of({ "ref", "nom" },
        { { std::int64_t(-5), "Zoé; \"la\" seule"s }, { 2.5, std::monostate() }, { true, "a\nb"s },
            { LocalDate::of(2026, 3, 29).value(), " x"s } }));
    EXPECT_EQ(csv,
        "\xEF\xBB\xBFref;nom\r\n-5;\"Zoé; \"\"la\"\" seule\"\r\n2.5;\r\ntrue;\"a\nb\"\r\n2026-03-29;\" "
        "x\"\r\n");
    EXPECT_EQ(to_csv(sheet_of({ "a", "b" }, { { "1,2"s, "3"s } }), { ',', false }), "a,b\r\n\"1,2\",3\r\n");
}

TEST(Guard, stands_before_every_formula_and_only_there)
{
    for (auto const* text :
        { "=1+1", "+41 32 322 12 34", "-2", "@sum", "\t=1", "\r=1", "\n=1", "＝1", "＠x", "'=1" })
        EXPECT_EQ(guarded(text), "'"s + text);
    for (auto const* text : { "", "Acme", "1-2", "'", "l'an", "'s Gravenhage", "''", "a=b", " =1" })
        EXPECT_EQ(guarded(text), text);
    EXPECT_EQ(guarded("\0=1"s), "'=1");
}

TEST(Guard, comes_off_without_trace)
{
    for (auto const* text : { "=1+1", "'=1", "''=1", "'", "''", "'s", "+41", "", "plain", "-", "'-'" }) {
        auto const once = guarded(text);
        EXPECT_EQ(unguarded(once), text);
    }
}

TEST(ToCsv, comes_back_as_it_was)
{
    std::vector<std::string> const texts { "=cmd|' /C calc'!A0", "+41 32 322 12 34", "'=x", "'s", "a;b", "\"",
        "x\r\ny", " blank ", "Été €", "-", "@", "\tx", "l’an", ",", "|", "a\rb", "sep=;" };
    for (auto const separator : { ';', ',', '\t' }) {
        std::vector<std::vector<Cell>> rows;
        for (auto const& text : texts)
            rows.push_back({ "1"s, text });
        auto const table = read(to_csv(sheet_of({ "ref", "texte" }, rows), { separator, true }));
        ASSERT_EQ(table.rows.size(), texts.size() + 1);
        for (std::size_t i = 0; i < texts.size(); ++i)
            EXPECT_EQ(table.rows[i + 1].cells.at(1), texts[i]) << separator;
    }
}

TEST(ToCsv, is_not_read_by_the_commas_in_its_texts)
{
    std::vector<std::vector<Cell>> rows(100, { "1"s, "a,b,c,d|e|f"s });
    EXPECT_THAT(
        read(to_csv(sheet_of({ "ref", "texte" }, rows))).rows.back().cells, ElementsAre("1", "a,b,c,d|e|f"));
    EXPECT_THAT(
        read(to_csv(sheet_of({ "texte" }, { { "a,b;c"s } }))).rows.back().cells, ElementsAre("a,b;c"));
}

std::int64_t resident_bytes()
{
    std::ifstream status("/proc/self/statm");
    std::int64_t all = 0, resident = 0;
    status >> all >> resident;
    return resident * 4096;
}

TEST(Csv, of_many_megabytes_takes_no_more_memory_than_its_bytes)
{
    std::string bytes = "ref;nom;texte\r\n";
    bytes.reserve(20'000'100);
    while (bytes.size() < 20'000'000)
        bytes += "1;\"Acme; SA\";Usinage de précision, décolletage, polissage miroir et autres choses\r\n";
    auto const before = resident_bytes();
    auto source = open_table(bytes);
    ASSERT_TRUE(source);
    std::int64_t rows = 0;
    for (;; ++rows) {
        auto const row = source.value()->next();
        ASSERT_TRUE(row);
        if (!row.value())
            break;
    }
    EXPECT_GT(rows, 200'000);
    EXPECT_LT(resident_bytes() - before, 4'000'000);
}

} // namespace
} // namespace passerelle::documents
