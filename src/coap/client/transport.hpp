// SPDX-License-Identifier: MIT
/// One libcoap session to a peer, over UDP or DTLS-PSK, and its state. After its destruction nothing is retransmitted.
#pragma once

#include "coap/client/handshake_watch.hpp"
#include "coap/client/repeated_acks.hpp"
#include "coap/client/requester.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/core/bytes.hpp"
#include "coapnode/core/change_signal.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace coapnode {

/// The client's PSK credentials (RFC 7925 section 4.2).
struct ClientKey {
    std::string identity;  ///< without NUL
    Bytes key;

    bool operator==(const ClientKey&) const = default;
};

/// The destination of requests.
struct Destination {
    Peer peer;
    std::optional<ClientKey> key{};  ///< nullopt: plain CoAP
    /// The requested host name, for the DTLS handshake (SNI). Empty for an IP address, which SNI does not allow (RFC
    /// 6066 section 3) and GnuTLS refuses.
    std::string server_name{};

    bool operator==(const Destination&) const = default;
};

class Transport final : public TransportListener {
public:
    enum class State { shaking_hands, ready, failed };

    /// `changed` is called from the loop when the state has changed or a ping was answered. It may destroy the
    /// Transport. Errors: no_route, busy (no descriptor is left), silent (libcoap is out of memory).
    static Result<std::unique_ptr<Transport>> open(Requester& requester, const Destination& destination,
                                                   const Asker* owner, std::function<void()> changed);

    /// Not to be called from within libcoap; callbacks of the Requester are safe.
    ~Transport() override;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// Replaces the callback `changed`.
    void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool is_secure() const { return watch_.has_value(); }
    /// The error of a failed session, or the meaning of its silence.
    [[nodiscard]] Error trouble() const;
    /// When the peer last sent something; the time of opening when it never did.
    [[nodiscard]] Instant last_heard() const { return last_heard_; }
    /// How many messages of the peer were received, not counting the handshake.
    [[nodiscard]] std::uint64_t heard() const { return heard_; }
    [[nodiscard]] unsigned pongs() const { return pongs_; }
    /// How often since then ICMP reported a closed port.
    [[nodiscard]] unsigned refusals() const { return refusals_; }

    /// Pings the peer (RFC 7252 section 4.3); pongs() counts the answers.
    void ping();

    [[nodiscard]] coap_session_t& get() const { return *session_; }

    [[nodiscard]] const Asker* owner() const noexcept override { return owner_; }
    [[nodiscard]] bool fails_with_port() const noexcept override { return !is_secure(); }
    void on_heard() noexcept override;
    void on_stray() noexcept override { hears_strays_ = true; }
    void on_confirmable(std::uint16_t message_id) noexcept override { acks_.note(message_id); }
    void on_pong() noexcept override;
    void on_closed() noexcept override;
    void on_port_closed() noexcept override;

private:
    Transport(Requester& requester, bool is_secure, const Asker* owner, std::function<void()> changed);

    Result<void> connect(const Destination& destination);
    void send_empty(coap_pdu_type_t type, std::uint16_t message_id);
    void watch_handshake();
    void look_at_handshake();
    void fail_with(const Error& error);
    void tell();
    void tell_now();

    Requester& requester_;
    const Asker* owner_;
    std::function<void()> changed_;
    std::string server_name_;  ///< libcoap keeps the pointer
    SessionPtr session_;
    State state_;
    Instant last_heard_;
    std::uint64_t heard_ = 0;
    std::optional<HandshakeWatch> watch_;
    std::optional<Error> failure_;
    unsigned refusals_ = 0;
    unsigned pongs_ = 0;
    bool hears_strays_ = false;  ///< since the last message
    RepeatedAcks acks_;
    Subscription processed_;
    Timer watch_timer_;
    Timer soon_;
};

}  // namespace coapnode
