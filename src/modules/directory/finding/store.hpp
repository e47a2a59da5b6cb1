#pragma once

#include "modules/directory/finding/sight.hpp"
#include "platform/db/db.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace passerelle::directory::finding {

/// What a list shows of an organisation.
struct Card {
    OrganisationId id;
    std::string slug;
    Kind kind = Kind::Company;
    std::string name;
    Lang lang;
    Instant updated_at;
    LocalisedText summary;
    std::string postcode; ///< of the main site
    std::string locality;
    std::string canton;
    std::string place_id;
    std::vector<std::string> concepts; ///< confirmed, certificates that have run out left out
};

/// A card before it is known who looks at it, and when.
struct WholeCard {
    struct Claimed {
        std::string id;
        std::optional<LocalDate> valid_until;
    };
    Card card; ///< all but its concepts
    Visibility visibility;
    std::vector<Claimed> concepts; ///< confirmed
};

Card card_as_seen(WholeCard const&, Sight, LocalDate today);

/// Those of `ids` that are published, in any order. Three statements for any number.
std::vector<WholeCard> read_cards(db::Reader&, std::vector<OrganisationId> const& ids);

/// Where an entry is reached: by its slug, or at its successor's.
struct Whereabouts {
    std::string slug;
    State state = State::Published;
    std::optional<OrganisationId> successor;
};
std::optional<Whereabouts> find_whereabouts(db::Reader&, OrganisationId);

/// Of those that are published.
std::unordered_map<Uuid, std::string> published_slugs(db::Reader&, std::vector<OrganisationId> const& ids);

/// The published ones by id, for the sitemap.
struct Listed {
    OrganisationId id;
    std::string slug;
    Instant updated_at;
};
std::vector<Listed> listed_after(db::Reader&, OrganisationId after, int limit);

/// The id after which the next part of `count` ends; nothing where fewer are left.
std::optional<OrganisationId> mark_after(db::Reader&, OrganisationId after, int count);

} // namespace passerelle::directory::finding
