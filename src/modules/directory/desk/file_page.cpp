#include "modules/directory/desk/file_page.hpp"

#include "platform/documents/csv.hpp"
#include "platform/documents/xlsx.hpp"

namespace passerelle::directory::desk {

http::Response file_of(std::string_view file_name, std::string_view type, documents::Pieces pieces)
{
    using Step = http::Stream::Step;
    return http::Response::download(
        file_name, type, http::Stream { .produce = [pieces = std::move(pieces)](std::string& piece) {
            return pieces(piece) ? Step::More : Step::End;
        } });
}

TableFile table_file(std::string_view code) { return code == "csv" ? TableFile::Csv : TableFile::Xlsx; }

http::Response file_of(std::string const& name, TableFile file, documents::Sheet sheet)
{
    if (file == TableFile::Csv)
        return file_of(name + ".csv", csv_type, documents::csv_pieces(std::move(sheet)));
    return file_of(name + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        documents::xlsx_pieces(sheet));
}

} // namespace passerelle::directory::desk
