#include "platform/search/tests/index_fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>

namespace passerelle::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Random documents, and the same questions answered by going through them one by one.
class Facets : public IndexTest {
protected:
    static constexpr std::uint32_t documents = 400;

    void fill(unsigned seed)
    {
        std::mt19937 chance(seed);
        for (std::uint32_t i = 1; i <= documents; ++i)
            put_random(i, chance);
        commit();
    }

    void put_random(std::uint32_t number, std::mt19937& chance)
    {
        auto made = organisation(number, "Firma " + std::to_string(chance() % 1'000));
        made.facets = { { "kind:" + std::to_string(chance() % 3), {} },
            { "place:" + std::to_string(chance() % 20), {} } };
        std::set<unsigned> capabilities;
        for (unsigned n = chance() % 6; n > 0; --n)
            capabilities.insert(chance() % 40);
        for (auto const each : capabilities)
            made.facets.push_back({ "cap:" + std::to_string(each), chance() % 5 ? "" : "members" });
        if (chance() % 8 == 0)
            made.visible_to = { "members" };
        if (chance() % 2)
            made.texts = { { Lang::fr, "polissage", Document::Place::Offers, {} } };
        all_[number] = made;
        put(made);
    }

    static bool may(Query const& query, Audience const& audience)
    {
        return audience.empty() || std::count(query.audiences.begin(), query.audiences.end(), audience) > 0;
    }

    static bool has(Document const& document, Query const& query, std::string const& term)
    {
        return std::any_of(document.facets.begin(), document.facets.end(),
            [&](Document::Facet const& each) { return each.term == term && may(query, each.audience); });
    }

    static bool passes(Document const& document, Query const& query, std::string_view but)
    {
        if (!may(query, document.visible_to.front()) || (!query.text.empty() && document.texts.empty()))
            return false;
        return std::all_of(query.filters.begin(), query.filters.end(), [&](Filter const& filter) {
            return filter.facet == but
                || std::any_of(filter.values.begin(), filter.values.end(),
                    [&](auto const& value) { return has(document, query, filter.facet + ":" + value); });
        });
    }

    std::map<std::string, std::uint32_t> counted_one_by_one(
        Query const& query, std::string const& facet) const
    {
        std::map<std::string, std::uint32_t> counts;
        for (auto const& [number, document] : all_) {
            if (!passes(document, query, facet))
                continue;
            std::set<std::string> values;
            for (auto const& each : document.facets)
                if (each.term.starts_with(facet + ":") && may(query, each.audience))
                    values.insert(each.term.substr(facet.size() + 1));
            for (auto const& value : values)
                ++counts[value];
        }
        return counts;
    }

    Query random_query(std::mt19937& chance)
    {
        Query query;
        query.limit = 1'000;
        query.facets = { "kind", "place", "cap" };
        query.facet_values = 1'000;
        if (chance() % 2)
            query.audiences = { "members" };
        if (chance() % 3 == 0)
            query.text = "polissage";
        if (chance() % 2)
            query.filters.push_back(
                { "kind", { std::to_string(chance() % 3), std::to_string(chance() % 3) } });
        if (chance() % 2)
            query.filters.push_back(
                { "cap", { std::to_string(chance() % 40), std::to_string(chance() % 40) } });
        if (chance() % 4 == 0)
            query.filters.push_back({ "place", { std::to_string(chance() % 20) } });
        return query;
    }

    void expect_as_one_by_one(Query const& query)
    {
        auto const answer = index().find(query);
        std::int64_t total = 0;
        for (auto const& [number, document] : all_)
            total += passes(document, query, {});
        EXPECT_EQ(answer.total, total);
        EXPECT_EQ(answer.hits.size(), std::size_t(total));
        for (auto const& hit : answer.hits)
            EXPECT_TRUE(passes(all_.at(sample::number_of(hit.id)), query, {}));
        for (auto const& facet : query.facets) {
            std::map<std::string, std::uint32_t> counts;
            for (auto const& each : answer.facets.at(facet))
                counts[each.value] = each.count;
            EXPECT_EQ(counts, counted_one_by_one(query, facet)) << facet;
        }
    }

    std::map<std::uint32_t, Document> all_;
};

TEST_F(Facets, are_counted_as_one_by_one)
{
    fill(1);
    std::mt19937 chance(2);
    for (int i = 0; i < 150 && !HasFailure(); ++i)
        expect_as_one_by_one(random_query(chance));
}

TEST_F(Facets, are_counted_as_one_by_one_after_changes)
{
    fill(3);
    std::mt19937 chance(4);
    for (int round = 0; round < 12 && !HasFailure(); ++round) {
        for (int i = 0; i < 10; ++i)
            expect_as_one_by_one(random_query(chance));
        for (int i = 0; i < 15; ++i)
            put_random(1 + chance() % (documents + 50), chance);
        auto const gone = all_.begin();
        writer().remove(gone->second.id);
        all_.erase(gone);
        commit(round + 2);
    }
}

TEST_F(Facets, come_most_frequent_first_and_keep_those_chosen)
{
    for (std::uint32_t i = 1; i <= 6; ++i) {
        auto made = organisation(i, "N");
        made.facets = { { i <= 3 ? "cap:c" : i <= 5 ? "cap:b" : "cap:a", {} } };
        put(made);
    }
    commit();
    Query query { .filters = { { "cap", { "a" } } }, .facets = { "cap", "none" }, .facet_values = 1 };
    auto const answer = index().find(query);
    EXPECT_EQ(answer.total, 1);
    EXPECT_THAT(answer.facets.at("cap"), ElementsAre(FacetCount { "c", 3 }, FacetCount { "a", 1 }));
    EXPECT_THAT(answer.facets.at("none"), IsEmpty());
}

class Paging : public Facets {
protected:
    std::vector<std::uint32_t> paged(
        Query query, std::function<void()> const& between = [] {})
    {
        std::vector<std::uint32_t> numbers;
        for (int page = 0; page < 200; ++page) {
            auto const answer = index().find(query);
            for (auto const& hit : answer.hits)
                numbers.push_back(sample::number_of(hit.id));
            if (answer.next.empty())
                return numbers;
            query.after = answer.next;
            between();
        }
        ADD_FAILURE() << "does not end";
        return numbers;
    }
};

TEST_F(Paging, by_cursor_gives_each_document_once_in_the_order_of_the_whole)
{
    fill(5);
    for (auto const* text : { "", "polissage" })
        for (auto const order : { Query::Order::Relevance, Query::Order::Name })
            for (bool const filtered : { false, true }) {
                Query query { .text = text, .order = order, .limit = 1'000 };
                if (filtered)
                    query.filters = { { "place", { "3" } } };
                auto const whole = found(query);
                query.limit = 7;
                EXPECT_EQ(paged(query), whole);
            }
}

TEST_F(Paging, by_name_goes_on_where_it_was_while_documents_come_and_go)
{
    fill(6);
    Query const query { .order = Query::Order::Name, .limit = 7 };
    auto const before = found(Query { .order = Query::Order::Name, .limit = 1'000 });
    std::set<std::uint32_t> removed;
    std::uint32_t fresh = 5'000;
    auto const seen = paged(query, [&] {
        // The last one seen goes away, so that the cursor has lost its document.
        auto const victim = before[std::min(before.size() - 1, std::size_t(7 * (removed.size() + 1) - 1))];
        removed.insert(victim);
        writer().remove(sample::id(victim));
        put(organisation(fresh, "Firma 0 " + std::to_string(fresh)));
        ++fresh;
        commit(fresh);
    });
    std::set<std::uint32_t> once(seen.begin(), seen.end());
    EXPECT_EQ(once.size(), seen.size());
    for (auto const number : before)
        EXPECT_TRUE(removed.contains(number) || once.contains(number)) << number;
}

TEST_F(Paging, takes_what_is_no_cursor_for_the_beginning)
{
    fill(7);
    auto const whole = found(Query { .limit = 5 });
    for (auto const* wrong : { "x", "%%%", "bm90IGEgY3Vyc29y", "bgAA" })
        EXPECT_EQ(found(Query { .limit = 5, .after = wrong }), whole);
}

} // namespace
} // namespace passerelle::search
