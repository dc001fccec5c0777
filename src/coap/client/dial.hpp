// SPDX-License-Identifier: MIT
/// Opens a session to the first address of a host that answers: over DTLS with a handshake, over UDP with a ping. A
/// single UDP address is not pinged.
#pragma once

#include "coap/client/session.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace coapnode {

class Dial {
public:
    using Done = std::function<void(Result<std::unique_ptr<Session>>)>;

    /// Each of `destinations` (at least one) has `patience` to answer. `done` is called once, from the loop and never
    /// from within the constructor; it may destroy the Dial. Errors, from the address that came furthest: key_refused,
    /// silent, unreachable, no_route, busy.
    Dial(Requester& requester, std::vector<Destination> destinations, Duration patience, Done done);
    Dial(const Dial&) = delete;
    Dial& operator=(const Dial&) = delete;

private:
    void try_next();
    void on_change();
    void give_up(const Error& error);
    void end();

    Requester& requester_;
    std::vector<Destination> destinations_;
    Duration patience_;
    Done done_;
    std::size_t next_ = 0;
    std::optional<Error> trouble_;
    std::unique_ptr<Session> silent_;  ///< the first that did not answer a ping; some servers never answer one
    Subscription changes_;
    std::unique_ptr<Session> session_;
    Timer timer_;
};

}  // namespace coapnode
