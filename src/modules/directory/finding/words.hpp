#pragma once

#include "modules/accounts/operator.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/i18n/words.hpp"
#include "platform/search/thesaurus.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::directory::finding {

/// `Company`
std::string_view name_of(Kind, i18n::Words const&);
/// `Skills`, above the values of a facet.
std::string_view name_of_facet(std::string_view facet, i18n::Words const&);

/// A concept's label with a capital.
std::string heading_of(search::Thesaurus const&, search::Concept, Lang);

/// What the values of facets are called in one language.
class Labels {
public:
    Labels(i18n::Words const&, std::shared_ptr<search::Thesaurus const>,
        std::vector<accounts::Operator> operators);

    /// The value as it stands where nobody knows it.
    std::string of(std::string_view facet, std::string_view value) const;

    /// With a capital, as it stands alone in lists and headings.
    std::string of(search::Concept) const;

    Lang lang() const { return words_.lang(); }
    i18n::Words const& words() const { return words_; }
    search::Thesaurus const& thesaurus() const { return *thesaurus_; }
    std::vector<accounts::Operator> const& operators() const { return operators_; }

private:
    i18n::Words const& words_;
    std::shared_ptr<search::Thesaurus const> thesaurus_;
    std::vector<accounts::Operator> operators_;
};

} // namespace passerelle::directory::finding
