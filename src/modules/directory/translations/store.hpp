#pragma once

#include "modules/directory/organisations/organisation.hpp"
#include "platform/texts/texts.hpp"

namespace passerelle::directory::translations {

/// Open texts of an operator's members into one language.
struct OpenFilter {
    OperatorId operator_id;
    Lang into;
    bool outdated = true;
    bool missing = true;
    std::optional<int> characters_max {};
    std::optional<Instant> written_before {};
};

/// Paged by key. A range of an index for each of the few coverages (texts::Coverage) that are open.
Page<texts::OpenPiece> open_pieces(db::Reader&, OpenFilter const&, texts::OpenOrder, PageRequest const&);

/// Where a page goes on that ends with this piece.
std::string cursor_behind(texts::OpenPiece const&, texts::OpenOrder);

/// As texts::count_open, of an operator's members, each number up to `count_max`.
std::vector<texts::OpenCount> count_open(db::Reader&, OperatorId, Langs const&, int count_max);

} // namespace passerelle::directory::translations
