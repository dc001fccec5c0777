// SPDX-License-Identifier: MIT
/// How a request gets its answer: now, later, or as a stream without an end.
#pragma once

#include "coapnode/http/message.hpp"

#include <memory>
#include <string>

namespace coapnode {

/// The way back to the client of one request. Used from the loop alone, also from within HttpHandler::handle().
class HttpReply {
public:
    virtual ~HttpReply() = default;

    /// The whole answer. Called once, unless stream() is.
    virtual void send(HttpResponse response) = 0;

    /// Begins an answer without an end, such as Server-Sent Events: `head` has no body. HttpWork::next() says what is
    /// written, as fast as the client reads.
    virtual void stream(HttpResponse head) = 0;

    /// Of a stream: next() has something again.
    virtual void wake() = 0;

    /// Of a stream: closes it, once what next() returned was written.
    virtual void end() = 0;
};

/// What a handler keeps for one request until its answer is sent, or its client is gone. Destroying it gives up.
/// The adapter destroys it, never from within one of the handler's own calls of HttpReply.
class HttpWork {
public:
    virtual ~HttpWork() = default;

    /// Of a stream: what to write now, 64 kB at most; empty: nothing until wake(). Asked only when what it returned
    /// before has been handed to the client's connection, so a slow reader gets what is newest then.
    virtual std::string next() { return {}; }
};

class HttpHandler {
public:
    virtual ~HttpHandler() = default;

    /// The largest body of a request to `path` that is read; a larger one is answered 413.
    [[nodiscard]] virtual std::size_t largest_body(const HttpRequest& head) const = 0;

    /// Called once a request, when it is there whole. `reply` is valid for as long as the HttpWork that is returned;
    /// nullptr where it was answered already.
    virtual std::unique_ptr<HttpWork> handle(HttpRequest request, HttpReply& reply) = 0;
};

}  // namespace coapnode
