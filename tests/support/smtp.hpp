#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace passerelle::tests {

/// A real mail server (tests/support/smtp_server.py) on a free port of this machine, for the length of a test.
class SmtpServer {
public:
    explicit SmtpServer(std::vector<std::string> credentials = {}) : credentials_(std::move(credentials))
    {
        std::string folder = (std::filesystem::temp_directory_path() / "passerelle-smtp-XXXXXX").string();
        if (!mkdtemp(folder.data()))
            throw std::runtime_error("no temporary folder");
        folder_ = folder;
        start();
    }

    ~SmtpServer()
    {
        stop();
        std::filesystem::remove_all(folder_);
    }

    SmtpServer(SmtpServer const&) = delete;
    SmtpServer& operator=(SmtpServer const&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    int port() const { return port_; }

    /// What Python's parser understood of each mail, in the order of arrival.
    std::vector<std::string> received() const { return contents(".txt"); }
    std::vector<std::string> raw() const { return contents(".eml"); }

    void stop()
    {
        if (process_ <= 0)
            return;
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        process_ = 0;
    }

    /// On the same port as before.
    void start()
    {
        int ends[2];
        if (pipe(ends) != 0)
            throw std::runtime_error("no pipe");
        std::vector<std::string> words { "/usr/bin/python3", "tests/support/smtp_server.py", folder_,
            std::to_string(port_) };
        words.insert(words.end(), credentials_.begin(), credentials_.end());
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);

        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        auto const status = posix_spawn(&process_, words.front().c_str(), &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        if (status != 0)
            throw std::runtime_error("the mail server for tests cannot start");
        port_ = read_port(ends[0]);
        close(ends[0]);
    }

private:
    static int read_port(int pipe_end)
    {
        std::string line;
        for (char c = 0; read(pipe_end, &c, 1) == 1 && c != '\n';)
            line += c;
        if (!line.starts_with("port "))
            throw std::runtime_error("the mail server for tests did not start; is python3-aiosmtpd installed?");
        return std::stoi(line.substr(5));
    }

    std::vector<std::string> contents(std::string const& extension) const
    {
        std::vector<std::filesystem::path> files;
        for (auto const& entry : std::filesystem::directory_iterator(folder_))
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

    std::vector<std::string> credentials_;
    std::string folder_;
    int port_ = 0;
    pid_t process_ = 0;
};

} // namespace passerelle::tests
