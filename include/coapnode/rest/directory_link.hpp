// SPDX-License-Identifier: MIT
/// What a registration (src/node/directory_registration.hpp) needs of the network: one request to the resource
/// directory at a time, its blocks, repetitions and time-outs seen to by the adapter (src/coap/directory_client.hpp).
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/rest/message.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coapnode {

/// The error is a clause for the log: "no answer".
template <class T>
using DirectoryResult = tl::expected<T, std::string>;

struct DirectoryRequest {
    Method method = Method::get;
    std::vector<std::string> path;
    std::vector<std::string> query;
    std::string links;  ///< link format; empty: no payload

    bool operator==(const DirectoryRequest&) const = default;
};

struct DirectoryReply {
    std::uint8_t code{};                ///< as in Code, but any number a stranger can send
    std::vector<std::string> location;  ///< Location-Path
    std::string payload;
};

class DirectoryLink {
public:
    using Answer = std::function<void(const DirectoryResult<DirectoryReply>&)>;

    virtual ~DirectoryLink() = default;

    /// "coap://192.168.1.7:5683": where the directory's clients reach this node.
    [[nodiscard]] virtual DirectoryResult<std::string> base() const = 0;

    /// `answer` is called once, from the loop and never from within ask(); not when another ask() or a drop() comes
    /// first.
    virtual void ask(const DirectoryRequest& request, Answer answer) = 0;
    virtual void drop() = 0;

    /// Before the process ends, when the loop turns no more: until what was asked is answered, or `patience` is over.
    virtual void wait(Duration patience) = 0;

    /// One datagram, sent at once and not waited for.
    virtual void send(const DirectoryRequest& request) = 0;
};

}  // namespace coapnode
