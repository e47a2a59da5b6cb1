#include "tests/support/postgres.hpp"

#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

namespace passerelle::support {
namespace {

constexpr char programs[] = "/usr/lib/postgresql/15/bin/";

[[noreturn]] void run_in_child(std::vector<std::string> const& words, std::string const& folder)
{
    // PostgreSQL refuses to run as root.
    if (::getuid() == 0) {
        auto const* user = ::getpwnam("postgres");
        if (!user || ::setgid(user->pw_gid) != 0 || ::initgroups("postgres", user->pw_gid) != 0
            || ::setuid(user->pw_uid) != 0)
            ::_exit(126);
    }
    // After setuid, which would clear it: the server does not outlive a test program that crashes.
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (::chdir(folder.c_str()) != 0 || !std::freopen((folder + "/log").c_str(), "a", stdout)
        || ::dup2(STDOUT_FILENO, STDERR_FILENO) < 0)
        ::_exit(126);
    std::vector<char*> arguments;
    for (auto const& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

int start_process(std::vector<std::string> const& words, std::string const& folder)
{
    auto const process = ::fork();
    if (process < 0)
        throw std::runtime_error("no further process can be started");
    if (process == 0)
        run_in_child(words, folder);
    return process;
}

int wait_for_end(int process)
{
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string make_folder()
{
    auto name = temporary_root() + "passerelle-postgres.XXXXXX";
    if (!::mkdtemp(name.data()))
        throw std::runtime_error("no folder can be made: " + name);
    if (auto const* user = ::getpwnam("postgres"); ::getuid() == 0 && user)
        if (::chown(name.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("the folder cannot be given to the user postgres: " + name);
    return name;
}

} // namespace

std::string temporary_root()
{
    std::error_code error;
    auto const space = std::filesystem::space("/dev/shm", error);
    constexpr std::uintmax_t enough = 2'000'000'000;
    return !error && space.available > enough ? "/dev/shm/" : "/tmp/";
}

PostgresServer::PostgresServer()
{
    auto const initdb = std::string(programs) + "initdb";
    if (!std::filesystem::exists(initdb))
        throw std::runtime_error(
            "PostgreSQL 15 is not installed (package postgresql-15): the store tests need it");
    folder_ = make_folder();
    auto const status
        = wait_for_end(start_process({ initdb, "-D", folder_ + "/data", "-U", "passerelle", "-A", "trust",
                                         "-E", "UTF8", "--locale=C.UTF-8", "--no-sync" },
            folder_));
    if (status != 0)
        throw std::runtime_error("initdb failed: see " + folder_ + "/log");
    start();
}

PostgresServer::~PostgresServer()
{
    stop();
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
}

std::string PostgresServer::url(std::string const& database) const
{
    return "postgresql://passerelle@/" + database + "?host=" + folder_;
}

void PostgresServer::start()
{
    // What survives a power cut is tested elsewhere, so no fsync here.
    process_ = start_process({ std::string(programs) + "postgres", "-D", folder_ + "/data", "-k", folder_,
                                 "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off",
                                 "-c", "max_connections=100", "-c", "shared_buffers=32MB" },
        folder_);
    for (int i = 0; i < 600; ++i) {
        if (PQping(url().c_str()) == PQPING_OK)
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("PostgreSQL does not start: see " + folder_ + "/log");
}

void PostgresServer::stop()
{
    if (process_ == 0)
        return;
    ::kill(process_, SIGINT);
    wait_for_end(process_);
    process_ = 0;
}

} // namespace passerelle::support
