#pragma once

#include <stdexcept>

namespace passerelle::app {

/// A command cannot do what it was asked, and nothing was changed: exit status 1. The text is for people, in the
/// language of the command.
class CommandRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace passerelle::app
