#pragma once

#include "modules/directory/finding/list_page.hpp"
#include "modules/directory/finding/views.hpp"

#include <string>
#include <vector>

namespace passerelle::directory::finding {

/// The map of the region, drawn once from data/map-arc-jurassien.geojson: 1000 units wide, equirectangular
/// around the middle of the region.
class RegionMap {
public:
    static RegionMap const& get();

    int width() const { return width_; }
    int height() const { return height_; }
    /// Cantons, municipalities and lakes.
    html::Html const& ground() const { return ground_; }
    /// Cantons and lakes only, for a small picture.
    html::Html const& outline() const { return outline_; }

    struct Point {
        double x = 0;
        double y = 0;
    };
    Point at(double latitude, double longitude) const;

private:
    RegionMap();

    int width_;
    int height_;
    html::Html ground_;
    html::Html outline_;
};

/// Where the found ones are. Markers nearer than a finger's breadth are one, which leads to all its places.
MapView map_view(accounts::Request const&, Found const&);

} // namespace passerelle::directory::finding
