#include "platform/http/router.hpp"

#include "base/ensure.hpp"
#include "platform/http/percent.hpp"
#include "platform/http/route_pattern.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

namespace passerelle::http {
namespace {

constexpr std::size_t method_count = 7;
constexpr int none = -1;

/// One place in the tree of all addresses. A pattern with `{lang}` stands in it once for each language, so
/// that the words of an address agree by themselves.
struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> texts;
    std::map<std::string, Node*, std::less<>>
        misspelt; ///< a word of another language, and where it should lead
    std::unique_ptr<Node> capture, rest;
    std::array<int, method_count> routes;
    std::optional<Lang> lang;
    bool is_end = false;

    Node() { routes.fill(none); }

    /// HEAD falls back on GET.
    int route_for(Method method) const
    {
        auto const own = routes[static_cast<std::size_t>(method)];
        return own == none && method == Method::Head ? routes[static_cast<std::size_t>(Method::Get)] : own;
    }
};

/// Looks for the node that answers `method`; remembers the first that would answer another one.
struct Search {
    Path const& path;
    Method method;
    bool accept_misspelt;
    Node const* other_method = nullptr;

    Node const* at_end(Node const& node)
    {
        if (!node.is_end)
            return nullptr;
        if (node.route_for(method) != none)
            return &node;
        if (!other_method)
            other_method = &node;
        return nullptr;
    }

    Node const* from(Node const& node, std::size_t segment)
    {
        if (segment == path.size())
            return at_end(node);
        auto const text = path[segment];
        if (text.empty())
            return nullptr;
        if (auto const child = node.texts.find(text); child != node.texts.end())
            if (auto const* found = from(*child->second, segment + 1))
                return found;
        if (auto const child = node.misspelt.find(text); accept_misspelt && child != node.misspelt.end())
            if (auto const* found = from(*child->second, segment + 1))
                return found;
        if (node.capture)
            if (auto const* found = from(*node.capture, segment + 1))
                return found;
        return node.rest && is_plain_from(segment) ? at_end(*node.rest) : nullptr;
    }

    /// The rest of a path is read as one text, which must mean that path again.
    bool is_plain_from(std::size_t segment) const
    {
        for (; segment < path.size(); ++segment)
            if (path[segment].empty() || path[segment].find('/') != std::string_view::npos)
                return false;
        return true;
    }
};

std::string allow_of(Node const& node)
{
    std::string allow;
    for (std::size_t method = 0; method < method_count; ++method) {
        auto const is_allowed = node.route_for(static_cast<Method>(method)) != none
            || static_cast<Method>(method) == Method::Options;
        if (is_allowed)
            allow += (allow.empty() ? "" : ", ") + std::string(name_of(static_cast<Method>(method)));
    }
    return allow;
}

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

} // namespace

struct Router::Tables {
    std::vector<PathWord> words;
    Node root;
    std::vector<Route> routes;
    std::vector<RoutePattern const*> patterns; ///< of each route
    std::unordered_map<std::string, std::unique_ptr<RoutePattern>, TextHash, std::equal_to<>> by_text;

    RoutePattern const& pattern(std::string_view text);
    Node& place(RoutePattern const&, std::optional<Lang>);
    void refuse_overlap(Method, RoutePattern const&) const;
};

RoutePattern const& Router::Tables::pattern(std::string_view text)
{
    auto& slot = by_text[std::string(text)];
    if (!slot)
        slot = std::make_unique<RoutePattern>(RoutePattern::parse(text, words));
    return *slot;
}

Node& Router::Tables::place(RoutePattern const& pattern, std::optional<Lang> lang)
{
    auto* node = &root;
    for (auto const& segment : pattern.segments) {
        if (segment.kind == RoutePattern::Kind::Capture || segment.kind == RoutePattern::Kind::Rest) {
            auto& child = segment.kind == RoutePattern::Kind::Capture ? node->capture : node->rest;
            if (!child)
                child = std::make_unique<Node>();
            node = child.get();
            continue;
        }
        auto const text = std::string(segment.text_in(lang.value_or(Lang::fr)));
        auto& child = node->texts[text];
        if (!child)
            child = std::make_unique<Node>();
        if (segment.kind == RoutePattern::Kind::Word)
            for (auto const other : interface_langs)
                if (segment.text_in(other) != text)
                    node->misspelt[std::string(segment.text_in(other))] = child.get();
        node = child.get();
    }
    return *node;
}

