// SPDX-License-Identifier: MIT
/// The CoAP side of the node: endpoints, sessions, roles, duplicates; everything that libcoap is needed for.
///
/// What a peer controls is bounded here: sessions, handshakes, remembered replies, block sizes. Each bound is a
/// constant.
#pragma once

#include "coap/message/codec.hpp"
#include "coap/multicast/groups.hpp"
#include "coap/observe/observers.hpp"
#include "coap/server/endpoints.hpp"
#include "coap/server/psk.hpp"
#include "coap/server/reply_budget.hpp"
#include "coap/server/request_handler.hpp"
#include "coap/server/session_keeper.hpp"
#include "coap/server/underway.hpp"
#include "coap/wire/context.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/rest/site.hpp"
#include "coapnode/rest/traffic.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class Server final : private ContextHandler, private RequestHandler, private ObserverHost {
public:
    /// A UDP client port is a session, and each request walks all sessions of its context: few keep it flat.
    static constexpr SessionLimits plain_limits{.idle_sessions = 128, .handshake_sessions = 1, .idle_timeout = 60s};
    static constexpr Duration dtls_idle_timeout = 3600s;

    Server(Scheduler& scheduler, Log& log);
    ~Server() override;
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Opens what `coap` and `dtls` ask for and is not open yet. Errors: cannot_listen; then nothing has changed.
    Result<Endpoints::Prepared> prepare(const CoapConfig& coap, const DtlsConfig& dtls);

    /// Serves `site` from now on, which outlives the next call or the Server. Endpoints that stay are not touched, nor
    /// are the sessions of identities that stay; sessions of identities that are gone or have a new key end.
    void adopt(Endpoints::Prepared prepared, const CoapConfig& coap, const DtlsConfig& dtls, const LimitsConfig& limits,
               Site& site);

    /// Descriptors to watch; readable means process(fd).
    [[nodiscard]] std::array<int, 3> fds() const { return {plain_.fd(), secure_.fd(), groups_.fd()}; }
    void process(int fd);

    [[nodiscard]] Traffic traffic() const;

    /// "coap://[::]:5683": what is served.
    [[nodiscard]] std::vector<std::string> endpoints() const { return endpoints_.names(); }
    /// The same of what waits for an address that the machine does not have yet.
    [[nodiscard]] std::vector<std::string> late_endpoints() const { return endpoints_.late_names(); }
    /// Late endpoints have changed by themselves.
    [[nodiscard]] ChangeSignal& endpoint_changes() { return endpoints_.changes(); }

private:
    void on_request(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response) noexcept override;
    coap_response_t on_response(coap_session_t& session, const coap_pdu_t* sent,
                                const coap_pdu_t& received) noexcept override;
    void on_event(coap_session_t& session, coap_event_t event) noexcept override;
    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;
    void on_signal(coap_session_t& session) noexcept override;
    void on_refused(const coap_session_t& session) noexcept override;
    void on_close(coap_session_t& session) noexcept override { keeper_.let_go(session); }
    void on_empty(const coap_context_t& context, const EmptyMessage& message) noexcept override;
    [[nodiscard]] bool peeks(const coap_context_t& context) const noexcept override;
    void on_peek(const coap_context_t& context, const PeekedDatagram& datagram) noexcept override;

    [[nodiscard]] Resource* find(const std::vector<std::string>& path) const override { return site_->find(path); }
    Response represent(const coap_session_t& session, Request& request) override;
    void write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification) override;
    bool may_draw(const coap_session_t& session) override;
    void sent() override;

    /// The fence between libcoap's callbacks and what they do: an exception costs one request or session, the
    /// log says so (seldom), and the node goes on. Returns whether `act` came through.
    template <class Act>
    bool contained(const char* what, Act&& act) noexcept;
    void answer_group(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response);
    void answer(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response);
    /// Of what is not confirmable: a copy, and what has a critical option that nobody here understands (RFC 7252
    /// sections 4.5 and 5.4.1).
    bool is_ignored(const coap_session_t& session, const coap_pdu_t& pdu, const Result<Received>& received);
    Response respond(const coap_session_t& session, const coap_pdu_t& pdu, Result<Received>& received);
    /// A copy of a registration is answered as the first one was: what has changed since is still to be notified.
    Response respond_once(coap_session_t& session, const coap_pdu_t& pdu, Result<Received>& received);
    /// What Observe asks for; `reply` says whether it is an observation now.
    void observe(coap_session_t& session, const coap_pdu_t& pdu, const Received& received, Response& reply);
    Underway& underway_with(const coap_session_t& session);
    [[nodiscard]] unsigned largest_exponent(const coap_session_t& session);
    [[nodiscard]] Client client_of(const coap_session_t& session) const;
    const coap_bin_const_t* key_for(std::string_view identity, const coap_session_t& session) noexcept;
    static const coap_bin_const_t* look_up_key(coap_bin_const_t* identity, coap_session_t* session, void* server);

    Log& log_;
    /// Those with a key and those without have their own each: nobody without a key can push out what is kept for a
    /// client that has one.
    Underway plain_underway_;
    Underway secure_underway_;
    ReplyBudget budget_;
    PskStore psk_;
    Observers observers_;
    SessionKeeper keeper_;
    Site* site_ = nullptr;
    Role anonymous_ = Role::none;
    Traffic traffic_;                ///< what is counted of it; what is held now, traffic() adds
    coap_bin_const_t key_answer_{};  ///< what the last look-up pointed libcoap to
    coap_dtls_spsk_t psk_setup_{};   ///< libcoap keeps pointers into it
    Context plain_;
    Context secure_;
    Endpoints endpoints_;
    Groups groups_;
};

}  // namespace coapnode
