#include "platform/mail/delivery.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace passerelle::mail {
namespace {

class File {
public:
    File(std::string const& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;

    bool is_open() const { return number_ >= 0; }
    bool flush() const { return ::fsync(number_) == 0; }
    bool write(std::string_view content) const
    {
        while (!content.empty()) {
            auto const written = ::write(number_, content.data(), content.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return false;
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

private:
    int number_;
};

NotDelivered not_now()
{
    return { NotDelivered::Reason::NotNow, fmt::format("cannot write: {}", std::strerror(errno)) };
}

class FolderDelivery : public Delivery {
public:
    explicit FolderDelivery(std::string folder) : folder_(std::move(folder)) {}

    Outcome<Done, NotDelivered> deliver(Letter const& letter) override
    {
        std::error_code ignored; // what matters shows when the file is opened
        std::filesystem::create_directories(folder_, ignored);
        auto const path
            = fmt::format("{}/{}-{}.eml", folder_, letter.created_at.text().substr(0, 10), letter.id.text());
        auto const unfinished = path + ".part";
        if (!write_durably(unfinished, letter.content) || std::rename(unfinished.c_str(), path.c_str()) != 0)
            return not_now();
        if (File const folder(folder_, O_RDONLY | O_DIRECTORY); !folder.is_open() || !folder.flush())
            return not_now();
        return Done {};
    }

    Outcome<Done, NotDelivered> probe() override
    {
        std::error_code ignored;
        std::filesystem::create_directories(folder_, ignored);
        return ::access(folder_.c_str(), W_OK) == 0 ? Outcome<Done, NotDelivered>(Done {}) : not_now();
    }

private:
    static bool write_durably(std::string const& path, std::string_view content)
    {
        File const file(path, O_WRONLY | O_CREAT | O_TRUNC);
        return file.is_open() && file.write(content) && file.flush();
    }

    std::string folder_;
};

} // namespace

std::unique_ptr<Delivery> deliver_to_folder(std::string folder)
{
    return std::make_unique<FolderDelivery>(std::move(folder));
}

} // namespace passerelle::mail
