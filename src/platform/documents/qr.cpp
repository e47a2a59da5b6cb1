#include "platform/documents/qr.hpp"

#include "base/ensure.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>

namespace passerelle::documents {
namespace {

constexpr int quiet_zone = 4;

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code encode(std::string_view text)
{
    ensure(!text.empty() && text.size() <= 2'300);
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    Code code(QRcode_encodeData(static_cast<int>(text.size()), bytes, 0, QR_ECLEVEL_M), QRcode_free);
    ensure(code != nullptr);
    return code;
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (auto const c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

} // namespace

QrCode qr_code(std::string_view text)
{
    auto const code = encode(text);
    QrCode result { code->width + 2 * quiet_zone, {} };
    auto const dark = [&](int x, int y) { return (code->data[y * code->width + x] & 1) != 0; };
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            auto const begin = x;
            while (x < code->width && dark(x, y))
                ++x;
            if (x > begin)
                result.path += fmt::format(
                    "M{} {}h{}v1h-{}z", begin + quiet_zone, y + quiet_zone, x - begin, x - begin);
        }
    }
    return result;
}

std::string qr_svg(std::string_view text, std::string_view label)
{
    auto const code = qr_code(text);
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">)"
        R"(<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path fill="#000" d="{2}"/></svg>)",
        code.size, escaped(label), code.path);
}

} // namespace passerelle::documents
