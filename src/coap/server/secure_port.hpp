// SPDX-License-Identifier: MIT
/// CoAP over DTLS with pre-shared keys. The identity of a session identifies the client.
#pragma once

#include "coap/server/dtls_sessions.hpp"
#include "coap/server/exchanges.hpp"
#include "coap/server/observable_port.hpp"
#include "coap/server/psk.hpp"
#include "coapnode/config/config.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class SecurePort final : public ObservablePort {
public:
    static constexpr Duration idle_timeout = 3600s;

    /// Throws std::runtime_error when libcoap has no DTLS with pre-shared keys.
    SecurePort(Scheduler& scheduler, Log& log, Dispatcher& dispatcher, Observers& observers);

    void limit(const LimitsConfig& limits);
    /// Replaces the identities. Returns those whose sessions must end: pass them to end_sessions_of().
    std::vector<std::string> replace(std::vector<Identity> identities) { return psk_.replace(std::move(identities)); }
    /// Ends the sessions of these identities, with close_notify to their peers.
    void end_sessions_of(const std::vector<std::string>& identities) { sessions_.end(identities); }

    [[nodiscard]] std::size_t session_count() const { return sessions_.size(); }

    [[nodiscard]] std::optional<Caller> caller_of(coap_session_t& session, const coap_pdu_t& request) override;
    [[nodiscard]] std::uint64_t handshake_of(const Peer& peer) const override { return sessions_.number_of(peer); }
    [[nodiscard]] unsigned largest_exponent(const coap_session_t& /*session*/) override
    {
        return Block::largest_exponent;
    }

private:
    [[nodiscard]] Client client_of(const coap_session_t& session) override;
    [[nodiscard]] Exchanges& exchanges() override { return exchanges_; }
    void release(coap_session_t& session) override;

    void on_event(coap_session_t& session, coap_event_t event) noexcept override;
    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;
    void on_read() noexcept override;
    void on_datagram(const ReceivedDatagram& datagram) noexcept override;

    [[nodiscard]] bool is_secure() const override { return true; }
    [[nodiscard]] bool may_draw(const coap_session_t& /*session*/) override { return true; }

    const coap_bin_const_t* key_for(std::string_view identity, const coap_session_t& session) noexcept;

    Exchanges exchanges_;
    PskStore psk_;
    DtlsSessions sessions_;
    coap_bin_const_t key_answer_{};  ///< libcoap keeps a pointer to it after a look-up
    coap_dtls_spsk_t psk_setup_{};   ///< libcoap keeps pointers into it
};

}  // namespace coapnode
