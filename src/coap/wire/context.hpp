// SPDX-License-Identifier: MIT
/// One libcoap context, driven from outside: its epoll descriptor is one source of the event loop. It knows neither
/// server nor client: either gives it a handler, and asks of libcoap what it needs of it through get().
///
/// Plain CoAP and DTLS each have a context of their own, because libcoap has one limit of idle sessions for a context,
/// which each endpoint counts for itself: low for UDP, where each client port is a session and each request walks all
/// of them; high for DTLS, where half-open handshakes must not push out the sessions of real clients.
#pragma once

#include "coap/wire/datagram_peek.hpp"
#include "coap/wire/handles.hpp"
#include "coap/wire/session_roll.hpp"
#include "coap/wire/session_walk.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <sys/epoll.h>

#include <cstdint>
#include <map>
#include <memory>

namespace coapnode {

struct SessionLimits {
    unsigned idle_sessions{};       ///< past it the longest idle one is dropped
    unsigned handshake_sessions{};  ///< half-open, for 30 s each; past it no new one is begun
    Duration idle_timeout{};
};

/// What a context tells its owner, who overrides what it needs. The handlers run inside libcoap, but for on_close(),
/// on_peek(), on_read() and on_processed(), and must not throw; they may not call process().
class ContextHandler {
public:
    virtual ~ContextHandler() = default;

    /// A response arrived; `sent` is the confirmable request that it acknowledges, nullptr where it is separate or the
    /// request was not confirmable. COAP_RESPONSE_FAIL rejects it. Who has asked for nothing rejects all but
    /// acknowledgements (RFC 7252 section 4.2).
    virtual coap_response_t on_response(coap_session_t& /*session*/, const coap_pdu_t* /*sent*/,
                                        const coap_pdu_t& received) noexcept
    {
        return coap_pdu_get_type(&received) == COAP_MESSAGE_ACK ? COAP_RESPONSE_OK : COAP_RESPONSE_FAIL;
    }
    virtual void on_event(coap_session_t& /*session*/, coap_event_t /*event*/) noexcept {}
    /// `sent` was confirmable and failed.
    virtual void on_nack(coap_session_t& /*session*/, const coap_pdu_t& /*sent*/,
                         coap_nack_reason_t /*reason*/) noexcept
    {
    }
    /// The session failed, with nothing under way or whatever was.
    virtual void on_failure(coap_session_t& /*session*/, coap_nack_reason_t /*reason*/) noexcept {}
    /// A peer sent a message of class 7, which is for TCP (RFC 8323); libcoap goes on to do what it says.
    virtual void on_signal(coap_session_t& /*session*/) noexcept {}
    /// The endpoint of the session closes: the owner lets go of it, now.
    virtual void on_close(coap_session_t& /*session*/) noexcept {}
    /// A peer acknowledged what it was sent, or rejected it.
    virtual void on_empty(const EmptyMessage& /*message*/) noexcept {}
    /// Whether to look at datagrams before libcoap reads them.
    [[nodiscard]] virtual bool peeks() const noexcept { return false; }
    virtual void on_peek(const PeekedDatagram& /*datagram*/) noexcept {}
    /// libcoap has read a datagram.
    virtual void on_read() noexcept {}
    /// process() has handled what had arrived and what was due.
    virtual void on_processed() noexcept {}
};

class Context;

/// An endpoint's sessions end before it does: libcoap aborts where one is still referenced, by its list of messages
/// under way or by us.
struct EndpointCloser {
    Context* context{};
    std::uint64_t key{};
    void operator()(coap_endpoint_t* endpoint) const noexcept;
};
using EndpointPtr = std::unique_ptr<coap_endpoint_t, EndpointCloser>;

struct OpenEndpoint {
    EndpointPtr handle;
    int socket = -1;  ///< -1: it could not be found
};

class Context {
public:
    /// How many datagrams one readable endpoint may hand over before the loop sees to its other sources.
    static constexpr int most_reads_per_wakeup = 32;

    /// Throws std::runtime_error when libcoap was built without epoll.
    Context(Scheduler& scheduler, ContextHandler& handler, const SessionLimits& limits);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    /// Readable when there is something to process().
    [[nodiscard]] int fd() const { return fd_; }

    /// Handles what has arrived and what is due. Never from within a handler.
    void process();

    /// Something was sent that may have to be sent again, or ended that libcoap may free now. Never from within a
    /// handler.
    void sent();

    /// A message was sent. Of many that follow each other closely libcoap looks at the next ones 10 ms later at most:
    /// none has to be sent again before.
    void sent_one();

    void limit(const SessionLimits& limits);

    /// `proto`: COAP_PROTO_UDP or COAP_PROTO_DTLS. Errors: cannot_listen.
    Result<OpenEndpoint> open_endpoint(const Listen& listen, coap_proto_t proto);

    [[nodiscard]] coap_context_t& get() const { return *context_; }

    /// For libcoap's callbacks.
    static Context& of(const coap_session_t& session);
    [[nodiscard]] ContextHandler& handler() const { return handler_; }
    void note(coap_session_t& session, coap_event_t event);
    unsigned offer_walk(coap_tick_t now) { return walk_.offer(*context_, now); }

private:
    friend EndpointCloser;
    void close(coap_endpoint_t& endpoint, std::uint64_t key) noexcept;

    /// libcoap's own timer can be left disarmed when its deadline passes while it is set (4.3.1 to 4.3.5), so this
    /// keeps a second one for the next thing that is due.
    void arm();
    void tick_when(unsigned milliseconds);  ///< 0: nothing is due
    void tick_within(Duration delay);
    void tick_after(Duration delay);

    /// Lets libcoap read what waits where `ready` says so: of an endpoint several datagrams, of a client's session one.
    void drain(epoll_event& ready);
    /// Returns whether there was a datagram.
    bool peek_and_read(epoll_event& ready, int socket);
    /// libcoap does not say whether it found a datagram. But an empty socket leaves EAGAIN in errno, and nothing that
    /// it does afterwards changes that. Returns false then; also where GnuTLS has read all of a datagram.
    bool read(epoll_event& ready);

    Scheduler& scheduler_;
    ContextHandler& handler_;
    SessionRoll roll_;
    bool closing_ = false;     ///< an endpoint
    std::uint64_t reading_{};  ///< from which endpoint libcoap reads, by the data of its events
    ContextPtr context_;
    int fd_;
    SessionWalk walk_;
    std::map<std::uint64_t, int> sockets_;  ///< of endpoints, by the data of their events
    Instant tick_at_{};
    Timer tick_;
};

}  // namespace coapnode
