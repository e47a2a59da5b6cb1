#include "modules/directory/embedded_data.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace passerelle::directory {

std::string_view data_file(std::string_view path)
{
    auto const files = embedded_data();
    auto const found = std::find_if(
        files.begin(), files.end(), [&](EmbeddedFile const& file) { return file.path == path; });
    ensure(found != files.end());
    return found->content;
}

} // namespace passerelle::directory
