#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The door to libcurl, which is included in the two .cpp files behind it only.
namespace passerelle::mail {

/// Makes libcurl ready. Any thread, any number of times.
void start_curl();

/// The parts of `smtp://user:password@host:587`, percent-decoded.
struct SmtpUrl {
    bool tls_from_the_start = false; ///< smtps
    std::string host;
    std::string port;
    std::string user;
    std::string password;

    static std::optional<SmtpUrl> parse(std::string_view text);

    /// The same machine: nobody listens on the way.
    bool is_loopback() const;
    /// Whether the connection must, may or need not be encrypted before anything is said.
    enum class Tls { Always, WhereOffered, Never };
    Tls tls() const;
    /// For libcurl, without credentials.
    std::string text() const;
};

} // namespace passerelle::mail
