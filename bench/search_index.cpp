// Builds a search index of synthetic bilingual organisations and asks it: build time, size, p50 and p99 of
// lists, facets and searches, answers a second on all cores. From the project's root:
//     search_index [DOCUMENTS=100000] [FOLDER=a temporary one]

#include "platform/search/index.hpp"
#include "platform/search/reading.hpp"
#include "platform/search/tests/sample.hpp"
#include "platform/search/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include <ctime>
#include <unistd.h>

namespace {

using namespace passerelle;
using namespace passerelle::search;
using Clock = std::chrono::steady_clock;
using Chance = std::mt19937_64;

double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double processor_seconds()
{
    timespec spent {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

double resident_megabytes()
{
    std::ifstream file("/proc/self/statm");
    long size = 0, resident = 0;
    file >> size >> resident;
    return static_cast<double>(resident) * 4096 / 1e6;
}

/// Small numbers often, large ones seldom, as words and capabilities are used.
std::size_t skewed(Chance& chance, std::size_t size)
{
    auto const u = std::uniform_real_distribution<>(0, 1)(chance);
    return std::min(size - 1, static_cast<std::size_t>(static_cast<double>(size) * u * u * u));
}

std::vector<std::string> made_up_words(std::size_t count, bool german)
{
    static constexpr char const* heads[] { "ver", "pro", "con", "bel", "tra", "mon", "gar", "sil", "dor",
        "fen", "lum", "rad", "ter", "vol", "kan", "bri", "sor", "pla", "gru", "nel" };
    static constexpr char const* tails[][5] { { "ation", "ement", "eur", "ique", "age" },
        { "ung", "heit", "schaft", "lich", "keit" } };
    std::vector<std::string> words;
    Chance chance(german ? 7 : 11);
    for (std::size_t i = 0; i < count; ++i)
        words.push_back(
            fmt::format("{}{}{}", heads[chance() % 20], heads[chance() % 20], tails[german][chance() % 5]));
    return words;
}

/// Makes the same organisations again and again.
class Organisations {
public:
    explicit Organisations(std::shared_ptr<Thesaurus const> thesaurus) : thesaurus_(std::move(thesaurus))
    {
        for (std::uint32_t i = 0; i < thesaurus_->size(); ++i)
            if (!thesaurus_->is_facet(Concept(i)))
                concepts_.push_back(Concept(i));
        std::shuffle(concepts_.begin(), concepts_.end(), Chance(3));
        for (auto const& row : sample::rows("data/places.csv"))
            if (row[1] == "municipality")
                places_.push_back(row);
    }

    Document make(std::uint32_t number) const
    {
        Chance chance(number);
        Document made;
        made.id = sample::id(number + 1);
        made.lang = chance() % 3 ? Lang::fr : Lang::de;
        auto const& place = places_[skewed(chance, places_.size())];
        made.name = fmt::format("{}{} {} {}", french_[chance() % french_.size()], chance() % 97,
            german_[chance() % german_.size()], chance() % 2 ? "SA" : "GmbH");
        made.name.front() = static_cast<char>(made.name.front() - 'a' + 'A');
        made.facets = { { chance() % 10 ? "kind:company" : "kind:training", {} }, { "place:" + place[0], {} },
            { "region:" + place[6], {} }, { made.lang == Lang::fr ? "lang:fr" : "lang:de", {} },
            { fmt::format("op:{}", chance() % 3), {} } };
        std::string french, german;
        for (int i = 0; i < 6; ++i)
            add_concept(made, chance, i < 3, french, german);
        for (int i = 0; i < 48; ++i) {
            french += french_[skewed(chance, french_.size())] + (i % 9 ? " " : ". ");
            german += german_[skewed(chance, german_.size())] + (i % 9 ? " " : ". ");
        }
        made.texts = { { Lang::fr, french, Document::Place::Description, {} },
            { Lang::de, german, Document::Place::Description, {} } };
        return made;
    }

    std::string query(Chance& chance, Lang& lang) const
    {
        lang = chance() % 2 ? Lang::fr : Lang::de;
        std::string text(any_label(
            concepts_[skewed(chance, concepts_.size())], chance() % 2 ? Lang::fr : Lang::de, chance));
        if (chance() % 2)
            text += " " + std::string(any_label(concepts_[skewed(chance, concepts_.size())], lang, chance));
        if (chance() % 3 == 0)
            text += " " + (lang == Lang::fr ? french_ : german_)[skewed(chance, 3'000)];
        return text;
    }

    std::string any_capability(Chance& chance) const
    {
        return std::string(thesaurus_->id(concepts_[skewed(chance, concepts_.size())]));
    }
    std::string any_place(Chance& chance) const { return places_[skewed(chance, places_.size())][0]; }

private:
    std::string_view any_label(Concept number, Lang lang, Chance& chance) const
    {
        std::vector<std::string_view> own;
        for (auto const& label : thesaurus_->labels(number))
            if (label.lang == lang)
                own.push_back(label.text);
        return own[chance() % own.size()];
    }

    void add_concept(
        Document& made, Chance& chance, bool chosen, std::string& french, std::string& german) const
    {
        auto const number = concepts_[skewed(chance, concepts_.size())];
        french += fmt::format("{}, ", any_label(number, Lang::fr, chance));
        german += fmt::format("{}, ", any_label(number, Lang::de, chance));
        if (!chosen)
            return;
        made.offers.push_back({ std::string(thesaurus_->id(number)), true, {} });
        made.facets.push_back({ fmt::format("cap:{}", thesaurus_->id(number)), {} });
        for (auto const broader : thesaurus_->ancestors(number))
            made.facets.push_back({ fmt::format("cap:{}", thesaurus_->id(broader)), {} });
    }

    std::shared_ptr<Thesaurus const> thesaurus_;
    std::vector<Concept> concepts_;
    std::vector<std::vector<std::string>> places_;
    std::vector<std::string> french_ = made_up_words(3'000, false);
    std::vector<std::string> german_ = made_up_words(3'000, true);
};

void build(std::filesystem::path const& folder, Organisations const& organisations, std::uint32_t count,
    std::shared_ptr<Thesaurus const> const& thesaurus)
{
    auto const start = Clock::now();
    Rebuild rebuild(folder, thesaurus);
    auto const processor = processor_seconds();
    double making = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const before = Clock::now();
        auto document = organisations.make(i);
        making += seconds_since(before);
        rebuild.put(std::move(document));
    }
    rebuild.finish(count);
    std::uintmax_t bytes = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && !entry.is_symlink())
            bytes += entry.file_size();
    fmt::print("build            {:8.1f} s   ({:.1f} s of processor, {:.1f} s of it making documents), "
               "{:.0f} MB, resident {:.0f} MB\n",
        seconds_since(start), processor_seconds() - processor, making, static_cast<double>(bytes) / 1e6,
        resident_megabytes());
}

void recognition(Organisations const& organisations, std::uint32_t count,
    std::shared_ptr<Thesaurus const> const& thesaurus)
{
    TextReader reader(thesaurus);
    double seconds = 0;
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const document = organisations.make(i);
        auto const start = Clock::now();
        for (auto const& text : document.texts)
            found += reader.read(text.text, text.lang).recognised.size();
        seconds += seconds_since(start);
    }
    fmt::print("recognition      {:8.1f} s   {} concepts in {} profiles\n", seconds, found, count);
}

std::vector<std::string> const all_facets { "kind", "place", "region", "cap", "lang", "op" };

using Ask = std::function<void(Chance&)>;

/// `processor` is the time spent on it, also by other threads; the others are what the caller waited.
void measure(std::string_view name, int count, Ask const& ask)
{
    Chance chance(42);
    std::vector<double> micros;
    auto const first = Clock::now();
    ask(chance);
    auto const first_taken = seconds_since(first) * 1e6;
    auto const processor = processor_seconds();
    for (int i = 0; i < count; ++i) {
        auto const start = Clock::now();
        ask(chance);
        micros.push_back(seconds_since(start) * 1e6);
    }
    auto const spent = processor_seconds();
    std::sort(micros.begin(), micros.end());
    auto const at
        = [&](double share) { return micros[static_cast<std::size_t>(share * double(micros.size() - 1))]; };
    fmt::print("{:<26} processor {:7.0f}  p50 {:7.0f}  p99 {:7.0f}  max {:7.0f}  first {:7.0f} µs  resident "
               "{:.0f} MB\n",
        name, (spent - processor) * 1e6 / count, at(0.5), at(0.99), micros.back(), first_taken,
        resident_megabytes());
}

/// From the change of one document until it is found, with what the index knows of all others.
void change(std::filesystem::path const& folder, Index const& index, Organisations const& organisations,
    std::shared_ptr<Thesaurus const> const& thesaurus)
{
    auto const writer = Writer::open(folder, thesaurus);
    Query list;
    list.facets = { "kind" };
    index.find(list);
    measure("one change until found", 40, [&](Chance& chance) {
        writer->put(organisations.make(static_cast<std::uint32_t>(chance() % 1'000)));
        writer->commit(1);
        list.text = "fraisage";
        index.find(list);
    });
}

void throughput(Index const& index, std::function<void(Index const&, Chance&)> const& ask)
{
    auto const threads = std::thread::hardware_concurrency();
    constexpr int each = 4'000;
    auto const start = Clock::now();
    std::vector<std::jthread> all;
    for (unsigned t = 0; t < threads; ++t)
        all.emplace_back([&, t] {
            Chance chance(1'000 + t);
            for (int i = 0; i < each; ++i)
                ask(index, chance);
        });
    all.clear();
    fmt::print("mixed, {} threads          {:.0f} answers/s, resident {:.0f} MB\n", threads,
        each * threads / seconds_since(start), resident_megabytes());
}

} // namespace

int main(int argc, char** argv)
{
    auto const count = static_cast<std::uint32_t>(argc > 1 ? std::stoul(argv[1]) : 100'000);
    auto const folder = argc > 2
        ? std::filesystem::path(argv[2])
        : std::filesystem::temp_directory_path() / fmt::format("bench-search-{}", ::getpid());
    auto const thesaurus = sample::thesaurus();
    Organisations const organisations(thesaurus);
    if (!std::filesystem::exists(folder / "current")) {
        build(folder, organisations, count, thesaurus);
        recognition(organisations, count, thesaurus);
    }

    auto const start = Clock::now();
    Index const index(folder, thesaurus);
    fmt::print("open             {:8.2f} ms, {} documents, resident {:.0f} MB\n",
        (index.documents(), seconds_since(start) * 1e3), index.documents(), resident_megabytes());

    auto const list = [&](Chance& chance) {
        Query query;
        query.order = Query::Order::Name;
        query.limit = 25;
        query.filters = { { "place", { organisations.any_place(chance) } } };
        if (chance() % 2)
            query.filters.push_back({ "cap", { organisations.any_capability(chance) } });
        index.find(query);
    };
    auto const facets = [&](Chance& chance) {
        Query query;
        query.limit = 25;
        query.facets = all_facets;
        query.filters = { { "place", { organisations.any_place(chance), organisations.any_place(chance) } } };
        if (chance() % 2)
            query.filters.push_back({ "cap", { organisations.any_capability(chance) } });
        index.find(query);
    };
    auto const search = [&](bool with_facets) {
        return [&, with_facets](Chance& chance) {
            Query query;
            query.text = organisations.query(chance, query.lang);
            if (with_facets)
                query.facets = all_facets;
            index.find(query);
        };
    };
    measure("list by name", 4'000, list);
    measure("list with facets", 4'000, facets);
    measure("search", 4'000, search(false));
    measure("search with facets", 4'000, search(true));
    measure("suggest", 2'000, [&](Chance& chance) {
        Lang lang;
        index.suggest(organisations.query(chance, lang).substr(0, 1 + chance() % 6), lang);
    });
    throughput(index, [&](Index const&, Chance& chance) {
        auto const which = chance() % 3;
        which == 0 ? list(chance) : which == 1 ? facets(chance) : search(true)(chance);
    });
    change(folder, index, organisations, thesaurus);
    if (argc <= 2)
        std::filesystem::remove_all(folder);
}
