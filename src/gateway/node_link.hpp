// SPDX-License-Identifier: MIT
/// The way to one node, as the gateway needs it. The app has one over CoAP; tests have one that is scripted.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/exchange.hpp"
#include "gateway/config/config.hpp"

#include <functional>
#include <memory>

namespace coapnode {

/// What is under way. Destroying it gives it up: nothing is called any more.
class Pending {
public:
    virtual ~Pending() = default;
};

using PendingPtr = std::unique_ptr<Pending>;

class NodeLink {
public:
    virtual ~NodeLink() = default;

    /// Called once, from the loop and never from within request(). It may destroy the Pending; what it is handed lives
    /// until it returns. An answer with an error code is no Error.
    using Answered = std::function<void(const Result<IncomingResponse>&)>;
    [[nodiscard]] virtual PendingPtr request(OutgoingRequest request, Duration timeout, Answered answered) = 0;

    struct Observer {
        std::function<void(const IncomingResponse&)> notified;   ///< a new state, or an error answer
        std::function<void(const IncomingResponse&)> confirmed;  ///< the node was asked again: it is as it was
        std::function<void(const Error&)> troubled;              ///< no answer; it goes on trying
    };
    /// Until the Pending is destroyed, which deregisters.
    [[nodiscard]] virtual PendingPtr observe(OutgoingRequest request, Observer observer) = 0;
};

using OpenLink = std::function<std::unique_ptr<NodeLink>(const NodeConfig&)>;

}  // namespace coapnode
