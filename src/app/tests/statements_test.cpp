#include "platform/db/db.hpp"
#include "tests/support/postgres.hpp"

#include <gtest/gtest.h>

#include <set>

/// One SQL for two engines: every statement of every module is prepared on both, against the real schema.
namespace passerelle::app::tests {
namespace {

class StatementsTest : public support::DbTest {};
PASSERELLE_ON_BOTH_ENGINES(StatementsTest);

TEST_P(StatementsTest, every_statement_can_be_prepared)
{
    for (auto const* statement : db::all_statements()) {
        auto const problem = database().problem_of(*statement);
        EXPECT_EQ(problem, "") << statement->name();
    }
}

TEST(Statements, have_names_of_their_own)
{
    std::set<std::string_view> names;
    for (auto const* statement : db::all_statements())
        EXPECT_TRUE(names.insert(statement->name()).second) << statement->name();
    EXPECT_GT(names.size(), 100u);
}

} // namespace
} // namespace passerelle::app::tests
