// SPDX-License-Identifier: MIT
/// The gateway's interface to one node. The app implements it over CoAP; tests script it.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/exchange.hpp"
#include "gateway/config/config.hpp"

#include <functional>
#include <memory>

namespace coapnode {

/// A running request or observation. Destroying it cancels it; nothing is called afterwards.
class Pending {
public:
    virtual ~Pending() = default;
};

using PendingPtr = std::unique_ptr<Pending>;

class NodeLink {
public:
    virtual ~NodeLink() = default;

    /// Called once, from the loop and never from within request(). It may destroy the Pending. An answer with an error
    /// code is a response, not an Error.
    using Answered = std::function<void(Result<IncomingResponse>)>;
    [[nodiscard]] virtual PendingPtr request(OutgoingRequest request, Duration timeout, Answered answered) = 0;

    struct Observer {
        std::function<void(const IncomingResponse&)> notified;  ///< a new state, or an error answer
        std::function<void(const IncomingResponse&)>
            confirmed;                               ///< the node was asked again, and the state is unchanged
        std::function<void(const Error&)> troubled;  ///< no answer; it keeps trying
    };
    /// Observes until the Pending is destroyed, which deregisters.
    [[nodiscard]] virtual PendingPtr observe(OutgoingRequest request, Observer observer) = 0;
};

using OpenLink = std::function<std::unique_ptr<NodeLink>(const NodeConfig&)>;

}  // namespace coapnode
