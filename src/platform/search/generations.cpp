#include "platform/search/generations.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <system_error>

namespace passerelle::search::generations {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "format2-";

bool is_generation(fs::path const& path) { return path.filename().string().starts_with("format"); }

void sync(fs::path const& place)
{
    auto const file = ::open(place.c_str(), O_RDONLY | O_CLOEXEC);
    auto const done = file >= 0 && ::fsync(file) == 0;
    auto const error = errno;
    if (file >= 0)
        ::close(file);
    if (!done)
        throw fs::filesystem_error("fsync", place, std::error_code(error, std::generic_category()));
}

} // namespace

std::optional<fs::path> current(fs::path const& folder)
{
    std::error_code error;
    auto const name = fs::read_symlink(folder / "current", error);
    if (error || !name.string().starts_with(prefix) || !fs::exists(folder / name, error))
        return std::nullopt;
    return folder / name;
}

fs::path make_next(fs::path const& folder)
{
    fs::create_directories(folder);
    for (int number = 1;; ++number) {
        auto const next = folder / fmt::format("{}{}", prefix, number);
        if (fs::create_directory(next)) // says false where another process was faster
            return next;
    }
}

void make_durable(fs::path const& generation)
{
    for (auto const& entry : fs::directory_iterator(generation))
        sync(entry.path());
    sync(generation);
}

void sync_folder(fs::path const& folder) { sync(folder); }

void switch_to(fs::path const& folder, fs::path const& generation)
{
    auto const link = folder / "current.next";
    fs::remove(link);
    fs::create_directory_symlink(generation.filename(), link);
    fs::rename(link, folder / "current");
    sync(folder); // before the old one goes
    for (auto const& entry : fs::directory_iterator(folder))
        if (is_generation(entry.path()) && entry.path().filename() != generation.filename())
            fs::remove_all(entry.path());
}

Stamp stamp(fs::path const& folder)
{
    // Each commit replaces this small file by a new one.
    struct stat status {};
    if (::stat((folder / "current" / "iamglass").c_str(), &status) != 0)
        return {};
    return { status.st_dev, status.st_ino,
        std::int64_t(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec };
}

} // namespace passerelle::search::generations
