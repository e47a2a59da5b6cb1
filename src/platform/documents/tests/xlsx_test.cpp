#include "platform/documents/xlsx.hpp"

#include "platform/documents/csv.hpp"
#include "platform/documents/tests/workbook_fixture.hpp"
#include "platform/documents/workbook.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace passerelle::documents {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;

Table read(std::string_view bytes, TableChoice const& choice = {})
{
    auto table = read_table(bytes, choice);
    if (!table)
        throw std::runtime_error(
            "refused: " + std::to_string(int(table.refusal().problem)) + table.refusal().detail);
    return std::move(table).value();
}

DocumentError refusal_of(std::string_view bytes, TableChoice const& choice = {})
{
    auto const table = read_table(bytes, choice);
    return table ? DocumentError { DocumentProblem::Empty, -1, -1, "accepted" } : table.refusal();
}

/// A workbook of one row, between two cells.
std::vector<std::string> cells_of(std::string const& cells, std::string const& shared = "")
{
    auto const row = "<row><c><v>0</v></c>" + cells + "<c><v>2</v></c></row>";
    return read(workbook_of(row, shared)).rows.at(0).cells;
}

TEST(Xlsx, has_cells_of_every_kind)
{
    struct Case {
        char const* xml;
        char const* text;
    };
    constexpr Case cases[] {
        { R"(<c><v>2502</v></c>)", "2502" },
        { R"(<c><v>4.1323221234E10</v></c>)", "41323221234" },
        { R"(<c><v>0.30000000000000004</v></c>)", "0.3" },
        { R"(<c><v>-12.5</v></c>)", "-12.5" },
        { R"(<c><v>1E100</v></c>)", "1e+100" },
        { R"(<c s="5"><v>1234.5</v></c>)", "1234.5" },
        { R"(<c s="1"><v>46110</v></c>)", "2026-03-29" },
        { R"(<c s="3"><v>46110</v></c>)", "2026-03-29" },
        { R"(<c s="1"><v>1</v></c>)", "1900-01-01" },
        { R"(<c s="1"><v>61</v></c>)", "1900-03-01" },
        { R"(<c s="2"><v>46110.0625</v></c>)", "2026-03-29T01:30" },
        { R"(<c s="2"><v>46110</v></c>)", "2026-03-29" },
        { R"(<c s="4"><v>0.5</v></c>)", "12:00" },
        { R"(<c s="1"><v>-1</v></c>)", "-1" },
        { R"(<c s="99"><v>1</v></c>)", "1" },
        { R"(<c t="b"><v>1</v></c>)", "true" },
        { R"(<c t="b"><v>0</v></c>)", "false" },
        { R"(<c t="e"><v>#N/A</v></c>)", "" },
        { R"(<c t="d"><v>2026-03-29</v></c>)", "2026-03-29" },
        { R"(<c t="s"><v>0</v></c>)", "Été" },
        { R"(<c t="s"><v>1</v></c>)", "deux mots" },
        { R"(<c t="s"><v>9</v></c>)", "" },
        { R"(<c t="inlineStr"><is><t xml:space="preserve"> a &amp; b </t></is></c>)", " a & b " },
        { R"(<c t="inlineStr"><is><r><t>un</t></r><r><t> deux</t></r></is></c>)", "un deux" },
        { R"(<c t="str"><f>A1&amp;"x"</f><v>résultat</v></c>)", "résultat" },
        { R"(<c t="str"><v>a_x000D_b_x_y_x00e9_</v></c>)", "a\rb_x_yé" },
        { R"(<c t="inlineStr"><is><t>'+41 32</t></is></c>)", "+41 32" },
        { R"(<c/>)", "" },
    };
    for (auto const& c : cases) {
        auto const cells = cells_of(
            c.xml, "<si><t>Été</t></si><si><r><t>deux</t></r><r><t> mots</t></r><rPh><t>x</t></rPh></si>");
        EXPECT_EQ(cells.at(1), c.text) << c.xml;
    }
}

