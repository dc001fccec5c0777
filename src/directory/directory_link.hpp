// SPDX-License-Identifier: MIT
/// What a registration (registration.hpp) needs of the network: one request to the resource directory at a time, its
/// blocks, repetitions and time-outs seen to by the client behind it.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/exchange.hpp"

#include <functional>
#include <string>

namespace coapnode {

class DirectoryLink {
public:
    using Answer = std::function<void(const Result<IncomingResponse>&)>;

    virtual ~DirectoryLink() = default;

    /// "coap://192.168.1.7:5683": where the directory's clients reach this node.
    [[nodiscard]] virtual Result<std::string> base() const = 0;

    /// `answer` is called once, from the loop and never from within ask(); not when another ask() or a drop() comes
    /// first.
    virtual void ask(const OutgoingRequest& request, Answer answer) = 0;

    /// Nothing of what was asked is sent again.
    virtual void drop() = 0;

    /// Before the process ends, when the loop turns no more: until what was asked is answered, or `patience` is over.
    virtual void wait(Duration patience) = 0;

    /// One datagram, sent at once and not waited for.
    virtual void send(const OutgoingRequest& request) = 0;
};

}  // namespace coapnode
