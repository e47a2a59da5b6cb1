#include "app/clock.hpp"

#include <chrono>

namespace passerelle::app {

Instant now()
{
    using namespace std::chrono;
    return { duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() };
}

} // namespace passerelle::app
