#include "platform/search/answering.hpp"

#include "base/text.hpp"
#include "platform/search/analysis.hpp"
#include "platform/search/index_terms.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/list_cursor.hpp"
#include "platform/search/plan.hpp"
#include "platform/search/ranking.hpp"
#include "platform/search/reasons.hpp"

#include <algorithm>

namespace passerelle::search {
namespace {

/// A set of which less than this share is wanted is sorted by itself rather than found along the order of
/// all.
constexpr std::size_t sparse_share = 64;
constexpr std::size_t limit_max = 1'000;
constexpr std::size_t corrected_letters_min = 4;

std::vector<std::string> const no_values;

/// A set of documents with how many they are.
struct Counted {
    DocSet set;
    std::size_t count = 0;
};

class Answering {
public:
    Answering(Snapshot const& snapshot, Query const& query)
        : snapshot_(snapshot),
          query_(query),
          visible_(snapshot.visible_to(query.audiences))
    {
    }

    Answer run()
    {
        if (!trim(query_.text).empty()) {
            rank();
            found_ = ranking_->select(*visible_);
            answer_.complete = ranking_->complete();
        } else {
            found_ = *visible_;
        }
        auto const wanted = filtered({});
        answer_.total = static_cast<std::int64_t>(wanted.count);
        if (query_.limit > 0 && wanted.count > 0) {
            if (ranking_ && query_.order == Query::Order::Relevance)
                list_by_relevance(wanted.set);
            else
                list_by_name(wanted);
        }
        if (!query_.facets.empty())
            count_facets(wanted);
        return std::move(answer_);
    }

private:
    void rank()
    {
        rank(query_.text);
        if (auto const text = corrected(); !text.empty()) {
            rank(text);
            answer_.did_you_mean = text;
        }
        for (auto const& unit : units_)
            for (auto const number : unit.concepts)
                answer_.concepts.emplace_back(snapshot_.thesaurus()->id(number));
    }

    void rank(std::string const& text)
    {
        ranking_.reset();
        units_ = plan(text, query_.lang, query_.side, snapshot_.thesaurus());
        add_names(units_, snapshot_);
        ranking_.emplace(snapshot_, units_, query_.audiences);
    }

    /// The query with the words that nothing has replaced by their nearest, empty where there is nothing to
    /// replace.
    std::string corrected() const
    {
        std::string text(cut(query_.text, query_bytes_max));
        auto any = false;
        for (auto unit = ranking_->unknown().rbegin(); unit != ranking_->unknown().rend(); ++unit) {
            auto const& word = (*unit)->word;
            if (word.size() < corrected_letters_min || word.find_first_of("0123456789") != std::string::npos)
                continue;
            auto const nearest = snapshot_.corrected(word);
            if (nearest.empty())
                continue;
            text.replace((*unit)->begin, (*unit)->end - (*unit)->begin, nearest);
            any = true;
        }
        return any ? text : std::string();
    }

    DocSet with_any(Filter const& filter) const
    {
        DocSet any(snapshot_.numbers());
        for (auto const& value : filter.values) {
            auto const term = facet_term(filter.facet + ":" + value);
            any |= *snapshot_.documents_with(term);
            for (auto const& audience : query_.audiences)
                any |= *snapshot_.documents_with(guarded(audience, term));
        }
        return any;
    }

    /// What was found and passes all filters but those of `facet`.
    Counted filtered(std::string_view facet) const
    {
        Counted result { found_, 0 };
        for (auto const& filter : query_.filters)
            if (filter.facet != facet)
                result.set &= with_any(filter);
        result.count = result.set.count();
        return result;
    }

    void list_by_relevance(DocSet const& wanted)
    {
        auto const limit = std::min(limit_max, static_cast<std::size_t>(query_.limit));
        auto const best = ranking_->best(wanted, limit + 1, ranked_after());
        for (std::size_t i = 0; i < std::min(limit, best.size()); ++i)
            add_hit(best[i].number, best[i].score);
        if (best.size() > limit)
            answer_.next = encoded({ { {}, answer_.hits.back().id }, best[limit - 1].score });
    }

    std::optional<Ranked> ranked_after() const
    {
        auto const cursor = decoded(query_.after);
        if (!cursor || !cursor->score)
            return std::nullopt;
        auto const number = snapshot_.number_of(cursor->name.id);
        return Ranked { *cursor->score, number.value_or(0), number ? snapshot_.names()->rank[*number] : 0 };
    }

    void list_by_name(Counted const& wanted)
    {
        auto const limit = std::min(limit_max, static_cast<std::size_t>(query_.limit));
        auto const names = snapshot_.names();
        auto const numbers = next_by_name(wanted, *names, limit + 1);
        for (std::size_t i = 0; i < std::min(limit, numbers.size()); ++i)
            add_hit(numbers[i], 0);
        if (numbers.size() > limit)
            if (auto const last = snapshot_.name_key(numbers[limit - 1]))
                answer_.next = encoded({ *last, std::nullopt });
    }

    std::vector<DocNumber> next_by_name(
        Counted const& wanted, NameOrder const& names, std::size_t count) const
    {
        auto const place = names_place();
        std::vector<DocNumber> numbers;
        if (wanted.count > names.order.size() / sparse_share) {
            for (auto i = place; i < names.order.size() && numbers.size() < count; ++i)
                if (wanted.set.has(names.order[i]))
                    numbers.push_back(names.order[i]);
            return numbers;
        }
        wanted.set.each([&](DocNumber number) {
            if (names.rank[number] >= place)
                numbers.push_back(number);
        });
        auto const end = numbers.begin() + std::ptrdiff_t(std::min(count, numbers.size()));
        std::partial_sort(numbers.begin(), end, numbers.end(),
            [&](DocNumber a, DocNumber b) { return names.rank[a] < names.rank[b]; });
        numbers.erase(end, numbers.end());
        return numbers;
    }

