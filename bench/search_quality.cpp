// How well search finds across French and German, from judged queries: nDCG@10, recall@10, MRR. From the
// project's root:
//     search_quality [--industry LABELS.csv] [--labels LABELS.csv]… [--worst N]
// Without options: the profiles of bench/data. LABELS.csv has columns code, fr, de, such as an industry
// classification: with --industry its labels answer the queries of bench/data/industry_queries.tsv, with
// --labels each label is asked for by its translation, as written and in a hurry. Lines end in the figures
// for all, for the half to tune on and for the half kept apart.

#include "base/text.hpp"
#include "platform/search/index.hpp"
#include "platform/search/letters.hpp"
#include "platform/search/tests/sample.hpp"
#include "platform/search/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>

#include <unistd.h>

namespace {

using namespace passerelle;
using namespace passerelle::search;

constexpr std::size_t depth = 10;

struct Judged {
    std::string id;
    Lang lang;
    Side side = Side::Offers;
    std::string text;
    std::map<std::string, double> grades; ///< by the document's key
};

struct Figures {
    double ndcg = 0, recall = 0, mrr = 0;
    int count = 0;

    void add(Figures const& other)
    {
        ndcg += other.ndcg;
        recall += other.recall;
        mrr += other.mrr;
        count += other.count;
    }
    std::string text() const
    {
        auto const n = std::max(1, count);
        return fmt::format("{:5} {:6.3f} {:6.3f} {:6.3f}", count, ndcg / n, recall / n, mrr / n);
    }
};

Figures figures_of(std::vector<std::string> const& found, std::map<std::string, double> const& grades)
{
    Figures figures { 0, 0, 0, 1 };
    std::vector<double> ideal;
    for (auto const& [key, grade] : grades)
        ideal.push_back(grade);
    std::sort(ideal.rbegin(), ideal.rend());
    double best = 0, gained = 0;
    auto const discount = [](std::size_t rank) { return std::log2(static_cast<double>(rank) + 2); };
    for (std::size_t i = 0; i < std::min(depth, ideal.size()); ++i)
        best += ideal[i] / discount(i);
    for (std::size_t i = 0; i < std::min(depth, found.size()); ++i)
        if (auto const at = grades.find(found[i]); at != grades.end()) {
            gained += at->second / discount(i);
            figures.recall += 1 / static_cast<double>(grades.size());
            if (figures.mrr == 0)
                figures.mrr = 1 / static_cast<double>(i + 1);
        }
    figures.ndcg = best > 0 ? gained / best : 0;
    return figures;
}

/// An index of some documents, known by their keys.
class Collection {
public:
    explicit Collection(std::shared_ptr<Thesaurus const> thesaurus)
        : folder_(std::filesystem::temp_directory_path()
            / fmt::format("search-quality-{}-{}", ::getpid(), ++made_)),
          thesaurus_(std::move(thesaurus)),
          rebuild_(std::in_place, folder_, thesaurus_)
    {
    }
    ~Collection() { std::filesystem::remove_all(folder_); }

    void add(std::string key, Document document)
    {
        keys_.push_back(std::move(key));
        document.id = sample::id(static_cast<std::uint32_t>(keys_.size()));
        rebuild_->put(std::move(document));
    }

    std::vector<std::string> find(Judged const& query, std::optional<Lang> only)
    {
        if (rebuild_) {
            rebuild_->finish(1);
            rebuild_.reset();
            index_.emplace(folder_, thesaurus_);
        }
        auto const answer
            = index_->find({ .text = query.text, .lang = query.lang, .side = query.side, .limit = 200 });
        micros_.push_back(answer.micros);
        std::vector<std::string> keys;
        for (auto const& hit : answer.hits)
            if (!only || hit.lang == *only)
                keys.push_back(keys_[sample::number_of(hit.id) - 1]);
        return keys;
    }

