#include "platform/json/json.hpp"

#include <gtest/gtest.h>

namespace passerelle {
namespace {

using namespace std::string_literals;
using Reason = JsonRefused::Reason;

TEST(Json, keeps_the_order_of_members)
{
    auto const json = parse_json(R"( {"z": 1, "a": [true, null, "é", -2.5], "m": {}} )");
    ASSERT_TRUE(json);
    EXPECT_EQ(to_json_text(*json), R"({"z":1,"a":[true,null,"é",-2.5],"m":{}})");
    EXPECT_EQ(to_pretty_json_text(Json { { "a", 1 } }), "{\n  \"a\": 1\n}\n");
}

TEST(Json, says_where_a_text_is_malformed)
{
    auto const json = parse_json("{\"a\": [1,\n  2, x]}");
    ASSERT_FALSE(json);
    EXPECT_EQ(json.refusal().reason, Reason::Malformed);
    EXPECT_EQ(json.refusal().line, 2u);
    EXPECT_EQ(json.refusal().column, 6u);
    EXPECT_EQ(json.refusal().byte, 15u);
    EXPECT_EQ(json.refusal().pointer, "/a/1");
}

TEST(Json, refuses_what_is_no_json)
{
    for (auto const& text : { ""s, " "s, "{"s, "[1,]"s, "{\"a\":1,}"s, "// c\n1"s, "NaN"s, "1 2"s, "'a'"s,
             "\"\xff\""s, "\"\xed\xa0\x80\""s, "\"a\nb\""s, "\"\\ud800\""s, "\xEF\xBB\xBF{}"s, "{\"a\":1}\0"s,
             "01"s, "1e999"s }) {
        auto const json = parse_json(text);
        ASSERT_FALSE(json) << text;
        EXPECT_EQ(json.refusal().reason, Reason::Malformed) << text;
    }
}

TEST(Json, refuses_a_name_twice_and_says_which)
{
    auto const json = parse_json(R"({"list": [0, {"a/b": 1, "c": 2, "a/b": 3}]})");
    ASSERT_FALSE(json);
    EXPECT_EQ(json.refusal().reason, Reason::DuplicateName);
    EXPECT_EQ(json.refusal().pointer, "/list/1/a~1b");
    EXPECT_EQ(json.refusal().line, 1u);
    EXPECT_TRUE(parse_json(R"([{"a": 1}, {"a": 1}])"));
    EXPECT_FALSE(parse_json(R"({"a": 1, "\u0061": 1})"));
}

TEST(Json, depth_has_a_limit_that_itself_is_allowed)
{
    auto const nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(parse_json(nested(64)));
    EXPECT_EQ(parse_json(nested(65)).refusal().reason, Reason::TooDeep);
    EXPECT_EQ(parse_json(std::string(1'000'000, '[')).refusal().reason, Reason::TooDeep);
}

TEST(Json, size_and_members_have_limits)
{
    EXPECT_EQ(parse_json("[1, 2]", { .bytes_max = 5 }).refusal().reason, Reason::TooLarge);
    EXPECT_TRUE(parse_json("[1, 2]", { .bytes_max = 6 }));
    EXPECT_EQ(parse_json(R"({"a":1,"b":2})", { .members_max = 1 }).refusal().reason, Reason::TooManyMembers);
}

TEST(Json, broken_utf_8_is_replaced_on_the_way_out)
{
    EXPECT_EQ(to_json_text(Json("a\xff"
                                "b")),
        "\"a\xEF\xBF\xBD"
        "b\"");
}

TEST(Json, cannot_end_the_script_that_it_stands_in)
{
    Json const json { { "name", "</script><!-- & \xE2\x80\xA8\xE2\x80\xA9 \xE2\x80\x94" } };
    auto const text = to_script_json_text(json);
    EXPECT_EQ(text, R"({"name":"\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029 —"})");
    EXPECT_EQ(*parse_json(text), json);
}

} // namespace
} // namespace passerelle
