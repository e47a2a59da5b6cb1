#pragma once

#include "base/text.hpp"
#include "platform/search/document.hpp"
#include "platform/search/thesaurus.hpp"

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

/// The thesaurus that comes with the program, for tests and benchmarks. Read from the project's root.
namespace passerelle::search::sample {

/// RFC 4180 without line breaks inside fields, which these files do not have.
inline std::vector<std::string> fields(std::string const& line)
{
    std::vector<std::string> fields(1);
    auto quoted = false;
    for (auto const c : line)
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
    return fields;
}

inline std::vector<std::vector<std::string>> rows(std::string const& path)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("not found from here: " + path);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line))
        rows.push_back(fields(line));
    return rows;
}

inline std::vector<ConceptRow> concept_rows(std::string const& root = ".")
{
    std::vector<ConceptRow> concepts;
    std::unordered_map<std::string, std::size_t> places;
    for (auto const& row : rows(root + "/data/precision-thesaurus.csv")) {
        ConceptRow made { row[0], row[1], {}, {} };
        std::size_t column = 2;
        for (auto const lang : { Lang::fr, Lang::de, Lang::en }) {
            made.labels.push_back({ lang, row[column], true });
            for (auto const& other : split_values(row[column + 1], '|'))
                made.labels.push_back({ lang, other, false });
            column += 2;
        }
        places[made.id] = concepts.size();
        concepts.push_back(std::move(made));
    }
    for (auto const& row : rows(root + "/data/precision-thesaurus-related.csv"))
        concepts[places.at(row[0])].related.push_back(row[1]);
    return concepts;
}

inline std::shared_ptr<Thesaurus const> thesaurus(std::string const& root = ".")
{
    auto const rows = concept_rows(root);
    return Thesaurus::build(rows);
}

/// A document's id from a small number.
inline Uuid id(std::uint32_t number)
{
    Uuid id;
    for (int i = 0; i < 4; ++i)
        id.bytes[15 - std::size_t(i)] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

inline std::uint32_t number_of(Uuid const& id)
{
    std::uint32_t number = 0;
    for (std::size_t i = 12; i < 16; ++i)
        number = (number << 8) | id.bytes[i];
    return number;
}

} // namespace passerelle::search::sample
