#pragma once

#include "app/command_line.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace passerelle::app {

enum class Health { Ok, Warning, Problem };

/// `ok`, `warning`, `problem`
std::string_view name(Health);

/// What one examination found, for people.
struct Finding {
    std::string_view check; ///< `index`: the same in every language, for monitoring
    Health health;
    std::string text;
    std::string advice {}; ///< what to do; empty where nothing is
};

/// Looks at the installation and changes nothing. A check that cannot be made is a problem of its own, and
/// the others go on. Reads the whole database: minutes where it is large.
std::vector<Finding> examine(GlobalOptions const&, std::string const& base_url, Instant now);

} // namespace passerelle::app
