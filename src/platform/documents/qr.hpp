#pragma once

#include <string>
#include <string_view>

namespace passerelle::documents {

/// A QR code (ISO/IEC 18004, error correction M) as a path for SVG, one unit a module.
struct QrCode {
    int size = 0;     ///< width and height of the viewBox, the quiet zone of four modules included
    std::string path; ///< the `d` of a <path> with fill-rule nonzero
};

/// `text` up to 2,300 bytes; `ensure`s that it fits.
QrCode qr_code(std::string_view text);

/// A whole <svg> element, black on white whatever the page's colours, `label` for who does not see it.
std::string qr_svg(std::string_view text, std::string_view label);

} // namespace passerelle::documents
