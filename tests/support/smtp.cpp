#include "tests/support/smtp.hpp"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace passerelle::support {
namespace {

struct Pipe {
    int read_end = -1;
    int write_end = -1;

    Pipe()
    {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        read_end = ends[0];
        write_end = ends[1];
    }
};

int read_port(int pipe_end)
{
    std::string line;
    for (char c = 0; read(pipe_end, &c, 1) == 1 && c != '\n';)
        line += c;
    if (!line.starts_with("port "))
        throw std::runtime_error("the mail server for tests did not start; is python3-aiosmtpd installed?");
    return std::stoi(line.substr(5));
}

int spawn(std::vector<std::string> words, int input, int output)
{
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t process = 0;
    auto const status
        = posix_spawn(&process, words.front().c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (status != 0)
        throw std::runtime_error("cannot start " + words.front());
    return process;
}

} // namespace

SmtpServer::SmtpServer(std::vector<std::string> credentials) : credentials_(std::move(credentials))
{
    auto folder = (std::filesystem::temp_directory_path() / "passerelle-smtp-XXXXXX").string();
    if (!mkdtemp(folder.data()))
        throw std::runtime_error("no temporary folder");
    folder_ = folder;
    start();
}

SmtpServer::~SmtpServer()
{
    stop();
    std::filesystem::remove_all(folder_);
}

void SmtpServer::stop()
{
    if (process_ <= 0)
        return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    close(leash_);
    process_ = 0;
}

void SmtpServer::start()
{
    Pipe const input, output;
    // The system's Python: another one in the path does not see Debian's packages.
    std::vector<std::string> words { "/usr/bin/python3", "-Wignore", "tests/support/smtp_server.py", folder_,
        std::to_string(port_) };
    words.insert(words.end(), credentials_.begin(), credentials_.end());
    process_ = spawn(words, input.read_end, output.write_end);
    leash_ = input.write_end;
    close(input.read_end);
    close(output.write_end);
    port_ = read_port(output.read_end);
    close(output.read_end);
}

std::vector<std::string> SmtpServer::contents(std::string const& extension) const
{
    return file_contents(folder_, extension);
}

std::vector<std::string> file_contents(std::string const& folder, std::string const& extension)
{
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == extension)
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> texts;
    for (auto const& file : files) {
        std::ostringstream text;
        text << std::ifstream(file, std::ios::binary).rdbuf();
        texts.push_back(text.str());
    }
    return texts;
}

} // namespace passerelle::support
