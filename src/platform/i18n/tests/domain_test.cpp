#include "platform/i18n/domain.hpp"

#include <gtest/gtest.h>

namespace passerelle::i18n {
namespace {

TEST(Domain, is_written_in_ascii)
{
    EXPECT_EQ(ascii_domain("Zürich.ch"), "xn--zrich-kva.ch");
    EXPECT_EQ(ascii_domain("Example.CH"), "example.ch");
    EXPECT_EQ(ascii_domain("straße.example"), "xn--strae-oqa.example");
}

TEST(Domain, that_cannot_be_is_nothing)
{
    for (auto const* domain : { "", "a..ch", "a b.ch", "-a.ch", "a\r\n.ch", "xn--\xff.ch" })
        EXPECT_FALSE(ascii_domain(domain)) << domain;
}

} // namespace
} // namespace passerelle::i18n
