#include "platform/db/db.hpp"
#include "platform/db/portable.hpp"
#include "tests/support/postgres.hpp"

#include <gmock/gmock.h>

namespace passerelle::db {
namespace {

using testing::ElementsAre;

static Statement const insert_concept { "portable_test.insert_concept",
    "insert into concepts (id, facet, broader, position) values ($1, 'skill', $2, $3)" };
static Statement const select_concepts { "portable_test.select_concepts",
    "select id || '<' || coalesce(broader, '') from concepts order by id" };
static Statement const insert_organisation { "portable_test.insert_organisation", R"sql(
    insert into organisations
        (id, slug, kind, name, name_key, sort_key, lang, state, successor_id, created_at, updated_at)
    values ($1, $2, 'company', $2, $2, $3, 'fr', $4, $5, 1, 2)
)sql" };
static Statement const insert_site { "portable_test.insert_site", R"sql(
    insert into sites (id, organisation_id, position, latitude) values ($1, $1, 1, $2)
)sql" };
static Statement const select_site { "portable_test.select_site", R"sql(
    select organisations.id, sort_key, latitude, slug, successor_id
    from organisations left join sites on organisation_id = organisations.id order by slug
)sql" };
static Statement const insert_setting { "portable_test.insert_setting",
    "insert into installation_settings (name, value) values ($1, $2)" };
static Statement const select_settings { "portable_test.select_settings",
    "select name || '=' || value from installation_settings order by name" };

constexpr Uuid id_of(std::uint8_t n)
{
    Uuid id;
    id.bytes = { 1, 2, 3, 4, 5, 6, 0x70, 8, 0x80, 10, 11, 12, 13, 14, 15, n };
    return id;
}

struct Seen {
    Uuid id;
    std::vector<std::uint8_t> sort_key;
    std::optional<double> latitude;
    std::string slug;
    std::optional<Uuid> successor;
    bool operator==(Seen const&) const = default;
};

std::vector<Seen> seen_in(Database& database)
{
    return database.read([](Reader& reader) {
        return reader.all(select_site, [](Row const& row) {
            return Seen { row.uuid(0), row.blob(1), row.optional_real(2), row.text(3), row.optional_uuid(4) };
        });
    });
}

std::vector<std::string> texts_in(Database& database, Statement const& statement)
{
    return database.read(
        [&](Reader& reader) { return reader.all(statement, [](Row const& row) { return row.text(0); }); });
}

/// Children stand before their parents, and names are what makes trouble.
void fill(Database& database)
{
    std::vector<std::uint8_t> const bytes { 0, 255, 39, 0, 92 };
    database.write([&](Transaction& tx) {
        tx.run(insert_concept, "z-parent", nullptr, 1);
        tx.run(insert_concept, "m-child", "z-parent", 2);
        tx.run(insert_concept, "a-grandchild", "m-child", 3);
        tx.run(insert_organisation, id_of(9), "décolletage-\"o'neil\"\\", bytes, "published", nullptr);
        tx.run(insert_organisation, id_of(1), "fusionnée", bytes, "merged", id_of(9));
        tx.run(insert_site, id_of(9), 47.1371);
        tx.run(insert_setting, "name", "Réseau");
    });
}

class PortableTest : public testing::Test {
protected:
    std::string file() const { return file_.settings().folder + "/passerelle.db"; }

    /// What stands in `postgres_`, in a new file.
    std::unique_ptr<Database> copied()
    {
        Settings const settings { .folder = file_.settings().folder + "/copy" };
        EXPECT_FALSE(migrate(*Database::open(settings)).refused());
        rows_ = copy_to_file(postgres_.settings(), settings.folder + "/passerelle.db");
        return Database::open(settings);
    }

    std::int64_t rows_ = 0;
    support::FreshDatabase file_ { Engine::Sqlite };
    support::FreshDatabase postgres_ { Engine::Postgres };
};

TEST_F(PortableTest, what_went_from_postgres_to_a_file_is_the_same_there)
{
    fill(*postgres_);
    auto const copy = copied();
    EXPECT_EQ(rows_, 3 + 2 + 1 + 1 + 1); // and the head of the change log
    EXPECT_EQ(seen_in(*copy), seen_in(*postgres_));
    EXPECT_THAT(texts_in(*copy, select_concepts),
        ElementsAre("a-grandchild<m-child", "m-child<z-parent", "z-parent<"));
    EXPECT_THAT(copy->integrity_problems(), testing::IsEmpty());
}

TEST_F(PortableTest, what_went_from_a_file_to_postgres_is_the_same_there)
{
    fill(*file_);
    copy_from_file(file(), postgres_.settings());
    EXPECT_EQ(seen_in(*postgres_).size(), 2u);
    EXPECT_EQ(seen_in(*postgres_), seen_in(*file_));
    EXPECT_THAT(texts_in(*postgres_, select_concepts),
        ElementsAre("a-grandchild<m-child", "m-child<z-parent", "z-parent<"));
}

TEST_F(PortableTest, what_the_target_held_before_goes)
{
    fill(*file_);
    postgres_->write([](Transaction& tx) {
        tx.run(insert_setting, "name", "Autre");
        tx.run(insert_setting, "secret", "x");
    });
    copy_from_file(file(), postgres_.settings());
    EXPECT_THAT(texts_in(*postgres_, select_settings), ElementsAre("name=Réseau"));
}

TEST_F(PortableTest, a_copy_that_fails_leaves_postgres_as_it_was)
{
    fill(*file_);
    postgres_->write([](Transaction& tx) {
        tx.run(insert_setting, "name", "Autre");
        tx.script("alter table sites add check (latitude is null)");
    });
    EXPECT_THROW(copy_from_file(file(), postgres_.settings()), CheckViolation);
    EXPECT_THAT(texts_in(*postgres_, select_settings), ElementsAre("name=Autre"));
    EXPECT_TRUE(seen_in(*postgres_).empty());
}

TEST_F(PortableTest, different_tables_are_refused)
{
    postgres_->write([](Transaction& tx) { tx.script("alter table sites add column altitude bigint"); });
    EXPECT_THROW(copied(), Fault);
}

TEST_F(PortableTest, many_rows_come_over_in_portions)
{
    postgres_->write([](Transaction& tx) {
        Batch batch(tx);
        std::vector<std::string> names;
        for (int i = 0; i < 1'234; ++i)
            names.push_back("n" + std::to_string(i));
        std::string const large(100'000, 'x');
        for (auto const& name : names)
            batch.run(insert_setting, name, name == "n500" ? large : name);
        batch.finish();
    });
    EXPECT_EQ(texts_in(*copied(), select_settings), texts_in(*postgres_, select_settings));
}

} // namespace
} // namespace passerelle::db
