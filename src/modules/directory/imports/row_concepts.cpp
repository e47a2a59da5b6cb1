#include "modules/directory/imports/row_reader.hpp"

#include "base/text.hpp"
#include "modules/directory/imports/cells.hpp"
#include "modules/directory/imports/row_cell.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/search/reading.hpp"

#include <algorithm>

/// Cells that name concepts of the thesaurus.
namespace passerelle::directory::imports {
namespace {

/// The one concept that all of the text is a form of: `Polituren`, `pièces décolletées`.
std::optional<std::string> inflected_label(search::Thesaurus const& thesaurus, std::string const& text)
{
    for (auto const lang : interface_langs) {
        auto const found = search::recognise(thesaurus, text, lang);
        if (found.size() == 1 && !found[0].part && !found[0].ambiguous && found[0].begin == 0
            && found[0].end == text.size())
            return std::string(thesaurus.id(found[0].concept_number));
    }
    return std::nullopt;
}

} // namespace

RowReader::Named const& RowReader::named(std::string const& text)
{
    auto const [place, is_new] = named_.try_emplace(text);
    auto& answer = place->second;
    if (!is_new)
        return answer;
    if (auto const found = thesaurus_->named(text); !found.empty()) {
        answer.id = std::string(thesaurus_->id(found.front()));
        return answer;
    }
    if (auto const inflected = inflected_label(*thesaurus_, text)) {
        answer.id = inflected;
        return answer;
    }
    if (suggestions_left_-- <= 0)
        return answer;
    if (labels_.empty())
        for (std::size_t number = 0; number < thesaurus_->size(); ++number)
            for (auto const& label : thesaurus_->labels(static_cast<search::Concept>(number)))
                labels_.emplace_back(label.text);
    if (auto const near = i18n::nearest(text, labels_, 1); !near.empty())
        answer.nearest = near.front();
    return answer;
}

void RowReader::read_concepts(RowInput& row, Cell const& cell, Facet facet)
{
    std::vector<std::string> unknown;
    auto parts = list_of(cell.raw);
    // A label may have a comma in it.
    if (named(cell.text).id)
        parts = { cell.text };
    for (auto const& part : parts) {
        auto const& found = named(part);
        if (!found.id) {
            unknown.push_back(part);
            cell.complain_of(row, Complaint::ConceptUnknown, part, found.nearest);
            continue;
        }
        auto& ids = row.concepts[facet];
        if (std::find(ids.begin(), ids.end(), *found.id) == ids.end())
            ids.push_back(*found.id);
    }
    if (!unknown.empty())
        row.notes.push_back({ cell.heading.text, join(unknown, "; ") });
}

} // namespace passerelle::directory::imports
