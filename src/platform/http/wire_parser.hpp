#pragma once

#include "platform/http/request_head.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace passerelle::http {

/// Beast's parser, writing straight into a Request. For connection.cpp alone.
class WireParser : public boost::beast::http::basic_parser<true> {
    using ErrorCode = boost::beast::error_code;
    using Error = boost::beast::http::error;
    using View = boost::beast::string_view;

public:
    WireParser(Request& request, std::size_t header_bytes_max) : request_(request)
    {
        header_limit(static_cast<std::uint32_t>(header_bytes_max));
        body_limit(boost::none); // take_body counts
        request.headers.reserve(24, 1024);
    }

    /// A complete head, checked by HeadScanner. Status of the refusal, if any.
    std::optional<int> take_head(std::string_view head)
    {
        ErrorCode error;
        put(boost::asio::buffer(head), error);
        if (error)
            return error == Error::bad_version ? 505 : refused_.value_or(400);
        auto const check = check_head(request_, version_ == 11);
        facts_ = check.facts;
        eager(true);
        return check.status;
    }

    /// As much of the body as there is, taken from the front of `input`.
    std::optional<int> take_body(std::string& input, std::size_t body_bytes_max)
    {
        body_bytes_max_ = body_bytes_max;
        ErrorCode error;
        auto const taken = put(boost::asio::buffer(input), error);
        input.erase(0, taken);
        if (error && error != Error::need_more)
            return refused_.value_or(400);
        return std::nullopt;
    }

    HeadFacts const& facts() const { return facts_; }
    bool is_http_1_1() const { return version_ == 11; }

private:
    void on_request_impl(
        boost::beast::http::verb, View method, View target, int version, ErrorCode& error) override
    {
        version_ = version;
        auto const known = http::parse_method({ method.data(), method.size() });
        if (!known) {
            refused_ = method == "TRACE" || method == "CONNECT" ? 405 : 501;
            error = Error::bad_method;
            return;
        }
        request_.method = *known;
        if ((refused_ = read_target({ target.data(), target.size() }, request_)))
            error = Error::bad_target;
    }

    void on_field_impl(boost::beast::http::field, View name, View value, ErrorCode&) override
    {
        // A trailer comes after the checks and could pass by them, so it is dropped (RFC 9110, 6.5.1).
        if (!is_header_done())
            request_.headers.add({ name.data(), name.size() }, { value.data(), value.size() });
    }

    void on_chunk_header_impl(std::uint64_t, View extensions, ErrorCode& error) override
    {
        if (!extensions.empty())
            error = Error::bad_chunk_extension;
    }

    std::size_t on_body_impl(View piece, ErrorCode& error) override { return append(piece, error); }
    std::size_t on_chunk_body_impl(std::uint64_t, View piece, ErrorCode& error) override
    {
        return append(piece, error);
    }

    std::size_t append(View piece, ErrorCode& error)
    {
        if (request_.body.size() + piece.size() > body_bytes_max_) {
            refused_ = 413;
            error = Error::body_limit;
            return 0;
        }
        request_.body.append(piece.data(), piece.size());
        return piece.size();
    }

    void on_response_impl(int, View, int, ErrorCode&) override {}
    void on_header_impl(ErrorCode&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorCode&) override {}
    void on_finish_impl(ErrorCode&) override {}

    Request& request_;
    HeadFacts facts_;
    int version_ = 11;
    std::size_t body_bytes_max_ = 0;
    std::optional<int> refused_;
};

} // namespace passerelle::http