TEST(Xlsx, knows_dates_by_the_format_of_the_cell)
{
    using enum NumberMeaning;
    std::pair<char const*, NumberMeaning> const cases[] { { "General", Number }, { "0.00", Number },
        { "#,##0.00\\ \"CHF\"", Number }, { "[$CHF-807] #,##0.00", Number }, { "0.00E+00", Number },
        { "@", Number }, { "dd.mm.yyyy", Date }, { "[$-807]d. mmmm yyyy;@", Date }, { "mmm-yy", Date },
        { "yyyy", Date }, { "d/m/yy h:mm", DateTime }, { "h:mm AM/PM", Time }, { "[h]:mm:ss", Time },
        { "mm:ss.0", Time }, { "[Red]0", Number }, { "\"jour\" 0", Number }, { "", Number },
        { "\"unclosed", Number } };
    for (auto const& [code, meaning] : cases)
        EXPECT_EQ(meaning_of_format(code), meaning) << code;
    EXPECT_EQ(number_text(0, Date, true), "1904-01-01");
    EXPECT_EQ(number_text(1.5, Time, false), "36:00");
}

TEST(Xlsx, keeps_the_numbers_of_rows_and_places_of_cells)
{
    auto const rows = read(
        workbook_of(R"(<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>)"
                    R"(<row r="4"/><row r="5"><c r="A5"/></row><row><c><v>3</v></c><c><v>4</v></c></row>)"))
                          .rows;
    EXPECT_THAT(rows, ElementsAre(TableRow { 3, { "", "1", "", "2" } }, TableRow { 6, { "3", "4" } }));
}

TEST(Xlsx, may_have_prefixes_comments_and_quotes_in_attributes)
{
    auto parts = workbook_parts("");
    parts.back().second
        = "\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- <x:row> > --><x:worksheet xmlns:x='u'><x:rowBreaks/>"
          "<x:sheetData><x:row r='2' spans='a>b'><x:c t='inlineStr'><x:is><x:t>ok</x:t></x:is></x:c>"
          "</x:row ></x:sheetData></x:worksheet>";
    EXPECT_THAT(read(zip_of(parts)).rows, ElementsAre(TableRow { 2, { "ok" } }));
}

TEST(Xlsx, is_the_first_sheet_with_content_or_the_one_asked_for)
{
    auto parts = workbook_parts("");
    parts[2].second = R"(<workbook xmlns:r="x"><sheets><sheet name="Leer" r:id="rId1"/>)"
                      R"(<sheet name="Geheim" state="hidden" r:id="rId4"/>)"
                      R"(<sheet name="Mitglieder" r:id="rId5"/></sheets></workbook>)";
    auto& relations = parts[3].second;
    relations.replace(relations.find("</Relationships>"), std::string::npos,
        R"(<Relationship Id="rId4" Type="x/worksheet" Target="worksheets/sheet2.xml"/>)"
        R"(<Relationship Id="rId5" Type="x/worksheet" Target="worksheets/sheet3.xml"/></Relationships>)");
    auto const sheet = [](std::string const& value) {
        return "<worksheet><sheetData><row><c><v>" + value + "</v></c></row></sheetData></worksheet>";
    };
    parts.emplace_back("xl/worksheets/sheet2.xml", sheet("2"));
    parts.emplace_back("XL\\Worksheets\\Sheet3.xml", sheet("3"));
    auto const bytes = zip_of(parts);

    auto const table = read(bytes);
    EXPECT_EQ(table.format.kind, TableFormat::Kind::Xlsx);
    EXPECT_EQ(table.format.sheet, "Mitglieder");
    EXPECT_THAT(table.format.sheets, ElementsAre("Leer", "Geheim", "Mitglieder"));
    EXPECT_EQ(table.rows.at(0).cells.at(0), "3");
    EXPECT_EQ(read(bytes, { "Geheim" }).rows.at(0).cells.at(0), "2");
    EXPECT_EQ(refusal_of(bytes, { "Leer" }).problem, DocumentProblem::Empty);
    EXPECT_EQ(refusal_of(bytes, { "Autre" }), (DocumentError { DocumentProblem::NoSheet, 0, 0, "Autre" }));
}

