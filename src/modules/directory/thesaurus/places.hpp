#pragma once

#include "base/lang.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace passerelle::directory {

/// A region or locality of data/places.csv.
struct Place {
    enum class Type { Area, Canton, District, Municipality };

    std::string id; ///< `biel-bienne`
    Type type;
    std::string fr, de, en;
    std::string canton; ///< `BE`, empty for what lies in several
    std::string parent; ///< the next larger place; empty at the top
    std::string postcode;
    double latitude = 0; ///< WGS84, degrees
    double longitude = 0;
    Langs langs; ///< spoken there, the main one first
    int bfs = 0; ///< number of the municipality, Federal Statistical Office; 0 for regions
    std::vector<std::string> aliases;

    std::string_view name(Lang) const;
};

/// All of them, read once from the program. Safe from any thread.
class Places {
public:
    static Places const& all();

    Place const* find(std::string_view id) const;
    std::vector<Place> const& list() const { return places_; }
    std::vector<Place const*> children(std::string_view id) const;
    /// The place itself, then its parents up to the area.
    std::vector<Place const*> with_parents(std::string_view id) const;

    /// The municipality that a person means by a name in any language, or by its postcode where the name does
    /// not decide. "2502 Biel/Bienne", "Bienne", "Delsberg".
    Place const* recognise(std::string_view postcode, std::string_view locality) const;
    /// Names near to a misspelt one.
    std::vector<std::string> nearest(std::string_view locality) const;

private:
    Places();
    std::vector<Place> places_; ///< in the order of the file, parents first
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> by_name_; ///< folded; municipalities
    std::unordered_map<std::string, std::size_t> by_postcode_;
};

} // namespace passerelle::directory
