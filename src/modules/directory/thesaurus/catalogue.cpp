#include "modules/directory/thesaurus/catalogue.hpp"

#include "base/text.hpp"
#include "modules/directory/thesaurus/data_table.hpp"
#include "modules/directory/thesaurus/store.hpp"

#include <unordered_map>

namespace passerelle::directory {
namespace {

std::vector<search::ConceptRow> shipped_thesaurus()
{
    DataTable const table("precision-thesaurus.csv");
    std::vector<search::ConceptRow> rows;
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < table.size(); ++i) {
        search::ConceptRow row { table.at(i, "id"), table.at(i, "broader"), {}, {} };
        for (auto const lang : interface_langs) {
            auto const code = std::string(lang.code());
            row.labels.push_back({ lang, table.at(i, code), true });
            for (auto& label : split_values(table.at(i, code + "_alt"), '|'))
                row.labels.push_back({ lang, std::move(label), false });
        }
        places.emplace(row.id, rows.size());
        rows.push_back(std::move(row));
    }
    DataTable const related("precision-thesaurus-related.csv");
    for (std::size_t i = 0; i < related.size(); ++i)
        rows[places.at(related.at(i, "id1"))].related.push_back(related.at(i, "id2"));
    return rows;
}

} // namespace

std::string_view code_of(Facet facet)
{
    switch (facet) {
    case Facet::Capabilities:
        return "capabilities";
    case Facet::Materials:
        return "materials";
    case Facet::Machines:
        return "machines";
    case Facet::Certifications:
        return "certifications";
    case Facet::Markets:
        return "markets";
    }
    return {};
}

Facet facet_of(search::Thesaurus const& thesaurus, search::Concept number)
{
    auto const id = thesaurus.id(thesaurus.facet(number));
    if (id == "material")
        return Facet::Materials;
    if (id == "machine")
        return Facet::Machines;
    if (id == "certification")
        return Facet::Certifications;
    return id == "market" ? Facet::Markets : Facet::Capabilities;
}

Catalogues::Catalogues(db::Database& database) : database_(database)
{
    auto const is_empty = database.read([](db::Reader& reader) { return thesaurus::is_empty(reader); });
    if (is_empty)
        database.write([](db::Transaction& tx) { thesaurus::insert(tx, shipped_thesaurus()); });
    refresh();
}

std::shared_ptr<search::Thesaurus const> Catalogues::thesaurus() const
{
    std::lock_guard const lock(mutex_);
    return current_;
}

void Catalogues::refresh()
{
    auto const rows = database_.read([](db::Reader& reader) { return thesaurus::load(reader); });
    auto built = search::Thesaurus::build(rows);
    std::lock_guard const lock(mutex_);
    current_ = std::move(built);
}

} // namespace passerelle::directory
