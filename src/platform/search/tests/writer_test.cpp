#include "platform/search/tests/index_fixture.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace passerelle::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WriterTest : public IndexTest {};

TEST_F(WriterTest, keeps_the_change_number_with_what_was_written)
{
    EXPECT_EQ(writer().seq(), 0);
    put(organisation(1, "Eine"));
    EXPECT_THAT(found(""), IsEmpty());
    commit(17);
    EXPECT_THAT(found(""), ElementsAre(1u));
    EXPECT_EQ(index().seq(), 17);

    put(organisation(2, "Andere"));
    writer_.reset(); // a crash before the commit
    EXPECT_EQ(writer().seq(), 17);
}

TEST_F(WriterTest, replaces_and_removes_by_id)
{
    put(with_text(1, "Alt", Lang::de, "Fräsen"));
    commit();
    EXPECT_THAT(found("fraisage"), ElementsAre(1u));
    put(with_text(1, "Neu", Lang::de, "Schleifen"));
    commit(2);
    EXPECT_THAT(found("fraisage"), IsEmpty());
    EXPECT_THAT(found("rectification"), ElementsAre(1u));
    EXPECT_EQ(index().documents(), 1);
    writer().remove(sample::id(1));
    writer().remove(sample::id(99));
    commit(3);
    EXPECT_THAT(found(""), IsEmpty());
    EXPECT_THAT(found("rectification"), IsEmpty());
}

TEST_F(WriterTest, is_one_at_a_time)
{
    writer();
    EXPECT_EQ(Writer::open(folder_, thesaurus()), nullptr);
    writer_.reset();
    EXPECT_NE(Writer::open(folder_, thesaurus()), nullptr);
}

TEST_F(WriterTest, rebuilds_beside_and_switches_at_once)
{
    put(organisation(1, "Alte"));
    commit(5);
    EXPECT_THAT(found(""), ElementsAre(1u));
    {
        Rebuild rebuild(folder_, thesaurus());
        for (std::uint32_t i = 10; i < 2'500; ++i)
            rebuild.put(organisation(i, "Neue " + std::to_string(i)));
        EXPECT_THAT(found(""), ElementsAre(1u));
        rebuild.finish(9);
    }
    EXPECT_EQ(index().documents(), 2'490);
    EXPECT_EQ(index().seq(), 9);

    // The writer notices that its index is not the one in use any more.
    put(organisation(2, "Verlorene"));
    EXPECT_FALSE(writer().commit(6));
    EXPECT_EQ(writer().seq(), 9);
    put(organisation(3, "Gefundene"));
    commit(10);
    EXPECT_EQ(index().documents(), 2'491);
}

TEST_F(WriterTest, leaves_nothing_of_a_rebuild_that_was_given_up)
{
    put(organisation(1, "Alte"));
    commit(5);
    {
        Rebuild rebuild(folder_, thesaurus());
        rebuild.put(organisation(2, "Neue"));
    }
    EXPECT_THAT(found(""), ElementsAre(1u));
    auto const entries
        = std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator());
    EXPECT_EQ(entries, 2); // the generation and the link
}

TEST_F(WriterTest, answers_nothing_without_an_index_and_everything_once_there_is_one)
{
    EXPECT_FALSE(index().exists());
    EXPECT_THAT(found("fraisage"), IsEmpty());
    EXPECT_THAT(index().suggest("f", Lang::fr), IsEmpty());
    EXPECT_EQ(index().seq(), 0);
    put(with_text(1, "A", Lang::fr, "fraisage"));
    commit(3);
    EXPECT_TRUE(index().exists());
    EXPECT_THAT(found("Fräsen"), ElementsAre(1u));
}

TEST_F(WriterTest, says_that_an_index_is_broken)
{
    put(organisation(1, "Eine"));
    commit();
    writer_.reset();
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_))
        if (entry.path().extension() == ".glass" || entry.path().filename() == "iamglass")
            std::ofstream(entry.path(), std::ios::trunc) << "nonsense";
    Index const broken(folder_, thesaurus());
    EXPECT_THROW(broken.find({}), IndexDamaged);
    EXPECT_THROW(Writer::open(folder_, thesaurus()), IndexDamaged);
    Rebuild rebuild(folder_, thesaurus());
    rebuild.put(organisation(2, "Geheilt"));
    rebuild.finish(1);
    EXPECT_EQ(broken.find({}).total, 1);
}

