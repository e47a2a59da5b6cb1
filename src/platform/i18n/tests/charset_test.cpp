#include "base/text.hpp"
#include "platform/i18n/charset.hpp"

#include <gtest/gtest.h>

namespace passerelle::i18n {
namespace {

using namespace std::string_literals;

struct Sample {
    std::string bytes;
    Charset charset;
    std::string text;
};

TEST(Charset, is_recognised_as_spreadsheets_write_it)
{
    Sample const samples[] {
        { "", Charset::Utf8, "" },
        { "Genève;Zürich", Charset::Utf8, "Genève;Zürich" },
        { "\xEF\xBB\xBF"
          "Genève",
            Charset::Utf8, "Genève" },
        { "Gen\xE8ve \x80 \x93Z\xFCrich\x94", Charset::Windows1252, "Genève € “Zürich”" },
        { "Gen\x8Fve Z\x9Frich d\x8E"
          "colletage",
            Charset::MacRoman, "Genève Zürich décolletage" },
        { "\xFF\xFEG\0e\0\xE8\0"s, Charset::Utf16Le, "Geè" },
        { "\xFE\xFF\0G\0e\0\xE8"s, Charset::Utf16Be, "Geè" },
        { "n\0a\0m\0e\0;\0"s, Charset::Utf16Le, "name;" },
        { "\0n\0a\0m\0e\0;"s, Charset::Utf16Be, "name;" },
        { "\xFF\xFE\x3D\xD8\x00\xDE"s, Charset::Utf16Le, "😀" },
        { "a\0b"s, Charset::Utf8, "ab" },
    };
    for (auto const& sample : samples) {
        EXPECT_EQ(detect_charset(sample.bytes), sample.charset) << sample.text;
        EXPECT_EQ(to_utf8(sample.bytes), sample.text);
    }
}

TEST(Charset, answers_well_formed_text_whatever_comes)
{
    EXPECT_EQ(to_utf8("ab\xC3", Charset::Utf8), "ab\uFFFD");
    EXPECT_EQ(to_utf8("\xED\xA0\x80", Charset::Utf8), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(to_utf8("a\0é\xFF"s, Charset::Utf8), "aé\uFFFD");
    EXPECT_EQ(to_utf8("\x3D\xD8x\0"s, Charset::Utf16Le), "\uFFFDx");
    EXPECT_EQ(to_utf8("x\0y"s, Charset::Utf16Le), "x\uFFFD");
    for (int byte = 1; byte < 256; ++byte)
        for (auto const charset :
            { Charset::Utf8, Charset::Windows1252, Charset::MacRoman, Charset::Utf16Le })
            EXPECT_TRUE(is_valid_utf8(to_utf8(std::string(3, static_cast<char>(byte)), charset))) << byte;
}

} // namespace
} // namespace passerelle::i18n
