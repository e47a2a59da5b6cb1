#pragma once

#include "base/localised_text.hpp"
#include "modules/directory/organisations/organisation.hpp"
#include "platform/html/page.hpp"
#include "platform/html/table.hpp"
#include "platform/html/url.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the public pages show.
namespace passerelle::directory::finding {

/// Why a hit is there: its own words, and how they relate to what was asked for.
struct Why {
    enum class Relation { Same, Equal, Narrower, Related };
    std::string found;
    Lang lang;
    Relation relation = Relation::Same;
    std::string asked;
};

struct CardRow {
    std::string name;
    html::Url url;
    std::string meta; ///< `Company · 2502 Biel/Bienne BE`
    std::vector<Why> whys {};
    LocalisedText summary {};
    std::vector<html::Link> tags {};
};

/// A name with how many there are.
struct Counted {
    std::string label;
    html::Url url;
    std::string count;
    std::optional<Lang> lang {};
};

struct FacetValue {
    std::string value;
    std::string label;
    std::string count;
    bool checked = false;
    bool none = false;
};

struct FacetGroup {
    std::string name;
    std::string label;
    std::vector<FacetValue> values;
    bool open = false;
    html::Url more; ///< with all values; empty where all are shown
};

struct MapShape {
    std::string css_class;
    std::string path;
};

struct MapLabel {
    std::string text;
    int x = 0;
    int y = 0;
};

struct MapMarker {
    std::string name;  ///< `Tavannes and around`
    std::string title; ///< with the number, for who does not see the map
    html::Url url;
    std::string count;
    int x = 0;
    int y = 0;
    int radius = 0;
};

struct MapView {
    int width = 0;
    int height = 0;
    html::Html ground;
    std::vector<MapLabel> labels;
    std::vector<MapMarker> markers;
    std::vector<Counted> list; ///< the same places
};

struct DirectoryPage {
    html::Url path;
    std::string q;
    bool map = false;
    std::string heading;       ///< `6 organisations`
    std::string asked_instead; ///< the query that was answered, where it was corrected
    std::vector<FacetGroup> facets;
    std::size_t active = 0;
    std::vector<html::Link> chips;
    html::Url clear;
    html::Url list_url;
    html::Url map_url;
    std::vector<CardRow> rows;
    html::Pager pager;
    html::Url first; ///< back to the start; empty there
    std::optional<MapView> on_map;
    html::Url propose;
    html::Url concepts;
};

struct OperatorCard {
    std::string name;
    Lang lang;
    html::Url url;
    std::string meta;
};

struct HomePage {
    std::string sentence;
    std::string other_sentence;
    Lang other_lang;
    html::Url directory;
    html::Url map;
    html::Url concepts;
    html::Url propose;
    std::string organisations;
    std::string skills;
    std::string places;
    std::string langs;
    std::vector<Counted> capabilities;
    std::vector<Counted> regions;
    std::vector<OperatorCard> operators;
    html::Html ground;
    int width = 0;
    int height = 0;
};

struct TextPart {
    std::string heading; ///< empty for the summary, which needs none
    LocalisedText text;
    std::string mark;                ///< who sees it, where not everybody does
    std::vector<html::Link> current; ///< versions that say something newer
};

struct ConceptItem {
    html::Link link;
    std::string detail;
};

struct ConceptList {
    std::string heading;
    std::vector<ConceptItem> items;
};

struct Certificate {
    enum class Validity { Unknown, Valid, Expiring, Expired };
    html::Link link;
    std::string detail;
    Validity validity = Validity::Unknown;
    std::string until;
    std::string until_iso;
};

struct SiteEntry {
    std::string name;
    std::string street;
    std::string before; ///< postcode
    html::Link place;   ///< without an address where the locality has no page
    std::string after;  ///< canton, country
};

struct ContactLine {
    std::string label;
    html::Link link; ///< without an address for plain text
    std::string mark;
};

struct EntryPage {
    std::string name;
    std::string kind;
    std::string where;
    std::string confirmed;
    std::string confirmed_iso;
    html::Url edit;
    html::Url claim;
    html::Url vcard;
    std::vector<TextPart> texts;
    std::vector<html::Link> capabilities;
    std::vector<ConceptList> concepts;
    std::vector<Certificate> certificates;
    std::vector<SiteEntry> sites;
    std::vector<ContactLine> contacts;
    std::vector<html::Link> operators;
};

struct ConceptLabels {
    Lang lang;
    std::string preferred;
    std::string others;
};

struct ConceptPage {
    std::vector<ConceptLabels> labels;
    std::vector<html::Link> broader;
    std::vector<html::Link> narrower;
    std::vector<html::Link> related;
    std::string count;
    std::vector<CardRow> rows;
    html::Url in_directory;
    html::Url turtle;
    html::Url json;
};

struct ConceptGroup {
    html::Link facet;
    std::vector<Counted> concepts;
};

struct ConceptsPage {
    std::vector<ConceptGroup> groups;
    html::Url turtle;
    html::Url json;
};

struct PlacePage {
    std::string name;
    std::string meta;
    std::string other_names;
    std::vector<CardRow> rows;
    std::string count;
    html::Url in_directory;
    std::vector<Counted> capabilities;
    std::vector<Counted> neighbours;
    bool is_region = false;
};

struct OperatorPage {
    std::string name;
    LocalisedText description;
    std::vector<ContactLine> contacts;
    std::string address;
    std::string count;
    std::vector<CardRow> rows;
    html::Url in_directory;
};

struct InfoSection {
    std::string heading;
    std::vector<std::string> paragraphs;
};

struct InfoPage {
    std::string title;
    std::string lede;
    std::vector<InfoSection> sections;
};

} // namespace passerelle::directory::finding
