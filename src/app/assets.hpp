#pragma once

#include "base/embedded.hpp"
#include "platform/http/assets.hpp"

#include <span>

namespace passerelle {

/// Files of the folder assets/.
std::span<EmbeddedFile const> embedded_assets();

} // namespace passerelle

namespace passerelle::app {

/// `css/app.css` and `js/app.js`, each made of the files in its folder.
std::span<http::Bundle const> bundles();

} // namespace passerelle::app
