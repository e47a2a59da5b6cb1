#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace passerelle::http {

/// What came back over a socket.
struct RawAnswer {
    int status = 0; ///< 0: no complete answer
    std::string head, body;

    bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
};

/// A socket that says exactly what it is told to say.
class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    bool is_connected() const { return connected_; }
    void send(std::string_view bytes);
    void close_sending();

    /// The next answer on this connection; `to_head`: it has no body whatever its length says.
    RawAnswer receive(bool to_head = false);
    RawAnswer ask(std::string_view bytes)
    {
        send(bytes);
        return receive();
    }

    /// Some bytes, at most that many; empty at the end or when nothing comes for the time.
    std::string receive_some(std::size_t bytes_max = 65536);

    /// Whether the other side closes within that time; what it sends meanwhile is thrown away.
    bool is_closed_within(std::chrono::milliseconds);

private:
    bool fill();

    int socket_ = -1;
    bool connected_ = false;
    std::string buffer_;
};

/// A request for a page with further fields, each with its line end.
inline std::string get(std::string_view path, std::string_view fields = {})
{
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

} // namespace passerelle::http
