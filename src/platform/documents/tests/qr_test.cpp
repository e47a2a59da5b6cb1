#include "platform/documents/qr.hpp"

#include "base/ensure.hpp"

#include <gtest/gtest.h>

namespace passerelle::documents {
namespace {

TEST(QrCode, has_a_quiet_zone_and_its_finder_patterns)
{
    auto const code = qr_code("otpauth://totp/Passerelle:zoe?secret=ABC");
    EXPECT_GE(code.size, 21 + 8);
    EXPECT_EQ((code.size - 8 - 17) % 4, 0);
    EXPECT_TRUE(code.path.starts_with("M4 4h7v1h-7z")) << code.path;
}

TEST(QrCode, holds_as_much_as_it_says_and_refuses_more)
{
    EXPECT_EQ(qr_code(std::string(2'300, 'x')).size, 177 + 8);
    EXPECT_THROW(qr_code(std::string(2'301, 'x')), Bug);
    EXPECT_THROW(qr_code(""), Bug);
}

TEST(QrCode, as_svg_says_what_it_is)
{
    auto const svg = qr_svg("x", "A \"code\" <for> you & me");
    EXPECT_NE(svg.find("aria-label=\"A &quot;code&quot; &lt;for> you &amp; me\""), std::string::npos) << svg;
    EXPECT_NE(svg.find("viewBox=\"0 0 29 29\""), std::string::npos) << svg;
}

} // namespace
} // namespace passerelle::documents
