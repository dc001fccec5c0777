// SPDX-License-Identifier: MIT
/// CoAP by multicast (RFC 7252 section 8). Errors and empty answers are not sent.
#pragma once

#include "coap/multicast/groups.hpp"
#include "coap/server/anonymous_clients.hpp"
#include "coap/server/context_port.hpp"

namespace coapnode {

class GroupPort final : public ContextPort {
public:
    static constexpr SessionLimits limits{.idle_sessions = 64, .handshake_sessions = 1, .idle_timeout = 10s};

    GroupPort(Scheduler& scheduler, Log& log, Dispatcher& dispatcher, AnonymousClients& clients);

    /// Serves the groups at the addresses of `coap`.
    void serve(const CoapConfig& coap) { groups_.serve(coap); }

    [[nodiscard]] std::optional<Caller> caller_of(coap_session_t& session, const coap_pdu_t& request) override;
    [[nodiscard]] bool sends(const coap_pdu_t& response) const override;
    [[nodiscard]] unsigned largest_exponent(const coap_session_t& session) override;
    void spend(const coap_session_t& session, std::size_t bytes) override;

private:
    AnonymousClients& clients_;
    Groups groups_;
};

}  // namespace coapnode
