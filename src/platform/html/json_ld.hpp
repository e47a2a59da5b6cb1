#pragma once

#include "platform/html/html.hpp"

#include <string>
#include <string_view>

namespace passerelle::html {

/// A schema.org description of what a page shows, as JSON-LD. The content security policy lets a data block
/// be.
class JsonLd {
public:
    /// From JSON text. What could end the element early (`<`, `>`, `&`) or a line of script (U+2028, U+2029)
    /// is written as `\u003c` and so on; in valid JSON these stand inside strings only, so the meaning is the
    /// same.
    explicit JsonLd(std::string_view json);

    /// `<script type="application/ld+json">…</script>`
    Html element() const;

private:
    std::string json_;
};

} // namespace passerelle::html
