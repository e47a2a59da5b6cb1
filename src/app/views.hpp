#pragma once

#include <string>

namespace passerelle::app {

struct FailureWords {
    std::string title;
    std::string text;
};

/// What went wrong, for people.
struct FailurePage {
    FailureWords say;
    int status = 500;
    std::string incident; ///< empty where nobody has to look into it
};

} // namespace passerelle::app
