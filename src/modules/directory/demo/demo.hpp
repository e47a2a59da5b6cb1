#pragma once

#include "modules/directory/directory.hpp"
#include "platform/crypto/token.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace passerelle::directory {

struct DemoSize {
    int organisations = 90; ///< 1 to 1,000,000
    std::uint64_t seed = 1;
};

/// A way in, for who tries the demonstration.
struct DemoDoor {
    std::string role; ///< `administrator`, `manager`, `member`
    std::string name;
    std::string email;
    std::string password;  ///< good for ever
    crypto::Token sign_in; ///< good once
};

enum class DemoRefused { NotEmpty };

/// Fills an empty database with an invented network that says so: three operators, organisations, people. The
/// same seed gives the same network, sign-in links apart. `progress(done, all)` now and then.
Outcome<std::vector<DemoDoor>, DemoRefused> fill_with_demo(
    Directory&, DemoSize, Instant now, std::function<void(int done, int all)> const& progress = {});

} // namespace passerelle::directory
