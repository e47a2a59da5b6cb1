#include "platform/documents/xlsx.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "platform/documents/csv.hpp"
#include "platform/i18n/charset.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace passerelle::documents {
namespace {

constexpr std::size_t cell_characters_max = 32'767;
constexpr std::size_t sheet_name_characters_max = 31;

/// The library writes to a path. This one has no name, so nothing is left behind whatever happens.
class UnnamedFile {
public:
    UnnamedFile() : file_(std::tmpfile(), &std::fclose)
    {
        if (!file_)
            throw std::system_error(errno, std::generic_category(), "tmpfile");
    }

    std::string path() const { return "/proc/self/fd/" + std::to_string(fileno(file_.get())); }

    /// Appends what comes next of it; false at its end.
    bool read(std::string& piece)
    {
        auto const before = piece.size();
        piece.resize(before + piece_bytes);
        auto const count = pread(fileno(file_.get()), piece.data() + before, piece_bytes, at_);
        if (count < 0)
            throw std::system_error(errno, std::generic_category(), "reading a workbook back");
        piece.resize(before + static_cast<std::size_t>(count));
        at_ += count;
        return count > 0;
    }

private:
    static constexpr std::size_t piece_bytes = 64 * 1024;

    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    off_t at_ = 0;
};

void check(lxw_error error)
{
    if (error != LXW_NO_ERROR)
        throw std::runtime_error(std::string("writing a workbook: ") + lxw_strerror(error));
}

/// The first `count_max` characters.
std::string cut(std::string text, std::size_t count_max)
{
    if (text.size() <= count_max)
        return text;
    std::size_t count = 0;
    auto const begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    auto const end = std::find_if(
        text.begin(), text.end(), [&](char c) { return begins_character(c) && ++count > count_max; });
    text.erase(end, text.end());
    return text;
}

std::string clean(std::string_view text)
{
    return is_valid_utf8(text) ? std::string(text) : i18n::to_utf8(text, i18n::Charset::Utf8);
}

/// Text in a workbook is never a formula and needs no guard, but what looks like one would be taken off on
/// reading.
std::string cell_text(std::string_view text)
{
    return cut(unguarded(text).size() == text.size() ? clean(text) : guarded(text), cell_characters_max);
}

std::string sheet_name(std::string_view wanted)
{
    auto name = clean(wanted);
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::string_view("[]:*?/\\'\t\r\n").find(c) != std::string_view::npos; }, ' ');
    name = cut(std::string(trim(name)), sheet_name_characters_max);
    return name.empty() || ascii_lower(name) == "history" ? "1" : name;
}

/// Places cells; one for a workbook that is being written.
struct CellWriter {
    lxw_worksheet* worksheet;
    lxw_format* date_format;
    lxw_row_t row = 0;
    lxw_col_t column = 0;

    void operator()(std::monostate) const {}
    void operator()(std::string const& text) const
    {
        if (!text.empty())
            check(worksheet_write_string(worksheet, row, column, cell_text(text).c_str(), nullptr));
    }
    void operator()(std::int64_t number) const
    {
        constexpr std::int64_t exact_max = 999'999'999'999'999; // Excel keeps 15 digits
        if (number < -exact_max || number > exact_max)
            (*this)(std::to_string(number));
        else
            check(worksheet_write_number(worksheet, row, column, static_cast<double>(number), nullptr));
    }
    void operator()(double number) const
    {
        if (std::isfinite(number))
            check(worksheet_write_number(worksheet, row, column, number, nullptr));
    }
    void operator()(bool yes) const { check(worksheet_write_boolean(worksheet, row, column, yes, nullptr)); }
    void operator()(LocalDate date) const
    {
        auto const year = int(date.ymd().year());
        if (year < 1900 || year > 9999) // before Excel's calendar
            return (*this)(date.text());
        lxw_datetime day {};
        day.year = year;
        day.month = int(unsigned(date.ymd().month()));
        day.day = int(unsigned(date.ymd().day()));
        check(worksheet_write_datetime(worksheet, row, column, &day, date_format));
    }
};

void write_headings(lxw_workbook* workbook, lxw_worksheet* worksheet, std::vector<SheetColumn> const& columns)
{
    auto* const bold = workbook_add_format(workbook);
    format_set_bold(bold);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto const at = static_cast<lxw_col_t>(i);
        auto const heading = int(count_characters(clean(columns[i].heading)));
        auto const width
            = columns[i].width > 0 ? columns[i].width : std::max(12, heading + 4); // room for the arrow
        check(worksheet_set_column(worksheet, at, at, width, nullptr));
        check(worksheet_write_string(worksheet, 0, at, cell_text(columns[i].heading).c_str(), bold));
    }
    worksheet_freeze_panes(worksheet, 1, 0);
}

void write_sheet(lxw_workbook* workbook, Sheet const& sheet)
{
    auto* const worksheet = workbook_add_worksheet(workbook, sheet_name(sheet.name).c_str());
    ensure(worksheet != nullptr);
    auto* const date_format = workbook_add_format(workbook);
    format_set_num_format(date_format, "dd.mm.yyyy");
    write_headings(workbook, worksheet, sheet.columns);

    CellWriter writer { worksheet, date_format };
    std::vector<Cell> cells;
    while (cells.clear(), sheet.next(cells)) {
        ++writer.row;
        for (writer.column = 0; writer.column < cells.size(); ++writer.column)
            std::visit(writer, cells[writer.column]);
    }
    if (!sheet.columns.empty())
        check(worksheet_autofilter(
            worksheet, 0, 0, writer.row, static_cast<lxw_col_t>(sheet.columns.size() - 1)));
}

} // namespace

Pieces xlsx_pieces(Sheet const& sheet)
{
    auto const file = std::make_shared<UnnamedFile>();
    lxw_workbook_options options {};
    options.constant_memory = LXW_TRUE;
    auto* const workbook = workbook_new_opt(file->path().c_str(), &options);
    ensure(workbook != nullptr);
    try {
        write_sheet(workbook, sheet);
    } catch (...) {
        lxw_workbook_free(workbook); // which workbook_close would have done
        throw;
    }
    check(workbook_close(workbook));
    return [file](std::string& piece) { return file->read(piece); };
}

std::string to_xlsx(Sheet const& sheet) { return joined(xlsx_pieces(sheet)); }

} // namespace passerelle::documents
