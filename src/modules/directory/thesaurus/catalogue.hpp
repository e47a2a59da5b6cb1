#pragma once

#include "modules/directory/thesaurus/places.hpp"
#include "platform/db/db.hpp"
#include "platform/search/thesaurus.hpp"

#include <memory>
#include <mutex>
#include <string_view>

namespace passerelle::directory {

/// The facets of the thesaurus that an organisation claims concepts of, as columns of a spreadsheet name
/// them.
enum class Facet { Capabilities, Materials, Machines, Certifications, Markets };

/// `capabilities`
std::string_view code_of(Facet);
/// Facets of the thesaurus (top concepts) that belong together under this name: capabilities are processes,
/// components, services, research and training too.
Facet facet_of(search::Thesaurus const&, search::Concept);

/// The thesaurus of this moment, for any number of threads.
class Catalogues {
public:
    /// Fills the thesaurus of an empty database with the one that comes with the program.
    Catalogues(db::Database&);

    std::shared_ptr<search::Thesaurus const> thesaurus() const;

    /// Reads it again: after a change here, or when the change log tells of one elsewhere.
    void refresh();

private:
    db::Database& database_;
    mutable std::mutex mutex_;
    std::shared_ptr<search::Thesaurus const> current_;
};

} // namespace passerelle::directory
