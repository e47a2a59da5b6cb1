#pragma once

#include "platform/http/router.hpp"

#include <span>

namespace passerelle::app {

/// The words of all modules' addresses in each language.
std::span<http::PathWord const> path_words();

} // namespace passerelle::app