TEST(Xlsx, that_is_another_kind_of_archive_says_which)
{
    EXPECT_EQ(refusal_of(zip_of({ { "word/document.xml", "<x/>" } })).detail, "docx");
    EXPECT_EQ(refusal_of(zip_of({ { "content.xml", "<x/>" } })).detail, "ods");
    EXPECT_EQ(refusal_of(zip_of({ { "photo.jpg", "x" } })).detail, "zip");
    EXPECT_EQ(refusal_of(zip_of({ { "photo.jpg", "x" } })).problem, DocumentProblem::UnknownFormat);
    EXPECT_EQ(refusal_of(zip_of({})).problem, DocumentProblem::Damaged);
}

TEST(Xlsx, cut_off_anywhere_is_refused)
{
    std::string rows;
    for (int i = 0; i < 300; ++i)
        rows += "<row><c><v>" + std::to_string(i * 7919) + "</v></c></row>";
    auto const bytes = workbook_of(rows);
    ASSERT_EQ(read(bytes).rows.size(), 300u);
    for (std::size_t size = 4; size < bytes.size(); size += 97) {
        auto const problem = refusal_of(std::string_view(bytes).substr(0, size)).problem;
        EXPECT_EQ(problem, DocumentProblem::Damaged) << size;
    }
}

TEST(Xlsx, with_any_byte_changed_is_read_or_refused_but_never_more)
{
    auto const bytes
        = workbook_of(R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)", "<si><t>Acme</t></si>");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 0x55);
        (void)read_table(changed);
    }
}

TEST(Xlsx, with_broken_parts_is_refused_by_name)
{
    auto const with = [](std::size_t part, std::string content) {
        auto parts = workbook_parts("<row><c><v>1</v></c></row>");
        parts[part].second = std::move(content);
        return refusal_of(zip_of(parts));
    };
    EXPECT_EQ(with(2, "<workbook"), (DocumentError { DocumentProblem::Damaged, 0, 0, "xl/workbook.xml" }));
    EXPECT_EQ(with(6, "<worksheet><sheetData><row><c>"),
        (DocumentError { DocumentProblem::Damaged, 0, 0, "xl/worksheets/sheet1.xml" }));
    EXPECT_EQ(with(6, ""), (DocumentError { DocumentProblem::Damaged, 0, 0, "xl/worksheets/sheet1.xml" }));
    EXPECT_EQ(with(6, "<worksheet><row><c></row></worksheet>").problem, DocumentProblem::Damaged);
}

