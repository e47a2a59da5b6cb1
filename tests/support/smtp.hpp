#pragma once

#include <string>
#include <vector>

namespace passerelle::support {

/// A real mail server (tests/support/smtp_server.py) on a free port of this machine, for the length of a
/// test. It ends with the test program, however that ends. Throws where it cannot start (package
/// python3-aiosmtpd).
class SmtpServer {
public:
    /// With user and password, it takes mail only after that sign-in.
    explicit SmtpServer(std::vector<std::string> credentials = {});
    SmtpServer(SmtpServer const&) = delete;
    SmtpServer& operator=(SmtpServer const&) = delete;
    ~SmtpServer();

    int port() const { return port_; }
    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

    /// What Python's parser understood of each mail, one fact a line, in the order of arrival.
    std::vector<std::string> received() const { return contents(".txt"); }
    /// Each mail byte by byte.
    std::vector<std::string> raw() const { return contents(".eml"); }

    void stop();
    /// On the same port as before.
    void start();

private:
    std::vector<std::string> contents(std::string const& extension) const;

    std::vector<std::string> credentials_;
    std::string folder_;
    int port_ = 0;
    int process_ = 0;
    int leash_ = -1; ///< the server's standard input; it ends when this closes
};

/// The contents of the files with that extension, by their names' order.
std::vector<std::string> file_contents(std::string const& folder, std::string const& extension);

} // namespace passerelle::support