    std::vector<std::int64_t> const& micros() const { return micros_; }

private:
    static inline int made_ = 0;
    std::filesystem::path folder_;
    std::shared_ptr<Thesaurus const> thesaurus_;
    std::optional<Rebuild> rebuild_;
    std::optional<Index> index_;
    std::vector<std::string> keys_;
    std::vector<std::int64_t> micros_;
};

struct Options {
    std::string industry;
    std::vector<std::string> labels;
    std::size_t worst = 0;
};

/// Asks all queries and prints one line of figures.
void measure(std::string_view name, Collection& collection, std::vector<Judged> const& queries,
    std::optional<Lang> only, std::size_t worst)
{
    Figures all, halves[2];
    std::vector<std::pair<double, std::string>> bad;
    std::size_t number = 0;
    for (auto const& query : queries) {
        auto const found = collection.find(query, only);
        auto const figures = figures_of(found, query.grades);
        all.add(figures);
        halves[number++ % 2].add(figures);
        std::string wanted;
        for (auto const& [key, grade] : query.grades)
            wanted += fmt::format(" {}={:.0f}", key, grade);
        bad.emplace_back(figures.ndcg,
            fmt::format("{} {} | wanted{} | found {}", query.id, query.text, wanted,
                join(
                    { found.begin(), found.begin() + std::ptrdiff_t(std::min<std::size_t>(4, found.size())) },
                    " / ")));
    }
    fmt::print("{:<34} {} | {} | {}\n", name, all.text(), halves[0].text(), halves[1].text());
    std::sort(bad.begin(), bad.end());
    for (std::size_t i = 0; i < std::min(worst, bad.size()); ++i)
        fmt::print("    {:.3f} {}\n", bad[i].first, bad[i].second);
}

std::vector<std::vector<std::string>> tab_separated(std::string const& path)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("not found from here: " + path);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        rows.emplace_back();
        for (auto const field : split(line, '\t'))
            rows.back().emplace_back(field);
    }
    return rows;
}

std::vector<Judged> judged(std::string const& path)
{
    std::vector<Judged> queries;
    for (auto const& row : tab_separated(path)) {
        Judged query { row.at(0), *Lang::parse(row.at(1)), row.at(2) == "needs" ? Side::Needs : Side::Offers,
            row.at(3), {} };
        for (auto const& each : split_values(row.at(4), ' ')) {
            auto const equals = each.find('=');
            query.grades[each.substr(0, equals)] = std::stod(each.substr(equals + 1));
        }
        queries.push_back(std::move(query));
    }
    return queries;
}

std::vector<Judged> of(Lang lang, std::vector<Judged> const& queries)
{
    std::vector<Judged> own;
    std::copy_if(queries.begin(), queries.end(), std::back_inserter(own),
        [&](Judged const& each) { return each.lang == lang && !each.grades.empty(); });
    return own;
}

Document label_document(std::string const& label, Lang lang)
{
    Document document;
    document.lang = lang;
    document.texts = { { lang, label, Document::Place::Offers, {} } };
    return document;
}

struct Labels {
    std::map<Lang, std::vector<std::pair<std::string, std::string>>> by_lang; ///< code and label
    std::map<Lang, std::map<std::string, std::string>>
        first; ///< the code that stands for a label, by the label
};

Labels read_labels(std::string const& path)
{
    Labels labels;
    for (auto const& row : sample::rows(path)) {
        // Columns: code, two of the classification, fr, de; or code, one, fr, de.
        auto const fr = row.size() > 5 ? 3u : 2u;
        for (auto const& [lang, label] : { std::pair(Lang::fr, row[fr]), std::pair(Lang::de, row[fr + 1]) })
            if (!label.empty() && labels.first[lang].emplace(label, row[0]).second)
                labels.by_lang[lang].emplace_back(row[0], label);
    }
    return labels;
}

Lang other(Lang lang) { return lang == Lang::fr ? Lang::de : Lang::fr; }

/// Each distinct label of one language is a document, asked for by the other language's label of its code.
void by_translation(
    std::string const& path, std::shared_ptr<Thesaurus const> const& thesaurus, std::size_t worst)
{
    auto const labels = read_labels(path);
    auto const stem = std::filesystem::path(path).stem().string();
    for (auto const lang : { Lang::fr, Lang::de }) {
        Collection collection(thesaurus);
        std::map<std::string, std::string> codes; // of the labels that are documents
        for (auto const& [code, label] : labels.by_lang.at(other(lang))) {
            collection.add(label, label_document(label, other(lang)));
            codes[code] = label;
        }
        std::vector<Judged> written, hurried;
        for (auto const& [code, label] : labels.by_lang.at(lang))
            if (auto const wanted = codes.find(code);
                wanted != codes.end() && std::hash<std::string>()(code) % 4 == 0) {
                written.push_back({ code, lang, Side::Offers, label, { { wanted->second, 1.0 } } });
                hurried.push_back(
                    { code, lang, Side::Offers, plain(folded_words(label)), { { wanted->second, 1.0 } } });
            }
        measure(fmt::format("{} {} as written", stem, lang.code()), collection, written, {}, worst);
        measure(fmt::format("{} {} in a hurry", stem, lang.code()), collection, hurried, {}, 0);
    }
}