    /// Where the order by name goes on behind the cursor, also when its document was renamed or removed
    /// since.
    std::size_t names_place() const
    {
        auto const cursor = decoded(query_.after);
        if (!cursor || cursor->score)
            return 0;
        auto const number = snapshot_.number_of(cursor->name.id);
        if (number && snapshot_.name_key(*number) == cursor->name)
            return snapshot_.names()->rank[*number] + 1;
        return snapshot_.place_after(cursor->name);
    }

    void add_hit(DocNumber number, double score)
    {
        Hit hit { snapshot_.names()->ids[number], score, {}, {}, {} };
        if (ranking_) {
            auto kept = unpacked(snapshot_.data(number));
            hit.reasons = reasons(*ranking_, number, kept, query_, *snapshot_.thesaurus());
            hit.name = std::move(kept.name);
            hit.lang = kept.lang;
        }
        answer_.hits.push_back(std::move(hit));
    }

    void count_facets(Counted const& wanted)
    {
        auto const rows = snapshot_.facets();
        auto const all = counts(*rows, wanted, {});
        for (auto const& facet : query_.facets) {
            auto const own = [&](Filter const& filter) { return filter.facet == facet; };
            auto const filter = std::find_if(query_.filters.begin(), query_.filters.end(), own);
            auto const filtered = filter != query_.filters.end();
            auto const without = filtered ? counts(*rows, std::nullopt, facet) : all;
            answer_.facets[facet]
                = most_frequent(*rows, facet, *without, filtered ? filter->values : no_values);
        }
    }

    /// The first `facet_values` of them, and those of `chosen`.
    std::vector<FacetCount> most_frequent(FacetRows const& rows, std::string const& facet,
        std::vector<std::uint32_t> const& counts, std::vector<std::string> const& chosen) const
    {
        auto const value_of = [&](FacetRows::ValueNumber number) {
            return std::string_view(rows.values()[number].term).substr(facet.size() + 1);
        };
        std::vector<FacetRows::ValueNumber> numbers;
        for (auto const number : rows.values_of(facet))
            if (counts[number] > 0)
                numbers.push_back(number);
        auto const size
            = std::min(numbers.size(), static_cast<std::size_t>(std::max(0, query_.facet_values)));
        auto const end = numbers.begin() + std::ptrdiff_t(size);
        std::partial_sort(numbers.begin(), end, numbers.end(), [&](auto a, auto b) {
            return counts[a] != counts[b] ? counts[a] > counts[b] : value_of(a) < value_of(b);
        });
        std::vector<FacetCount> list;
        for (auto each = numbers.begin(); each != numbers.end(); ++each)
            if (each < end || std::find(chosen.begin(), chosen.end(), value_of(*each)) != chosen.end())
                list.push_back({ std::string(value_of(*each)), counts[*each] });
        return list;
    }

    /// Of all values, for the documents that pass all filters but those of `facet`.
    std::shared_ptr<std::vector<std::uint32_t> const> counts(
        FacetRows const& rows, std::optional<Counted> const& known, std::string_view facet) const
    {
        auto const key = counts_key(facet);
        if (auto found = snapshot_.facet_counts().find(key))
            return found;
        auto const documents = known ? *known : filtered(facet);
        auto made = std::make_shared<std::vector<std::uint32_t> const>(count(rows, documents));
        snapshot_.facet_counts().keep(key, made, made->size() * sizeof(std::uint32_t));
        return made;
    }

    /// Of most documents: all less the others.
    std::vector<std::uint32_t> count(FacetRows const& rows, Counted const& documents) const
    {
        auto const all = visible_->count();
        if (documents.count == all || documents.count * 2 < all)
            return rows.count(documents.set, query_.audiences);
        auto others = *visible_;
        others.remove(documents.set);
        auto const key = "\n" + join(query_.audiences, "\n");
        auto total = snapshot_.facet_counts().find(key);
        if (!total) {
            auto made
                = std::make_shared<std::vector<std::uint32_t> const>(rows.count(*visible_, query_.audiences));
            snapshot_.facet_counts().keep(key, made, made->size() * sizeof(std::uint32_t));
            total = made;
        }
        auto result = *total;
        auto const less = rows.count(others, query_.audiences);
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] -= less[i];
        return result;
    }

    std::string counts_key(std::string_view facet) const
    {
        std::string key(trim(query_.text));
        if (!key.empty())
            key.append("\x01").append(query_.lang.code()).append(query_.side == Side::Needs ? "n" : "o");
        key += "\n" + join(query_.audiences, "\n");
        for (auto const& filter : query_.filters)
            if (filter.facet != facet)
                key.append("\x02").append(filter.facet).append("\x03").append(join(filter.values, "\x03"));
        return key;
    }

    Snapshot const& snapshot_;
    Query const& query_;
    std::shared_ptr<DocSet const> visible_;
    std::vector<Unit> units_;
    std::optional<Ranking> ranking_;
    DocSet found_;
    Answer answer_;
};

} // namespace

Answer answer(Snapshot const& snapshot, Query const& query) { return Answering(snapshot, query).run(); }

} // namespace passerelle::search
