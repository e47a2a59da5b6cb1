#include "modules/directory/finding/region_map_view.hpp"

#include "base/ensure.hpp"
#include "modules/directory/embedded_data.hpp"
#include "modules/directory/finding/asked_form.hpp"
#include "modules/directory/finding/projection.hpp"
#include "modules/directory/finding/views/map_ground.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/html/translate.hpp"
#include "platform/i18n/fold.hpp"
#include "platform/i18n/format.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace passerelle::directory::finding {
namespace {

// The frame of the map in degrees.
constexpr double west = 6.42, east = 7.98, south = 46.83, north = 47.52;
constexpr double middle = 47.15;
constexpr int map_width = 1000;

constexpr double marker_distance = 42; ///< 24 px on the smallest map (docs/face.md)
constexpr int radius_min = 17, radius_more = 9;
constexpr int margin = 30;

double units_per_degree() { return map_width / ((east - west) * std::cos(middle * std::numbers::pi / 180)); }

RegionMap::Point project(double latitude, double longitude)
{
    auto const scale = units_per_degree();
    return { (longitude - west) * scale * std::cos(middle * std::numbers::pi / 180),
        (north - latitude) * scale };
}

/// A ring as the data of a path, points that fall together left out; nothing for what has no area then.
std::string path_of_ring(Json const& ring)
{
    std::string path;
    int points = 0, last_x = 0, last_y = 0;
    for (auto const& position : ring) {
        auto const point = project(position.at(1).get<double>(), position.at(0).get<double>());
        auto const x = static_cast<int>(std::lround(point.x)), y = static_cast<int>(std::lround(point.y));
        if (points > 0 && std::abs(x - last_x) + std::abs(y - last_y) <= 2)
            continue;
        path += (points == 0 ? "M" : "L") + std::to_string(x) + " " + std::to_string(y);
        last_x = x;
        last_y = y;
        ++points;
    }
    return points > 3 ? path + "Z" : std::string();
}

std::string path_of(Json const& geometry)
{
    std::string path;
    auto const& coordinates = geometry.at("coordinates");
    if (geometry.at("type") == "Polygon")
        for (auto const& ring : coordinates)
            path += path_of_ring(ring);
    else
        for (auto const& polygon : coordinates)
            for (auto const& ring : polygon)
                path += path_of_ring(ring);
    return path;
}

std::vector<MapShape> shapes_of(Json const& features, std::initializer_list<std::string_view> kinds)
{
    std::vector<MapShape> shapes;
    for (auto const kind : kinds)
        for (auto const& feature : features)
            if (feature.at("properties").at("kind") == kind)
                if (auto path = path_of(feature.at("geometry")); !path.empty())
                    shapes.push_back({ "map-" + std::string(kind), std::move(path) });
    return shapes;
}

struct CantonName {
    std::string_view fr, de, en;
    int x, y;
};
constexpr CantonName canton_names[] { { "JURA", "JURA", "JURA", 330, 70 },
    { "NEUCHÂTEL", "NEUENBURG", "NEUCHÂTEL", 120, 430 }, { "BERNE", "BERN", "BERN", 620, 520 },
    { "SOLEURE", "SOLOTHURN", "SOLOTHURN", 850, 150 } };

std::vector<MapLabel> canton_labels(Lang lang)
{
    std::vector<MapLabel> labels;
    for (auto const& name : canton_names)
        labels.push_back({ std::string(lang == Lang::de ? name.de
                                   : lang == Lang::en   ? name.en
                                                        : name.fr),
            name.x, name.y });
    return labels;
}

/// Places that stand too near to each other for one marker each.
struct Cluster {
    RegionMap::Point point;
    std::vector<Place const*> places; ///< the one with most organisations first
    std::int64_t count = 0;
};

std::vector<Cluster> clusters_of(std::vector<search::FacetCount> const& counts)
{
    std::vector<Cluster> clusters;
    auto const& map = RegionMap::get();
    for (auto const& [id, count] : counts) {
        auto const* place = Places::all().find(id);
        if (!place)
            continue;
        auto const point = map.at(place->latitude, place->longitude);
        if (point.x < margin || point.x > map.width() - margin || point.y < margin
            || point.y > map.height() - margin)
            continue;
        auto const near = std::find_if(clusters.begin(), clusters.end(), [&](Cluster const& cluster) {
            return std::hypot(cluster.point.x - point.x, cluster.point.y - point.y) < marker_distance;
        });
        auto& cluster = near == clusters.end() ? clusters.emplace_back(Cluster { point, {}, 0 }) : *near;
        cluster.places.push_back(place);
        cluster.count += static_cast<std::int64_t>(count);
    }
    return clusters;
}

MapMarker marker_of(
    Cluster const& cluster, Asked const& asked, std::string const& path, i18n::Words const& words)
{
    auto const lang = words.lang();
    auto name = std::string(cluster.places.front()->name(lang));
    if (cluster.places.size() > 1)
        name = html::Tr(words)("{place} and around", { { "place", name } });
    auto link = asked.first_page();
    link.map = false;
    link.more.clear();
    for (auto const* place : cluster.places)
        link = link.with(facets::place, place->id);
    auto const more = std::min(double(radius_more), std::sqrt(double(cluster.count)) * 1.6);
    auto title = name + ": " + organisations_in_words(cluster.count, words);
    return { std::move(name), std::move(title), link.address(path), i18n::number(cluster.count, lang),
        static_cast<int>(std::lround(cluster.point.x)), static_cast<int>(std::lround(cluster.point.y)),
        static_cast<int>(std::lround(radius_min + more)) };
}

} // namespace

RegionMap const& RegionMap::get()
{
    static RegionMap const map;
    return map;
}

RegionMap::RegionMap()
    : width_(map_width),
      height_(static_cast<int>(std::lround((north - south) * units_per_degree())))
{
    auto const parsed = parse_json(data_file("map-arc-jurassien.geojson"), { .members_max = 100'000 });
    ensure(parsed);
    auto const& features = parsed->at("features");
    ground_ = views::map_ground(shapes_of(features, { "canton", "municipality", "lake" }));
    outline_ = views::map_ground(shapes_of(features, { "canton", "lake" }));
}

RegionMap::Point RegionMap::at(double latitude, double longitude) const
{
    return project(latitude, longitude);
}

MapView map_view(accounts::Request const& request, Found const& found)
{
    auto const& map = RegionMap::get();
    auto const& words = request.words();
    MapView view { map.width(), map.height(), map.ground(), canton_labels(request.lang()), {}, {} };
    auto const counts = found.answer.facets.find(std::string(facets::place));
    if (counts == found.answer.facets.end())
        return view;
    auto const asked = Asked::read(request.query());
    auto const path = request.address("/{lang}/@organisations");
    for (auto const& cluster : clusters_of(counts->second))
        view.markers.push_back(marker_of(cluster, asked, path, words));
    for (auto const& marker : view.markers)
        view.list.push_back({ marker.name, marker.url, marker.count });
    std::sort(view.list.begin(), view.list.end(), [&](Counted const& a, Counted const& b) {
        return i18n::collation_key(a.label, request.lang()) < i18n::collation_key(b.label, request.lang());
    });
    std::sort(view.markers.begin(), view.markers.end(),
        [](MapMarker const& a, MapMarker const& b) { return std::pair(a.y, a.x) < std::pair(b.y, b.x); });
    return view;
}

} // namespace passerelle::directory::finding
