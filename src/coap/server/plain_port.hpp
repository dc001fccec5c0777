// SPDX-License-Identifier: MIT
/// CoAP over UDP, by unicast.
#pragma once

#include "coap/server/anonymous_clients.hpp"
#include "coap/server/observable_port.hpp"

namespace coapnode {

class PlainPort final : public ObservablePort {
public:
    /// Each UDP client port is a session, and each request walks all sessions of its context, so only a few are kept.
    static constexpr SessionLimits limits{.idle_sessions = 128, .handshake_sessions = 1, .idle_timeout = 60s};

    PlainPort(Scheduler& scheduler, Log& log, Dispatcher& dispatcher, Observers& observers, AnonymousClients& clients);

    [[nodiscard]] std::optional<Caller> caller_of(coap_session_t& session, const coap_pdu_t& request) override;
    [[nodiscard]] unsigned largest_exponent(const coap_session_t& session) override;
    void spend(const coap_session_t& session, std::size_t bytes) override;

private:
    [[nodiscard]] Client client_of(const coap_session_t& /*session*/) override { return clients_.client(); }
    [[nodiscard]] Exchanges& exchanges() override { return clients_.exchanges(); }
    [[nodiscard]] bool is_secure() const override { return false; }
    [[nodiscard]] bool may_draw(const coap_session_t& session) override;
    /// libcoap does not report acknowledgements, so they are read before libcoap gets them.
    void on_datagram(const ReceivedDatagram& datagram) noexcept override;

    AnonymousClients& clients_;
};

}  // namespace coapnode
