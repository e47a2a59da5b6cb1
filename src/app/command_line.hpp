#pragma once

#include "base/lang.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace passerelle::app {

/// What every verb may be given (contracts: command line).
struct GlobalOptions {
    std::string data = "./passerelle-data";
    std::string database; ///< `postgresql://…`, or empty for the embedded one
    Lang lang;
    bool json = false;
};

/// How a command ends.
enum class Exit { Done = 0, Refused = 1, WrongUsage = 2, Fault = 3 };

/// Runs the program. Results go to standard output, everything else to standard error.
Exit run_command_line(int argc, char** argv);

} // namespace passerelle::app
