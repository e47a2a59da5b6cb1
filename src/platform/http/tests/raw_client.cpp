#include "platform/http/tests/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace passerelle::http {
namespace {

constexpr int patience = 5000; // milliseconds

std::string header_value(std::string const& head, std::string_view name)
{
    auto const at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos)
        return {};
    auto const start = at + 4 + name.size();
    return head.substr(start, head.find("\r\n", start) - start);
}

} // namespace

RawClient::RawClient(std::uint16_t port)
{
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

RawClient::~RawClient() { close(socket_); }

void RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void RawClient::close_sending() { shutdown(socket_, SHUT_WR); }

std::string RawClient::receive_some(std::size_t bytes_max)
{
    pollfd waiting { socket_, POLLIN, 0 };
    if (poll(&waiting, 1, patience) <= 0)
        return {};
    std::string piece(bytes_max, '\0');
    auto const count = recv(socket_, piece.data(), piece.size(), 0);
    piece.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return piece;
}

bool RawClient::fill()
{
    auto const piece = receive_some();
    buffer_ += piece;
    return !piece.empty();
}

RawAnswer RawClient::receive(bool to_head)
{
    RawAnswer answer;
    while (buffer_.find("\r\n\r\n") == std::string::npos)
        if (!fill())
            return answer;
    answer.head = buffer_.substr(0, buffer_.find("\r\n\r\n") + 2);
    buffer_.erase(0, answer.head.size() + 2);
    auto const status = std::stoi(answer.head.substr(9, 3));
    if (header_value(answer.head, "Transfer-Encoding") == "chunked") {
        while (true) {
            std::size_t line = 0;
            while ((line = buffer_.find("\r\n")) == std::string::npos)
                if (!fill())
                    return answer;
            auto const size = std::stoul(buffer_.substr(0, line), nullptr, 16);
            while (buffer_.size() < line + 2 + size + 2)
                if (!fill())
                    return answer;
            answer.body += buffer_.substr(line + 2, size);
            buffer_.erase(0, line + 2 + size + 2);
            if (size == 0)
                break;
        }
    } else if (auto const length = header_value(answer.head, "Content-Length"); !length.empty() && !to_head) {
        while (buffer_.size() < std::stoul(length))
            if (!fill())
                return answer;
        answer.body = buffer_.substr(0, std::stoul(length));
        buffer_.erase(0, answer.body.size());
    }
    answer.status = status;
    return answer;
}

bool RawClient::is_closed_within(std::chrono::milliseconds time)
{
    auto const end = std::chrono::steady_clock::now() + time;
    while (true) {
        auto const left
            = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd waiting { socket_, POLLIN, 0 };
        if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
            return false;
        char piece[4096];
        if (recv(socket_, piece, sizeof piece, 0) <= 0)
            return true;
    }
}

} // namespace passerelle::http
