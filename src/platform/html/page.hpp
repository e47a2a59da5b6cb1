#pragma once

#include "base/lang.hpp"
#include "platform/html/html.hpp"
#include "platform/html/json_ld.hpp"
#include "platform/html/translate.hpp"
#include "platform/html/url.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace passerelle::html {

struct Link {
    std::string label {};
    Url url {};
    bool current = false; ///< the page that is being shown, or its section
};

/// The face of the operator under whose name the page appears.
struct Brand {
    std::string name = "Passerelle";
    std::string operator_name {}; ///< below the name; empty for the common platform
    Url home {};
    Url logo {};       ///< empty: the footbridge
    Url stylesheet {}; ///< sets the accent colour; empty for ours
};

/// Who is signed in, as the masthead shows it.
struct SignedIn {
    std::string name {};
    Url account {};
    Url desk {};     ///< empty for who has none
    Url sign_out {}; ///< takes a POST
};

/// The same page in another language of the interface.
struct Alternate {
    Lang lang {};
    Url url {};      ///< for the switch
    Url absolute {}; ///< for `hreflang`; empty where no search engine shall come
};

/// What a page says before its content: that something was saved, or could not be.
struct Notice {
    enum class Kind { Plain, Good, Warn, Bad };
    Kind kind = Kind::Plain;
    std::string title {}; ///< may be empty
    Html text {};
};

struct FooterSection {
    std::string title {};
    std::vector<Link> links {};
};

/// What a reader can subscribe to.
struct Feed {
    std::string title {};
    std::string type {}; ///< `application/atom+xml`, `text/calendar`
    Url url {};
};

/// For previews where a page is shared (ogp.me).
struct OpenGraph {
    std::string type = "website";
    Url image {}; ///< absolute; may be empty
};

/// Addresses of files that change with their content.
struct AssetUrls {
    Url css {}, js {}, icon {};
};

/// What every page's layout needs. Filled by app once for a request; a page adds its title and what is its
/// own.
struct Page {
    explicit Page(Lang lang);

    Lang lang;
    i18n::Words const* words; ///< of `lang`; never null

    std::string title;       ///< without the platform's name
    std::string description; ///< one sentence for search engines; may be empty
    std::string print_title; ///< heading on paper where the title says too little; may be empty
    std::string main_class = "wrap page";
    bool noindex = false;

    Brand brand;
    AssetUrls assets;
    std::string csrf_token;
    std::optional<SignedIn> person;
    Url sign_in;       ///< for who is not signed in; empty hides the link
    Url search;        ///< where the search box of the masthead sends to; empty hides the box
    Url suggest;       ///< answers the search box while somebody types; may be empty
    std::string query; ///< what the box shows

    std::vector<Link> navigation;
    std::vector<Alternate> alternates; ///< of all languages, this one's included
    std::vector<Link> breadcrumbs;     ///< from the top down to the page above
    std::vector<Notice> notices;
    std::vector<FooterSection> footer;
    std::vector<Feed> feeds;
    std::string footer_note;

    Url canonical; ///< absolute; empty where there is none
    OpenGraph open_graph;
    std::vector<JsonLd> json_ld;

    std::string_view tr(std::string_view msgid) const { return Tr(*this)(msgid); }
    std::string tr(std::string_view msgid, std::initializer_list<Fill> fills) const
    {
        return Tr(*this)(msgid, fills);
    }
    std::string trn(std::string_view one, std::string_view many, std::int64_t n) const
    {
        return Trn(*this)(one, many, n);
    }
};

/// The hidden field that every form with method post needs.
Html csrf(Page const& page);

/// `<a href="…">…</a>`
Html link(Url const& url, std::string_view label);

/// A line drawing in the text's colour, hidden from screen readers: say in words what it means. `ensure`s
/// that there is one of that name (icon.cpp).
Html icon(std::string_view name);

} // namespace passerelle::html
