// SPDX-License-Identifier: MIT
/// Finds out whether a server still knows a DTLS session that fell silent. A server that was started again drops what
/// it cannot decrypt, and libcoap repeats it for a minute and a half. So the session is pinged, and beside it a second
/// handshake begins: when that ends before the ping is answered, the server has forgotten the first one.
#pragma once

#include "coap/client/transport.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace coapnode {

class Recovery {
public:
    /// For the answer to the ping, at least.
    static constexpr Duration ping_time = 300ms;

    enum class Outcome {
        alive,     ///< the doubted one has answered
        replaced,  ///< extract() the new one
        failed,    ///< neither; trouble() says why
    };

    /// `done` is called once, from the loop and never from within this; it may destroy the Recovery. `doubted` outlives
    /// it.
    Recovery(Requester& requester, Transport& doubted, const Destination& destination, const Asker* owner,
             std::function<void(Outcome)> done);

    /// To be called when the doubted one was heard.
    void compare();

    [[nodiscard]] std::unique_ptr<Transport> extract() { return std::move(second_); }
    [[nodiscard]] const Error& trouble() const { return trouble_; }

private:
    Requester& requester_;
    Transport& doubted_;
    std::function<void(Outcome)> done_;
    Instant begun_;
    Error trouble_{Errc::silent, "no answer"};
    std::unique_ptr<Transport> second_;
    Timer timer_;
};

}  // namespace coapnode
