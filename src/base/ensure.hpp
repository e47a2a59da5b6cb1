#pragma once

#include <stdexcept>

namespace passerelle {

/// A programmer's mistake. Ends the request (or command, or job), not the process.
class Bug : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void fail_ensure(char const* condition, char const* file, int line);

} // namespace passerelle

/// On in release builds too.
#define ensure(condition) \
    (static_cast<bool>(condition) ? void(0) : ::passerelle::fail_ensure(#condition, __FILE__, __LINE__))
