#include "platform/documents/xliff.hpp"

#include <gmock/gmock.h>

namespace passerelle::documents {
namespace {

using testing::HasSubstr;

XliffDocument example()
{
    return { Lang::de, Lang::fr,
        { { "desk",
            { { "u1", "Müller & Söhne <AG>: Offers", "Zeile 1\n  „Zeile“ 2 & <b>", "",
                  { { "meaning", "3" } } },
                { "u2", "", "Langdrehen", "Décolletage", {} } } } } };
}

std::string document_with(std::string_view body)
{
    return R"(<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="fr"><file id="f">)"
        + std::string(body) + "</file></xliff>";
}

TEST(Xliff, comes_back_as_it_was_written)
{
    auto const read = read_xliff(to_xliff(example()));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, example());
}

TEST(Xliff, is_version_2_with_states)
{
    auto const text = to_xliff(example());
    EXPECT_THAT(text, HasSubstr(R"(version="2.0" srcLang="de" trgLang="fr")"));
    EXPECT_THAT(text, HasSubstr(R"(<segment state="initial">)"));
    EXPECT_THAT(text, HasSubstr(R"(<segment state="translated">)"));
}

TEST(Xliff, leaves_out_what_xml_cannot_have)
{
    auto document = example();
    document.files[0].units[0].source = "a\x01"
                                        "b\x1F";
    auto const read = read_xliff(to_xliff(document));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->files[0].units[0].source, "ab");
}

TEST(Xliff, joins_segments_and_drops_inline_codes)
{
    auto const read = read_xliff(document_with(
        R"(<group id="g"><unit id="u"><segment><source>Eins. </source><target>Un. </target></segment><ignorable><source> </source></ignorable><segment><source>Zwei <pc id="1">fett</pc></source><target>Deux <pc id="1">gras</pc></target></segment></unit></group>)"));
    ASSERT_TRUE(read);
    auto const& unit = read->files.at(0).units.at(0);
    EXPECT_EQ(unit.source, "Eins.  Zwei fett");
    EXPECT_EQ(unit.target, "Un. Deux gras");
}

TEST(Xliff, refuses_document_types)
{
    auto const read
        = read_xliff("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xliff version=\"2.0\"/>");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.refusal().problem, DocumentProblem::UnsafeContent);
}

TEST(Xliff, refuses_what_is_something_else)
{
    for (auto const* const text :
        { "name;ort\nx;y\n", "<html/>", "<xliff version=\"1.2\" srcLang=\"de\" trgLang=\"fr\"/>",
            "<xliff version=\"2.0\" srcLang=\"de\"/>",
            "<xliff version=\"2.0\" srcLang=\"de\" trgLang=\"fr\">", "<xliff \xFF/>" })
        EXPECT_FALSE(read_xliff(text)) << text;
    EXPECT_EQ(read_xliff("").refusal().problem, DocumentProblem::Empty);
}

TEST(Xliff, keeps_its_limits)
{
    EXPECT_EQ(
        read_xliff(to_xliff(example()), { .bytes_max = 10 }).refusal().problem, DocumentProblem::TooLarge);
    EXPECT_EQ(
        read_xliff(to_xliff(example()), { .units_max = 1 }).refusal().problem, DocumentProblem::TooLarge);
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += "<group id=\"g\">";
    for (int i = 0; i < 100; ++i)
        deep += "</group>";
    EXPECT_EQ(read_xliff(document_with(deep)).refusal().problem, DocumentProblem::TooLarge);
}

} // namespace
} // namespace passerelle::documents
