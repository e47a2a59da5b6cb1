#pragma once

#include <filesystem>

namespace passerelle::app {

/// Makes the folder, closed to everybody else, where there is none: it will hold personal data.
void make_private_folder(std::filesystem::path const&);

/// Beside `place`, in the same file system, closed to others, and gone with this object. Throws
/// std::filesystem::filesystem_error.
class TemporaryFolder {
public:
    explicit TemporaryFolder(std::filesystem::path const& place);
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Until a power cut would not undo it. For a file and, after a rename, for its folder.
void sync_to_disk(std::filesystem::path const&);

/// Gives the file its name, for good; false where something has that name already.
bool put_in_place(std::filesystem::path const& file, std::filesystem::path const& name);

} // namespace passerelle::app