/// The labels of an industry classification, asked for in one's own words.
void industry(std::string const& path, std::shared_ptr<Thesaurus const> const& thesaurus, std::size_t worst)
{
    auto const labels = read_labels(path);
    auto const queries = judged("bench/data/industry_queries.tsv");
    for (auto const lang : { Lang::fr, Lang::de }) {
        Collection collection(thesaurus);
        std::map<std::string, std::string> label_of;
        for (auto const& [code, label] : labels.by_lang.at(other(lang))) {
            collection.add(label, label_document(label, other(lang)));
            label_of[code] = label;
        }
        for (auto const& row : sample::rows(path)) // other codes of the same label
            label_of.try_emplace(row[0], row[other(lang) == Lang::fr ? 3 : 4]);
        auto own = of(lang, queries);
        for (auto& query : own) {
            std::map<std::string, double> grades;
            for (auto const& [code, grade] : query.grades) // stands for itself and what is below it
                for (auto each = label_of.lower_bound(code);
                     each != label_of.end() && each->first.starts_with(code); ++each)
                    grades[each->second] = std::max(grades[each->second], grade);
            if (grades.empty())
                throw std::runtime_error(fmt::format("{}: nothing has the codes", query.id));
            query.grades = std::move(grades);
        }
        measure(
            fmt::format("industry, {} for {}", lang.code(), other(lang).code()), collection, own, {}, worst);
    }
}

void profiles(std::shared_ptr<Thesaurus const> const& thesaurus, std::size_t worst)
{
    Collection collection(thesaurus);
    std::map<std::string, Lang> langs;
    for (auto const& row : tab_separated("bench/data/profiles.tsv")) {
        Document document;
        document.name = row.at(2);
        document.lang = *Lang::parse(row.at(1));
        langs[row.at(0)] = document.lang;
        document.texts = { { document.lang, row.at(3), Document::Place::Description, {} },
            { document.lang, row.at(4), Document::Place::Offers, {} },
            { document.lang, row.at(5), Document::Place::Needs, {} } };
        collection.add(row.at(0), std::move(document));
    }
    auto const queries = judged("bench/data/profile_queries.tsv");
    measure("profiles, both languages", collection, queries, {}, worst);
    for (auto const lang : { Lang::fr, Lang::de }) {
        auto own = of(lang, queries);
        for (auto& query : own)
            std::erase_if(query.grades, [&](auto const& each) { return langs.at(each.first) == lang; });
        std::erase_if(own, [](Judged const& query) { return query.grades.empty(); });
        measure(fmt::format("profiles, {} for {}", lang.code(), other(lang).code()), collection, own,
            other(lang), worst);
    }
    auto micros = collection.micros();
    std::sort(micros.begin(), micros.end());
    fmt::print("profiles: p50 {} p99 {} µs\n", micros[micros.size() / 2], micros[micros.size() * 99 / 100]);
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        std::string const name = argv[i];
        if (name == "--industry")
            options.industry = argv[i + 1];
        else if (name == "--labels")
            options.labels.emplace_back(argv[i + 1]);
        else if (name == "--worst")
            options.worst = std::stoul(argv[i + 1]);
    }
    auto const thesaurus = sample::thesaurus();
    fmt::print("{:<34} {:^26} | {:^26} | {:^26}\n{:<34} {} | {} | {}\n", "", "all", "to tune on",
        "kept apart", "", "    n   nDCG recall    MRR", "    n   nDCG recall    MRR",
        "    n   nDCG recall    MRR");
    profiles(thesaurus, options.worst);
    if (!options.industry.empty())
        industry(options.industry, thesaurus, options.worst);
    for (auto const& path : options.labels)
        by_translation(path, thesaurus, options.worst);
}
