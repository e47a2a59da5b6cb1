#pragma once

#include "base/embedded.hpp"
#include "platform/http/assets.hpp"

#include <span>

namespace passerelle {

/// Files of the folder assets/.
std::span<EmbeddedFile const> embedded_assets();

} // namespace passerelle

namespace passerelle::app {

/// The style sheet `css/app.css`, made of the components in assets/css.
std::span<http::Bundle const> bundles();

} // namespace passerelle::app