/// What a power cut leaves where the disk forgot the last names: an old table of contents, and blocks of
/// later commits.
TEST_F(WriterTest, says_that_an_index_lost_its_last_commits)
{
    auto const contents = folder_ / "current" / "iamglass";
    put(organisation(1, "Erste"));
    commit(1);
    std::filesystem::copy_file(contents, folder_ / "old");
    for (std::uint32_t i = 2; i < 60; ++i) {
        put(organisation(i % 7, "Neue " + std::to_string(i)));
        commit(i);
    }
    writer_.reset();
    std::filesystem::rename(folder_ / "old", contents);
    Index const torn(folder_, thesaurus());
    EXPECT_THROW(torn.find({}), IndexDamaged);
    EXPECT_TRUE(torn.is_damaged());
    Rebuild rebuild(folder_, thesaurus());
    rebuild.put(organisation(2, "Geheilt"));
    rebuild.finish(1);
    EXPECT_EQ(torn.find({}).total, 1);
    EXPECT_FALSE(torn.is_damaged());
}

TEST_F(WriterTest, uses_the_thesaurus_of_today_for_queries_and_new_documents)
{
    put(with_text(1, "A", Lang::fr, "Nous faisons du bidulage."));
    commit();
    EXPECT_THAT(found("Bidulieren", Lang::de), IsEmpty());
    auto rows = sample::concept_rows();
    rows.push_back({ "bidulage", "process",
        { { Lang::fr, "bidulage", true }, { Lang::de, "Bidulieren", true },
            { Lang::en, "bidulating", true } },
        {} });
    auto const edited = Thesaurus::build(rows);
    writer().use(edited);
    index();
    index_->use(edited);
    put(with_text(1, "A", Lang::fr, "Nous faisons du bidulage."));
    commit(2);
    EXPECT_THAT(found("Bidulieren", Lang::de), ElementsAre(1u));
}

TEST_F(WriterTest, lets_readers_go_on_while_it_writes)
{
    for (std::uint32_t i = 1; i <= 300; ++i)
        put(with_text(i, "Firma " + std::to_string(i), Lang::de, "Fräsen von Messing"));
    commit();
    index();
    std::atomic<bool> done = false;
    std::atomic<int> answers = 0;
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> readers;
    for (int t = 0; t < 3; ++t)
        readers.emplace_back([&, t] {
            while (!done) {
                Query query {
                    .text = t == 0 ? "" : "fraisage laiton", .lang = Lang::fr, .facets = { "kind" }
                };
                query.limit = 10;
                auto const answer = index_->find(query);
                wrong += answer.total < 300 || answer.hits.size() != 10;
                ++answers;
            }
        });
    auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds(1'500);
    std::int64_t seq = 1;
    for (; std::chrono::steady_clock::now() < end; ++seq) {
        auto const number = static_cast<std::uint32_t>(seq % 400 + 1);
        auto made = with_text(number, "Firma neu", Lang::de, "Fräsen von Messing");
        made.facets = { { "kind:company", {} } };
        put(made);
        commit(seq);
        if (seq % 40 == 0) {
            Rebuild rebuild(folder_, thesaurus());
            for (std::uint32_t i = 1; i <= 300; ++i)
                rebuild.put(with_text(i, "Firma", Lang::de, "Fräsen von Messing"));
            rebuild.finish(seq);
            ASSERT_EQ(writer().seq(), seq);
        }
    }
    done = true;
    readers.clear();
    EXPECT_GT(seq, 5);
    EXPECT_GT(answers, 10);
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace passerelle::search
