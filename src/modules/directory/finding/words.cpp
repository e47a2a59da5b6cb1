#include "modules/directory/finding/words.hpp"

#include "modules/directory/finding/projection.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"

#include <algorithm>

namespace passerelle::directory::finding {

std::string_view name_of(Kind kind, i18n::Words const& words)
{
    switch (kind) {
    case Kind::Company:
        return words.tr("Company");
    case Kind::Training:
        return words.tr("Training institution");
    case Kind::Association:
        return words.tr("Association");
    case Kind::Public:
        return words.tr("Public body");
    }
    return {};
}

std::string_view name_of_facet(std::string_view facet, i18n::Words const& words)
{
    if (facet == facets::kind)
        return words.tr("Kind");
    if (facet == facets::region)
        return words.tr("Region");
    if (facet == facets::place)
        return words.tr("Locality");
    if (facet == facets::capability)
        return words.tr("Skills");
    if (facet == facets::material)
        return words.tr("Materials");
    if (facet == facets::machine)
        return words.tr("Machines");
    if (facet == facets::certification)
        return words.tr("Certifications");
    if (facet == facets::market)
        return words.tr("Markets");
    return facet == facets::lang ? words.tr("Languages spoken") : words.tr("Operators");
}

std::string heading_of(search::Thesaurus const& thesaurus, search::Concept number, Lang lang)
{
    auto label = std::string(thesaurus.label(number, lang));
    // Most begin with a letter of ASCII, and a list has hundreds of them.
    auto const first = label.empty() ? '\0' : label.front();
    if (static_cast<unsigned char>(first) >= 0x80)
        return i18n::upper_first(label);
    if (first >= 'a' && first <= 'z')
        label.front() = static_cast<char>(first - 'a' + 'A');
    return label;
}

Labels::Labels(i18n::Words const& words, std::shared_ptr<search::Thesaurus const> thesaurus,
    std::vector<accounts::Operator> operators)
    : words_(words),
      thesaurus_(std::move(thesaurus)),
      operators_(std::move(operators))
{
}

std::string Labels::of(std::string_view facet, std::string_view value) const
{
    if (facet == facets::kind) {
        auto const kind = parse_kind(value);
        return std::string(kind ? name_of(*kind, words_) : value);
    }
    if (facet == facets::region || facet == facets::place) {
        auto const* place = Places::all().find(value);
        return std::string(place ? place->name(lang()) : value);
    }
    if (facet == facets::lang) {
        auto const named = Lang::parse(value);
        return named ? i18n::upper_first(i18n::lang_name(*named, lang())) : std::string(value);
    }
    if (facet == facets::operator_slug) {
        auto const found = std::find_if(operators_.begin(), operators_.end(),
            [&](accounts::Operator const& one) { return one.slug == value; });
        return found == operators_.end() ? std::string(value) : found->name;
    }
    auto const number = thesaurus_->find(value);
    return number ? of(*number) : std::string(value);
}

std::string Labels::of(search::Concept number) const { return heading_of(*thesaurus_, number, lang()); }

} // namespace passerelle::directory::finding
