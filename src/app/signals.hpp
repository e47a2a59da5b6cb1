#pragma once

#include <csignal>
#include <initializer_list>

namespace passerelle::app {

/// Keeps signals from interrupting anything, and waits for one of them. Made before the first thread starts.
class Signals {
public:
    explicit Signals(std::initializer_list<int> signals)
    {
        sigemptyset(&set_);
        for (auto const signal : signals)
            sigaddset(&set_, signal);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }

    int wait() const
    {
        int signal = 0;
        sigwait(&set_, &signal);
        return signal;
    }

private:
    sigset_t set_ {};
};

} // namespace passerelle::app
