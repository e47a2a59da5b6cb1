#include "app/folders.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace passerelle::app {
namespace {

[[noreturn]] void throw_last_error(std::filesystem::path const& path)
{
    throw std::filesystem::filesystem_error("", path, std::error_code(errno, std::generic_category()));
}

} // namespace

void make_private_folder(std::filesystem::path const& folder)
{
    if (std::filesystem::is_directory(folder))
        return;
    if (folder.has_parent_path())
        std::filesystem::create_directories(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw_last_error(folder);
}

TemporaryFolder::TemporaryFolder(std::filesystem::path const& place)
{
    auto name = place.string() + ".XXXXXX";
    if (!::mkdtemp(name.data()))
        throw_last_error(place);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void sync_to_disk(std::filesystem::path const& path)
{
    auto const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || ::fsync(descriptor) != 0)
        throw_last_error(path);
    ::close(descriptor);
}

bool put_in_place(std::filesystem::path const& file, std::filesystem::path const& name)
{
    sync_to_disk(file);
    // A second name first, as renaming would take the place of whatever has come there meanwhile.
    if (::link(file.c_str(), name.c_str()) == 0)
        std::filesystem::remove(file);
    else if (errno == EEXIST)
        return false;
    else
        std::filesystem::rename(file, name); // a file system without links
    sync_to_disk(name.has_parent_path() ? name.parent_path() : std::filesystem::path("."));
    return true;
}

} // namespace passerelle::app
