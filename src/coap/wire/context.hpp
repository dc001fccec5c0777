// SPDX-License-Identifier: MIT
/// One libcoap context. Its epoll descriptor is a source of the event loop. It knows neither server nor client: both
/// give it a handler, and call libcoap through get().
///
/// Plain CoAP and DTLS have separate contexts, because libcoap has one limit of idle sessions per context, which
/// applies to each endpoint. The limit is low for UDP, where each client port is a session and each request walks all
/// sessions. It is high for DTLS, where half-open handshakes must not displace the sessions of real clients.
#pragma once

#include "coap/wire/datagram.hpp"
#include "coap/wire/handles.hpp"
#include "coap/wire/inbox.hpp"
#include "coap/wire/session_roll.hpp"
#include "coap/wire/session_walk.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <sys/epoll.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

namespace coapnode {

struct SessionLimits {
    unsigned idle_sessions{};       ///< beyond it the longest idle one is dropped
    unsigned handshake_sessions{};  ///< half-open, for 30 s each; beyond it no new one starts
    Duration idle_timeout{};
};

/// Callbacks of a context. The owner overrides those that it needs. All except on_close(), on_datagram(), on_read() and
/// on_processed() run within libcoap. They must not throw and must not call process().
class ContextHandler {
public:
    virtual ~ContextHandler() = default;

    /// A response arrived. `sent` is the confirmable request that it acknowledges; nullptr for a separate response or a
    /// non-confirmable request. COAP_RESPONSE_FAIL rejects it. A server rejects all responses except acknowledgements
    /// (RFC 7252 section 4.2).
    virtual coap_response_t on_response(coap_session_t& /*session*/, const coap_pdu_t* /*sent*/,
                                        const coap_pdu_t& received) noexcept
    {
        return coap_pdu_get_type(&received) == COAP_MESSAGE_ACK ? COAP_RESPONSE_OK : COAP_RESPONSE_FAIL;
    }
    virtual void on_event(coap_session_t& /*session*/, coap_event_t /*event*/) noexcept {}
    /// The confirmable message `sent` failed.
    virtual void on_nack(coap_session_t& /*session*/, const coap_pdu_t& /*sent*/,
                         coap_nack_reason_t /*reason*/) noexcept
    {
    }
    /// The session failed, with or without messages in flight.
    virtual void on_failure(coap_session_t& /*session*/, coap_nack_reason_t /*reason*/) noexcept {}
    /// The endpoint of the session closes: the owner must release the session now.
    virtual void on_close(coap_session_t& /*session*/) noexcept {}
    /// A peer acknowledged or rejected a message.
    virtual void on_empty(const EmptyMessage& /*message*/) noexcept {}
    /// An endpoint has received a datagram, and libcoap does not have it yet.
    virtual void on_datagram(const ReceivedDatagram& /*datagram*/) noexcept {}
    /// libcoap has read a datagram.
    virtual void on_read() noexcept {}
    /// process() has handled all received datagrams and due timers.
    virtual void on_processed() noexcept {}
};

class Context;

/// Ends an endpoint's sessions before the endpoint. libcoap aborts when a session is still referenced, by us or by a
/// message in flight.
struct EndpointCloser {
    Context* context{};
    std::uint64_t key{};
    void operator()(coap_endpoint_t* endpoint) const noexcept;
};
using EndpointPtr = std::unique_ptr<coap_endpoint_t, EndpointCloser>;

struct OpenEndpoint {
    EndpointPtr handle;
    int socket = -1;  ///< -1: not found
};

class Context {
public:
    /// How many sockets are served before the loop continues with its other sources.
    static constexpr std::size_t most_sockets_per_wakeup = 32;
    /// How many datagrams of one endpoint are read before the loop continues with its other sources.
    static constexpr std::size_t most_reads_per_wakeup = 4 * Inbox::capacity;

    /// Throws std::runtime_error when libcoap was built without epoll.
    Context(Scheduler& scheduler, ContextHandler& handler, const SessionLimits& limits);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    /// Readable when process() has work.
    [[nodiscard]] int fd() const { return fd_; }

    /// Handles received datagrams and due timers. Never called from within a handler.
    void process();

    /// To be called after sending a message that may need retransmission, or after ending a session that libcoap should
    /// free. Never from within a handler.
    void sent();

    /// To be called after sending a message. When many follow each other, libcoap's timers are checked up to 10 ms
    /// later; no retransmission is due before.
    void sent_one();

    void limit(const SessionLimits& limits);

    /// `proto`: COAP_PROTO_UDP or COAP_PROTO_DTLS. Errors: cannot_listen.
    Result<OpenEndpoint> open_endpoint(const Listen& listen, coap_proto_t proto);

    [[nodiscard]] coap_context_t& get() const { return *context_; }

    /// Used by libcoap's callbacks.
    static Context& of(const coap_session_t& session);
    [[nodiscard]] ContextHandler& handler() const { return handler_; }
    void note_failure() { is_failure_told_ = true; }
    void note(coap_session_t& session, coap_event_t event);
    unsigned offer_walk(coap_tick_t now);

private:
    friend EndpointCloser;
    void close(coap_endpoint_t& endpoint, std::uint64_t key) noexcept;

    /// Sets the timer for the next deadline. libcoap's own timer is set for its first message only: it costs system
    /// calls, and can stay disarmed when its deadline passes while it is being set (4.3.1 to 4.3.5).
    void arm();
    void tick_when(unsigned milliseconds);  ///< 0: no deadline
    void tick_within(Duration delay);
    void tick_after(Duration delay);

    /// Lets libcoap handle what waits in the ready source: several datagrams of an endpoint, one of a client's session.
    void drain(epoll_event& ready);
    void read_all(epoll_event& ready, int socket);
    void read(epoll_event& ready);
    /// libcoap 4.3.1 reports a closed port (ICMP) to confirmable messages only. Without one it leaves the error in
    /// errno, and the session is found by the peer of its socket.
    void tell_refusal();

    Scheduler& scheduler_;
    ContextHandler& handler_;
    SessionRoll roll_;
    bool closing_ = false;          ///< an endpoint
    std::uint64_t reading_{};       ///< the socket that libcoap reads from, by the data of its epoll events
    bool is_failure_told_ = false;  ///< by libcoap's callbacks, in this reading
    ContextPtr context_;
    int fd_;
    SessionWalk walk_;
    unsigned found_ = 0;  ///< by a walk in this process(): milliseconds until the next deadline; 0: none
    Inbox inbox_;
    std::map<std::uint64_t, int> sockets_;  ///< sockets of endpoints, by the data of their epoll events
    Instant tick_at_{};
    Timer tick_;
};

}  // namespace coapnode
