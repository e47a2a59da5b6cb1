#pragma once

#include "platform/search/index.hpp"
#include "platform/search/tests/sample.hpp"
#include "platform/search/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>

#include <unistd.h>

namespace passerelle::search {

/// A real index in a folder of its own.
class IndexTest : public testing::Test {
protected:
    IndexTest()
    {
        static std::atomic<int> number = 0;
        folder_ = std::filesystem::temp_directory_path()
            / ("passerelle-search-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    }
    ~IndexTest() override { std::filesystem::remove_all(folder_); }

    static std::shared_ptr<Thesaurus const> const& thesaurus()
    {
        static auto const thesaurus = sample::thesaurus();
        return thesaurus;
    }

    Writer& writer()
    {
        if (!writer_)
            writer_ = Writer::open(folder_, thesaurus());
        return *writer_;
    }

    void put(Document const& document) { writer().put(document); }
    void commit(std::int64_t seq = 1) { ASSERT_TRUE(writer().commit(seq)); }

    Index const& index()
    {
        if (!index_)
            index_ = std::make_unique<Index>(folder_, thesaurus());
        return *index_;
    }

    static Document organisation(std::uint32_t number, std::string name)
    {
        Document made;
        made.id = sample::id(number);
        made.name = std::move(name);
        return made;
    }

    static Document with_text(std::uint32_t number, std::string name, Lang lang, std::string text,
        Document::Place place = Document::Place::Offers)
    {
        auto made = organisation(number, std::move(name));
        made.lang = lang;
        made.texts = { { lang, std::move(text), place, {} } };
        return made;
    }

    std::vector<std::uint32_t> found(Query const& query)
    {
        std::vector<std::uint32_t> numbers;
        for (auto const& hit : index().find(query).hits)
            numbers.push_back(sample::number_of(hit.id));
        return numbers;
    }

    std::vector<std::uint32_t> found(std::string text, Lang lang = Lang::fr, Side side = Side::Offers)
    {
        return found(Query { .text = std::move(text), .lang = lang, .side = side });
    }

    std::filesystem::path folder_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<Index> index_;
};

} // namespace passerelle::search
