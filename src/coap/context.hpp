// SPDX-License-Identifier: MIT
/// One libcoap context with its endpoints, driven from outside: its epoll descriptor is one source of the event loop.
///
/// Plain CoAP and DTLS each have a context of their own, because libcoap has one limit of idle sessions for a context,
/// which each endpoint counts for itself: low for UDP, where each client port is a session and each request walks all
/// of them; high for DTLS, where half-open handshakes must not push out the sessions of real clients.
#pragma once

#include "coap/empty_peek.hpp"
#include "coap/handles.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <functional>
#include <utility>
#include <vector>

namespace coapnode {

struct SessionLimits {
    unsigned idle_sessions{};       ///< past it the longest idle one is dropped
    unsigned handshake_sessions{};  ///< half-open, for 30 s each; past it no new one is begun
    Duration idle_timeout{};
};

/// What a context tells its owner. The handlers run inside libcoap and must not throw; they may not call process().
class ContextHandler {
public:
    virtual ~ContextHandler() = default;

    virtual void on_request(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response) noexcept = 0;
    virtual void on_event(coap_session_t& session, coap_event_t event) noexcept = 0;
    /// `sent` was confirmable and failed.
    virtual void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept = 0;
    /// A peer acknowledged what it was sent, or rejected it.
    virtual void on_empty(const coap_context_t& /*context*/, const EmptyMessage& /*message*/) noexcept {}
    /// Whether to look for empty messages that libcoap does not tell of: on plain UDP alone.
    [[nodiscard]] virtual bool looks_for_empty(const coap_context_t& /*context*/) const noexcept { return false; }
};

class Context {
public:
    /// Throws std::runtime_error when libcoap was built without epoll.
    Context(Scheduler& scheduler, ContextHandler& handler, const SessionLimits& limits);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    /// Readable when there is something to process().
    [[nodiscard]] int fd() const { return fd_; }

    /// Handles what has arrived and what is due. Never from within a handler.
    void process();

    /// Something was sent that may have to be sent again. Never from within a handler.
    void sent();

    void limit(const SessionLimits& limits);

    /// `proto`: COAP_PROTO_UDP or COAP_PROTO_DTLS. Errors: cannot_listen.
    Result<EndpointPtr> open_endpoint(const Listen& listen, coap_proto_t proto);

    [[nodiscard]] coap_context_t& get() const { return *context_; }

private:
    /// libcoap's own timer can be left disarmed when its deadline passes while it is set (4.3.1 to 4.3.5), so this
    /// keeps a second one for the next thing that is due.
    void arm();

    /// Before libcoap reads from the socket that `ready` is about.
    void look_for_empty(const epoll_event& ready);

    Scheduler& scheduler_;
    ContextHandler& handler_;
    ContextPtr context_;
    int fd_;
    EmptyPeek peek_;
    Timer tick_;
};

}  // namespace coapnode