class Stopwatch {
public:
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

TEST(Xlsx, with_entities_is_refused_at_once)
{
    std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">";
    for (int i = 1; i < 10; ++i)
        laughs += "<!ENTITY lol" + std::to_string(i) + " \"" + "&lol" + std::to_string(i - 1) + ";\">";
    laughs += "]>";
    std::string const outside = "<!DOCTYPE x [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]>";
    Stopwatch const watch;
    for (std::size_t const part : { 2u, 3u, 4u, 5u, 6u }) {
        for (auto const& bad : { laughs, outside }) {
            auto parts = workbook_parts("<row><c><v>&lol9;</v></c></row>");
            auto& text = parts[part].second;
            text.insert(text.find("?>") + 2, bad);
            EXPECT_EQ(refusal_of(zip_of(parts)),
                (DocumentError { DocumentProblem::UnsafeContent, 0, 0, parts[part].first }));
        }
    }
    EXPECT_LT(watch.seconds(), 0.5);
}

std::int64_t resident_bytes()
{
    std::ifstream status("/proc/self/statm");
    std::int64_t all = 0, resident = 0;
    status >> all >> resident;
    return resident * 4096;
}

TEST(Xlsx, that_is_a_bomb_is_refused_in_time_and_memory)
{
    auto const rows = std::string(150'000'000, ' ');
    auto const elements = [] {
        std::string row = "<row>";
        for (int i = 0; i < 2'000'000; ++i)
            row += "<a>";
        return workbook_of(row);
    }();
    auto const sheet = workbook_of(rows);
    auto const larger_than_allowed = workbook_of("<row><c><v>1</v></c></row>" + std::string(1'000'000, ' '));
    auto const before = resident_bytes();
    Stopwatch const watch;
    EXPECT_EQ(refusal_of(sheet), (DocumentError { DocumentProblem::TooLarge, 0, 0, "ratio" }));
    TableChoice choice;
    choice.limits.bytes_max = 500'000;
    EXPECT_EQ(refusal_of(larger_than_allowed, choice),
        (DocumentError { DocumentProblem::TooLarge, 0, 0, "bytes" }));
    auto const many = refusal_of(elements);
    EXPECT_TRUE(many.problem == DocumentProblem::TooLarge || many.problem == DocumentProblem::Damaged);
    EXPECT_LT(watch.seconds(), 1.0);
    EXPECT_LT(resident_bytes() - before, 64'000'000);
}

TEST(Xlsx, with_too_many_of_anything_is_refused)
{
    TableChoice choice;
    choice.limits.rows_max = 2;
    choice.limits.columns_max = 3;
    choice.limits.cell_bytes_max = 5;
    auto const of = [&](std::string const& rows) { return refusal_of(workbook_of(rows), choice); };
    EXPECT_EQ(of("<row><c><v>1</v></c></row><row/><row r=\"9\"/>"),
        (DocumentError { DocumentProblem::TooLarge, 9, 1, "rows" }));
    EXPECT_EQ(of(R"(<row r="2"><c r="D2"><v>1</v></c></row>)"),
        (DocumentError { DocumentProblem::TooLarge, 2, 4, "columns" }));
    EXPECT_EQ(of(R"(<row r="2"><c r="ZZZZ2"><v>1</v></c></row>)").detail, "columns");
    EXPECT_EQ(of(R"(<row r="2"><c r="B2" t="str"><v>123456</v></c></row>)"),
        (DocumentError { DocumentProblem::TooLarge, 2, 2, "cell" }));
    Parts crowd;
    for (int i = 0; i < 10'001; ++i)
        crowd.emplace_back("p" + std::to_string(i), "");
    EXPECT_EQ(refusal_of(zip_of(crowd)), (DocumentError { DocumentProblem::TooLarge, 0, 0, "parts" }));
}

Sheet sheet_of(std::vector<std::vector<Cell>> rows)
{
    return { "Mitglieder", { { "ref" }, { "nom", 30 } }, rows_of(std::move(rows)) };
}

std::vector<std::vector<Cell>> const awkward { { "1"s, "=cmd|' /C calc'!A0"s }, { "2"s, "+41 32 322 12 34"s },
    { "3"s, "'=x"s }, { "4"s, "Été & <b> \"x\" €"s }, { "5"s, "a\nb\tc"s }, { "6"s, " blank "s },
    { std::int64_t(7), 2.5 }, { LocalDate::of(2026, 3, 29).value(), true }, { std::monostate(), "x\x01y"s },
    { std::int64_t(9'007'199'254'740'993), LocalDate::of(1517, 10, 31).value() } };

TEST(ToXlsx, comes_back_as_it_was)
{
    auto const table = read(to_xlsx(sheet_of(awkward)));
    EXPECT_EQ(table.format.sheet, "Mitglieder");
    ASSERT_EQ(table.rows.size(), awkward.size() + 1);
    EXPECT_THAT(table.rows[0].cells, ElementsAre("ref", "nom"));
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(table.rows[i + 1].line, std::int64_t(i) + 2);
        EXPECT_EQ(table.rows[i + 1].cells.at(1), std::get<std::string>(awkward[i][1]));
    }
    EXPECT_THAT(table.rows[7].cells, ElementsAre("7", "2.5"));
    EXPECT_THAT(table.rows[8].cells, ElementsAre("2026-03-29", "true"));
    EXPECT_THAT(table.rows[9].cells, ElementsAre("", "x\x01y"));
    EXPECT_THAT(table.rows[10].cells, ElementsAre("9007199254740993", "1517-10-31"));
}

TEST(ToXlsx, takes_any_name_for_its_sheet)
{
    for (auto const& name :
        { ""s, "a/b:c*d?e[f]g"s, "'x'"s, std::string(200, 'a'), "Œ"s + std::string(60, 'b'), "History"s }) {
        Sheet sheet { name, { { "a" } }, rows_of({ { "1"s } }) };
        EXPECT_EQ(read(to_xlsx(sheet)).rows.size(), 2u) << name;
    }
}

TEST(ToXlsx, cuts_a_text_that_no_cell_can_hold)
{
    std::string longest;
    for (int i = 0; i < 40'000; ++i)
        longest += "é";
    auto const table = read(to_xlsx({ "x", { { "a" } }, rows_of({ { longest } }) }));
    EXPECT_EQ(table.rows.at(1).cells.at(0).size(), 2u * 32'767);
}

class TemporaryFile {
public:
    explicit TemporaryFile(std::string const& ending)
        : path_(std::filesystem::temp_directory_path() / ("passerelle-" + std::to_string(getpid()) + ending))
    {
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    std::filesystem::path const& path() const { return path_; }
    void write(std::string_view bytes) const
    {
        std::ofstream(path_, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
    }
    std::string read() const
    {
        std::ifstream file(path_, std::ios::binary);
        return { std::istreambuf_iterator<char>(file), {} };
    }

private:
    std::filesystem::path path_;
};

/// openpyxl is another implementation of the format; a machine without it can only skip.
bool has_openpyxl() { return std::system("/usr/bin/python3 -c 'import openpyxl' 2> /dev/null") == 0; }

TEST(ToXlsx, is_read_by_another_program_without_a_formula)
{
    if (!has_openpyxl())
        GTEST_SKIP() << "python3-openpyxl is not installed";
    TemporaryFile const book(".xlsx"), result(".txt");
    book.write(to_xlsx(sheet_of(awkward)));
    auto const command = "/usr/bin/python3 -c \"import openpyxl\nw = openpyxl.load_workbook('"
        + book.path().string()
        + "')\ns = w.worksheets[0]\nprint(s.title, s.freeze_panes, s.auto_filter.ref, s['A1'].font.b)\n"
          "for r in s.iter_rows(min_row=2):\n  print('|'.join(c.data_type for c in r))\n"
          "print(s['B2'].value, s['B3'].value, s['A9'].value.date(), s['A9'].number_format)\" > "
        + result.path().string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_EQ(result.read(),
        "Mitglieder A2 A1:B11 True\ns|s\ns|s\ns|s\ns|s\ns|s\ns|s\nn|n\nd|b\nn|s\ns|s\n"
        "=cmd|' /C calc'!A0 +41 32 322 12 34 2026-03-29 dd.mm.yyyy\n");
}

TEST(Xlsx, of_another_program_is_read)
{
    if (!has_openpyxl())
        GTEST_SKIP() << "python3-openpyxl is not installed";
    TemporaryFile const book(".xlsx");
    auto const command
        = "/usr/bin/python3 -c \"import openpyxl, datetime\nw = openpyxl.Workbook()\ns = w.active\n"
          "s['A1'] = 'Liste des membres'\ns.merge_cells('A1:C1')\ns.append([])\n"
          "s.append(['ref', 'Raison sociale', 'Depuis'])\n"
          "s.append([17, 'Müller & fils Sàrl', datetime.date(2019, 5, 4)])\n"
          "s['D4'] = '=1+1'\nw.save('"
        + book.path().string() + "')\"";
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_THAT(read(book.read()).rows,
        ElementsAre(TableRow { 1, { "Liste des membres" } },
            TableRow { 3, { "ref", "Raison sociale", "Depuis" } },
            TableRow { 4, { "17", "Müller & fils Sàrl", "2019-05-04" } }));
}

TEST(Xlsx, of_a_hundred_thousand_rows_streams)
{
    std::int64_t left = 100'000;
    Sheet const sheet { "x", { { "ref" }, { "nom" }, { "texte" } },
        [&](std::vector<Cell>& cells) {
            cells = { left, "Acme " + std::to_string(left), "Usinage de précision et décolletage"s };
            return left-- > 0;
        } };
    auto const bytes = to_xlsx(sheet);
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
    EXPECT_EQ(rows, 100'001);
    EXPECT_LT(resident_bytes() - before, 8'000'000);
}

} // namespace
} // namespace passerelle::documents
