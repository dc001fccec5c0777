// SPDX-License-Identifier: MIT
/// Finds out whether a server still knows a silent DTLS session. A restarted server drops what it cannot decrypt, and
/// libcoap would retransmit for a minute and a half. So the session is pinged while a second handshake starts. When the
/// handshake ends before the ping is answered, the server has forgotten the old session.
#pragma once

#include "coap/client/transport.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace coapnode {

class Recovery {
public:
    /// The least time for the answer to the ping.
    static constexpr Duration ping_time = 300ms;

    enum class Outcome {
        alive,     ///< the old session has answered
        replaced,  ///< the new session is ready: extract() it
        failed,    ///< neither works; trouble() has the reason
    };

    /// `done` is called once, from the loop and never from within the constructor; it may destroy the Recovery.
    /// `doubted` must outlive it.
    Recovery(Requester& requester, Transport& doubted, const Destination& destination, const Asker* owner,
             std::function<void(Outcome)> done);

    /// The owner calls this when a message arrived on the old session.
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
