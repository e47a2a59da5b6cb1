#include "modules/accounts/operator.hpp"
#include "modules/directory/finding/pages.hpp"
#include "modules/directory/finding/store.hpp"
#include "modules/directory/thesaurus/catalogue.hpp"
#include "modules/directory/thesaurus/places.hpp"
#include "platform/i18n/zone.hpp"

#include <algorithm>
#include <memory>

/// The sitemap (sitemaps.org): an index of parts, each organisation in all languages with its alternates.
namespace passerelle::directory::finding {
namespace {

/// With three languages, 3,000 addresses a part.
constexpr int organisations_per_part = 1000;
constexpr int organisations_per_piece = 100;
constexpr int parts_per_piece = 8;
constexpr auto fixed_part = "pages.xml";
constexpr std::string_view part_ending = ".xml";

constexpr std::string_view head_of_index = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex "
                                           "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
constexpr std::string_view head_of_part = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "
                                          "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
                                          "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";

using Step = http::Stream::Step;

/// What outlives the request that asked for it.
struct Addresses {
    Directory& directory;
    http::Router const& router;

    std::string absolute(std::string_view path) const { return directory.site.absolute(path); }

    /// The page in each language, each with all alternates. Addresses are percent-encoded, so that they hold
    /// nothing that XML minds.
    void write(std::string& out, std::string_view pattern, std::vector<std::string_view> const& values,
        std::string const& changed) const
    {
        std::string alternates;
        for (auto const lang : interface_langs)
            alternates.append("<xhtml:link rel=\"alternate\" hreflang=\"")
                .append(lang.code())
                .append("\" href=\"")
                .append(absolute(router.path(pattern, lang, values)))
                .append("\"/>");
        for (auto const lang : interface_langs) {
            out.append("<url><loc>").append(absolute(router.path(pattern, lang, values))).append("</loc>");
            if (!changed.empty())
                out.append("<lastmod>").append(changed).append("</lastmod>");
            out.append(alternates).append("</url>\n");
        }
    }
};

http::Response xml(http::Stream stream)
{
    return http::Response::stream("application/xml; charset=utf-8", std::move(stream))
        .with("Cache-Control", "public, max-age=3600");
}

void write_part_address(std::string& out, Addresses const& to, std::string_view part)
{
    out.append("<sitemap><loc>").append(to.absolute("/sitemap/")).append(part).append("</loc></sitemap>\n");
}

std::string part_after(OrganisationId after) { return after.text() + std::string(part_ending); }

std::string fixed_pages(Addresses const& to)
{
    std::string out(head_of_part);
    for (auto const* pattern : { "/{lang}", "/{lang}/@organisations", "/{lang}/@concepts", "/{lang}/@help",
             "/{lang}/@privacy", "/{lang}/@accessibility" })
        to.write(out, pattern, {}, {});
    auto const thesaurus = to.directory.catalogues.thesaurus();
    for (std::size_t i = 0; i < thesaurus->size(); ++i)
        to.write(out, "/{lang}/@concepts/{concept}", { thesaurus->id(static_cast<search::Concept>(i)) }, {});
    for (auto const& place : Places::all().list())
        to.write(out, "/{lang}/@places/{place}", { place.id }, {});
    auto const operators
        = to.directory.database.read([](db::Reader& reader) { return accounts::operators(reader); });
    for (auto const& one : operators)
        to.write(out, "/{lang}/@operators/{operator}", { one.slug }, {});
    return out + "</urlset>\n";
}

/// The organisations of one part, a piece at a time.
class Part {
public:
    Part(Addresses to, OrganisationId after) : to_(to), after_(after) {}

    Step produce(std::string& piece)
    {
        if (left_ == organisations_per_part)
            piece = head_of_part;
        auto const count = std::min(left_, organisations_per_piece);
        auto const listed = to_.directory.database.read(
            [&](db::Reader& reader) { return listed_after(reader, after_, count); });
        for (auto const& one : listed)
            to_.write(piece, "/{lang}/@organisations/{organisation}", { one.slug },
                i18n::today(one.updated_at, to_.directory.installation.zone).text());
        left_ -= static_cast<int>(listed.size());
        if (static_cast<int>(listed.size()) < count || left_ == 0) {
            piece += "</urlset>\n";
            return Step::End;
        }
        after_ = listed.back().id;
        return Step::More;
    }

private:
    Addresses to_;
    OrganisationId after_;
    int left_ = organisations_per_part;
};

/// The list of parts, each found by walking the key once.
class Index {
public:
    explicit Index(Addresses to) : to_(to) {}

    Step produce(std::string& piece)
    {
        if (after_ == OrganisationId()) {
            piece = head_of_index;
            write_part_address(piece, to_, fixed_part);
            write_part_address(piece, to_, part_after(after_));
        }
        for (int i = 0; i < parts_per_piece; ++i) {
            auto const mark = to_.directory.database.read(
                [&](db::Reader& reader) { return mark_after(reader, after_, organisations_per_part); });
            if (!mark) {
                piece += "</sitemapindex>\n";
                return Step::End;
            }
            after_ = *mark;
            write_part_address(piece, to_, part_after(after_));
        }
        return Step::More;
    }

private:
    Addresses to_;
    OrganisationId after_;
};

template<class Producer>
http::Stream stream_of(Producer producer)
{
    auto const kept = std::make_shared<Producer>(std::move(producer));
    return { [kept](std::string& piece) { return kept->produce(piece); }, {} };
}

} // namespace

http::Response sitemap(Directory& directory, accounts::Request& request)
{
    return xml(stream_of(Index({ directory, request.platform().router })));
}

http::Response sitemap_part(Directory& directory, accounts::Request& request)
{
    Addresses const to { directory, request.platform().router };
    auto const part = request.param("part");
    if (part == fixed_part)
        return http::Response::of("application/xml; charset=utf-8", fixed_pages(to))
            .with("Cache-Control", "public, max-age=3600");
    auto const after = part.ends_with(part_ending)
        ? OrganisationId::parse(std::string_view(part).substr(0, part.size() - part_ending.size()))
        : std::nullopt;
    if (!after)
        accounts::not_found();
    return xml(stream_of(Part(to, *after)));
}

http::Response robots(Directory&, accounts::Request& request)
{
    return http::Response::text(
        "User-agent: *\nDisallow: /api/\nSitemap: " + request.platform().site.absolute("/sitemap.xml") + "\n")
        .with("Cache-Control", "public, max-age=3600");
}

} // namespace passerelle::directory::finding
