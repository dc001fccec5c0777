// SPDX-License-Identifier: MIT
/// A request while it is received: its head is checked as soon as it is complete, its body is bounded.
#pragma once

#include "coapnode/http/handler.hpp"
#include "http/head.hpp"
#include "http/target.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode::http {

struct Connection;

class IncomingRequest {
public:
    /// `target`: unchanged.
    explicit IncomingRequest(std::string target) : target_{std::move(target)} {}

    /// Returns an answer when the head is refused: 400; 413 when the body would be larger than the handler accepts; 414
    /// or 431 when the head leaves libmicrohttpd too little memory for an answer.
    std::optional<HttpResponse> read_head(MHD_Connection* handle, const RequestLine& line, const Connection& from,
                                          const HttpHandler& handler);

    /// Returns an answer when the head is complete and libmicrohttpd cannot answer it properly: it is too large, or its
    /// Content-Length is not a number of 64 bits. To be called before read_head(), when libmicrohttpd reports
    /// something.
    [[nodiscard]] std::optional<HttpResponse> refuse_early(MHD_Connection* handle) const;

    /// Appends to the body. Returns false when it becomes too large.
    bool add_body(std::string_view part);

    [[nodiscard]] HttpRequest extract() { return std::move(request_); }

    /// Whether its body is still to come.
    [[nodiscard]] bool expects_body() const { return expects_body_; }
    /// Whether its body is chunked.
    [[nodiscard]] bool is_chunked() const { return is_chunked_; }
    [[nodiscard]] bool is_head() const { return method_ == "HEAD"; }
    /// Whether its answer may be chunked: not for HTTP/1.0.
    [[nodiscard]] bool takes_chunks() const { return takes_chunks_; }
    /// Method and path, for the log: without the query, once the head is read.
    [[nodiscard]] std::string name() const;

private:
    void fill(const Connection& from, Target target, HttpFields fields);
    [[nodiscard]] std::optional<HttpResponse> refuse_size(std::size_t memory) const;
    std::optional<HttpResponse> expect_body(const HttpHandler& handler);

    std::string target_;
    std::string method_;
    HttpRequest request_;
    std::size_t largest_body_ = 0;
    bool expects_body_ = false;
    bool is_chunked_ = false;
    bool takes_chunks_ = true;
};

}  // namespace coapnode::http
