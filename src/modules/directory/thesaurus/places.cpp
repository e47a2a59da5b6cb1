#include "modules/directory/thesaurus/places.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"
#include "modules/directory/thesaurus/data_table.hpp"
#include "platform/i18n/fold.hpp"

#include <charconv>

namespace passerelle::directory {
namespace {

Place::Type parse_type(std::string_view text)
{
    if (text == "area")
        return Place::Type::Area;
    if (text == "canton")
        return Place::Type::Canton;
    if (text == "district")
        return Place::Type::District;
    ensure(text == "municipality");
    return Place::Type::Municipality;
}

double parse_degrees(std::string_view text)
{
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    ensure(error == std::errc() && end == text.data() + text.size());
    return value;
}

Place read_place(DataTable const& table, std::size_t row)
{
    Place place;
    place.id = table.at(row, "id");
    place.type = parse_type(table.at(row, "type"));
    place.fr = table.at(row, "fr");
    place.de = table.at(row, "de");
    place.en = table.at(row, "en");
    place.canton = table.at(row, "canton");
    place.parent = table.at(row, "parent");
    place.postcode = table.at(row, "postcode");
    place.latitude = parse_degrees(table.at(row, "lat"));
    place.longitude = parse_degrees(table.at(row, "lon"));
    place.langs = parse_langs(table.at(row, "languages"));
    place.bfs = static_cast<int>(parse_integer(table.at(row, "bfs")).value_or(0));
    place.aliases = split_values(table.at(row, "aliases"), '|');
    return place;
}

} // namespace

std::string_view Place::name(Lang lang) const
{
    if (lang == Lang::de)
        return de;
    return lang == Lang::en ? en : fr;
}

Places const& Places::all()
{
    static Places const places;
    return places;
}

Places::Places()
{
    DataTable const table("places.csv");
    for (std::size_t row = 0; row < table.size(); ++row)
        places_.push_back(read_place(table, row));
    for (std::size_t i = 0; i < places_.size(); ++i) {
        auto const& place = places_[i];
        by_id_.emplace(place.id, i);
        if (place.type != Place::Type::Municipality)
            continue;
        by_postcode_.emplace(place.postcode, i);
        for (auto const* name : { &place.fr, &place.de, &place.en })
            for (auto const& key : i18n::fold_variants(*name))
                by_name_.emplace(key, i);
        for (auto const& alias : place.aliases)
            for (auto const& key : i18n::fold_variants(alias))
                by_name_.emplace(key, i);
    }
}

Place const* Places::find(std::string_view id) const
{
    auto const found = by_id_.find(std::string(id));
    return found == by_id_.end() ? nullptr : &places_[found->second];
}

std::vector<Place const*> Places::children(std::string_view id) const
{
    std::vector<Place const*> result;
    for (auto const& place : places_)
        if (place.parent == id)
            result.push_back(&place);
    return result;
}

std::vector<Place const*> Places::with_parents(std::string_view id) const
{
    std::vector<Place const*> result;
    for (auto const* place = find(id); place; place = find(place->parent))
        result.push_back(place);
    return result;
}

Place const* Places::recognise(std::string_view postcode, std::string_view locality) const
{
    for (auto const& key : i18n::fold_variants(locality))
        if (auto const found = by_name_.find(key); found != by_name_.end())
            return &places_[found->second];
    if (auto const found = by_postcode_.find(std::string(postcode));
        found != by_postcode_.end() && locality.empty())
        return &places_[found->second];
    return nullptr;
}

std::vector<std::string> Places::nearest(std::string_view locality) const
{
    std::vector<std::string> names;
    for (auto const& place : places_)
        if (place.type == Place::Type::Municipality)
            for (auto const* name : { &place.fr, &place.de })
                if (names.empty() || names.back() != *name)
                    names.push_back(*name);
    return i18n::nearest(locality, names);
}

} // namespace passerelle::directory