void Router::Tables::refuse_overlap(Method method, RoutePattern const& pattern) const
{
    for (std::size_t route = 0; route < routes.size(); ++route)
        if (routes[route].method == method && is_ambiguous(pattern, *patterns[route]))
            throw std::invalid_argument(
                pattern.text + " and " + patterns[route]->text + " match the same address");
}

Router::Router(std::span<PathWord const> words) : tables_(std::make_unique<Tables>())
{
    tables_->words.assign(words.begin(), words.end());
}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::mount(Method method, std::string_view text, std::size_t handler)
{
    auto const& pattern = tables_->pattern(text);
    tables_->refuse_overlap(method, pattern);
    auto const route = static_cast<int>(tables_->routes.size());
    auto const put = [&](std::optional<Lang> lang) {
        auto& node = tables_->place(pattern, lang);
        node.routes[static_cast<std::size_t>(method)] = route;
        node.lang = lang;
        node.is_end = true;
    };
    if (pattern.has_lang)
        for (auto const lang : interface_langs)
            put(lang);
    else
        put(std::nullopt);
    tables_->routes.push_back({ method, pattern.text, handler });
    tables_->patterns.push_back(&pattern);
}

Match Router::match(Request& request) const
{
    Search search { request.path, request.method, false };
    auto const* node = search.from(tables_->root, 0);
    auto const is_exact = node || search.other_method;
    if (!is_exact) {
        search.accept_misspelt = true;
        node = search.from(tables_->root, 0);
    }
    if (!node && !search.other_method)
        return {};
    if (!node)
        return { .kind
            = request.method == Method::Options ? Match::Kind::Options : Match::Kind::MethodNotAllowed,
            .allow = allow_of(*search.other_method) };

    auto const route = static_cast<std::size_t>(node->route_for(request.method));
    request.route = route;
    request.lang = node->lang;
    request.captures = tables_->patterns[route]->captures;
    if (!is_exact || request.path.has_trailing_slash())
        return { .kind = Match::Kind::Redirect,
            .location = alternate(request, node->lang.value_or(Lang::fr)) };
    return { .kind = Match::Kind::Found, .handler = tables_->routes[route].handler };
}

std::string Router::path(std::string_view text, Lang lang, std::span<std::string_view const> values) const
{
    auto const found = tables_->by_text.find(text);
    ensure(found != tables_->by_text.end());
    return found->second->address(lang, values);
}

std::string Router::alternate(Request const& request, Lang lang) const
{
    ensure(request.route < tables_->routes.size());
    std::array<std::string_view, 8> values;
    for (std::size_t place = 0; place < request.captures.count; ++place)
        values[place] = request.param(request.captures.items[place].name);
    auto address = tables_->patterns[request.route]->address(lang, { values.data(), request.captures.count });
    if (!request.raw_query.empty())
        address += '?' + request.raw_query;
    return address;
}

std::string_view Router::pattern_of(Request const& request) const
{
    return request.route < tables_->routes.size() ? std::string_view(tables_->patterns[request.route]->text)
                                                  : std::string_view();
}

std::span<Router::Route const> Router::routes() const { return tables_->routes; }

std::string Router::listing() const
{
    auto sorted = tables_->routes;
    std::stable_sort(sorted.begin(), sorted.end(), [](Route const& a, Route const& b) {
        return std::tie(a.pattern, a.method) < std::tie(b.pattern, b.method);
    });
    std::string text;
    for (auto const& route : sorted) {
        auto method = std::string(name_of(route.method));
        method.resize(8, ' ');
        text += method + route.pattern + "\n";
    }
    return text;
}

Response answer_of(Match const& match)
{
    switch (match.kind) {
    case Match::Kind::Redirect:
        return Response::moved_permanently(match.location);
    case Match::Kind::MethodNotAllowed:
        return Response::text("405 Method Not Allowed\n", 405).with("Allow", match.allow);
    case Match::Kind::Options:
        return Response::no_content().with("Allow", match.allow);
    case Match::Kind::Found:
    case Match::Kind::NotFound:
        break;
    }
    return Response::not_found();
}

} // namespace passerelle::http
