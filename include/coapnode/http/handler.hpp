// SPDX-License-Identifier: MIT
/// How an HTTP request is answered: at once, later, or as an endless stream.
#pragma once

#include "coapnode/http/message.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace coapnode {

/// Answers one request. Used from the loop only, also from within HttpHandler::handle().
class HttpReply {
public:
    virtual ~HttpReply() = default;

    /// Sends the whole answer. Called once, unless stream() is called.
    virtual void send(HttpResponse response) = 0;

    /// As send(), for an answer that may be sent again: the same object is recognized, and not converted again.
    virtual void send_shared(const std::shared_ptr<const HttpResponse>& response) { send(HttpResponse{*response}); }

    /// Starts an endless answer, such as Server-Sent Events. `head` has no body. HttpWork::next() supplies the data, as
    /// fast as the client reads.
    virtual void stream(HttpResponse head) = 0;

    /// For a stream: next() has new data.
    virtual void wake() = 0;

    /// For a stream: closes it once the data from next() is written.
    virtual void end() = 0;
};

/// A handler's state for one request, until the answer is sent or the client is gone. Destroying it cancels the work.
/// The adapter destroys it, but never while the handler is calling HttpReply.
class HttpWork {
public:
    virtual ~HttpWork() = default;

    /// The most that next() may return, in bytes.
    static constexpr std::size_t largest_piece = 65'536;
    /// For a stream: the data to write now; empty means nothing until wake(). It is called only after the connection
    /// took the data before, so a slow reader gets the newest state.
    virtual std::string next() { return {}; }
};

/// Answers requests: the gateway's routes.
class HttpHandler {
public:
    virtual ~HttpHandler() = default;

    /// The largest body that a request with this head may have, in bytes. A larger one is answered 413.
    [[nodiscard]] virtual std::size_t largest_body(const HttpRequest& head) const = 0;

    /// Called once per request, when all of it has arrived. `reply` is valid for as long as the returned HttpWork.
    /// Returns nullptr when the request is already answered.
    virtual std::unique_ptr<HttpWork> handle(HttpRequest request, HttpReply& reply) = 0;
};

}  // namespace coapnode
