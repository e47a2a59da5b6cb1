#include "base/ensure.hpp"

#include <fmt/format.h>

namespace passerelle {

void fail_ensure(char const* condition, char const* file, int line)
{
    throw Bug(fmt::format("{}:{}: ensure({})", file, line, condition));
}

} // namespace passerelle
