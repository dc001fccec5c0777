// SPDX-License-Identifier: MIT
/// Opens the session to the first of a host's addresses that answers: over DTLS by its handshake, over UDP by a ping. A
/// single address is not asked first.
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

    /// Each of `destinations`, of which there is one at least, has `patience` to answer. `done` is called once, from
    /// the loop and never from within this; it may destroy the Dial. Errors: of the address that came furthest:
    /// key_refused, silent, unreachable, no_route, busy.
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
    std::unique_ptr<Session> silent_;  ///< the first that did not answer a ping: some servers answer none
    Subscription changes_;
    std::unique_ptr<Session> session_;
    Timer timer_;
};

}  // namespace coapnode
