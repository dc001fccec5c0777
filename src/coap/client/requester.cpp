// SPDX-License-Identifier: MIT
#include "coap/client/requester.hpp"

#include "coap/client/route.hpp"
#include "coap/message/marked_acknowledgement.hpp"
#include "coap/message/marked_response.hpp"
#include "coap/wire/peer.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// libcoap drops no idle session of a client: each is referenced by its Session.
constexpr SessionLimits no_idle_ones{1, 1, 5min};

std::optional<Token> token_of(const coap_pdu_t& pdu)
{
    const auto bytes = coap_pdu_get_token(&pdu);
    Token token{};
    if (bytes.length != token.size()) return std::nullopt;
    std::copy_n(bytes.s, token.size(), token.begin());
    return token;
}

/// nullptr while libcoap opens or ends the session.
TransportListener* listener_of(const coap_session_t& session)
{
    return static_cast<TransportListener*>(coap_session_get_app_data(&session));
}

Error failure_of(coap_nack_reason_t reason)
{
    if (reason == COAP_NACK_ICMP_ISSUE) return told_by_icmp();
    if (reason == COAP_NACK_RST) return {Errc::rejected, "it rejected the request (Reset)"};
    return {Errc::silent, "no answer"};
}

}  // namespace

Requester::Requester(Scheduler& scheduler, const WatchReadable& watch, std::size_t kept)
    : scheduler_{scheduler},
      low_descriptors_{kept},
      context_{scheduler, *this, no_idle_ones},
      self_{std::make_shared<Requester*>(this)},
      watch_{watch(context_.fd(), [this] { process(); })}
{
}

Requester::~Requester() = default;

void Requester::process()
{
    const std::weak_ptr<Requester*> alive = self_;
    is_processing_ = true;
    context_.process();
    is_processing_ = false;
    processed_.emit();
    if (!alive.expired()) deliver();
}

Requester::Listening Requester::listen(const Asker& asker, const Token& token, Receive receive,
                                       std::function<void()> acknowledged)
{
    listeners_.insert_or_assign(token, Listener{&asker, std::move(receive), std::move(acknowledged)});
    return {nullptr, [token, self = std::weak_ptr<Requester*>{self_}](void*) {
                if (const auto alive = self.lock()) (*alive)->listeners_.erase(token);
            }};
}

Token Requester::new_token() const
{
    Token token{};
    coap_prng(token.data(), token.size());
    return token;
}

void Requester::fail_all(const Asker& asker, const Error& error)
{
    for (const auto& [token, listener] : listeners_)
        if (listener.asker == &asker) keep(token, Incoming{Failure{error}, {}});
}

bool Requester::is_awaited(const TransportListener& transport, const std::optional<Token>& token) const
{
    const auto listener = token ? listeners_.find(*token) : listeners_.end();
    return listener != listeners_.end() && listener->second.asker == transport.owner();
}

coap_response_t Requester::on_response(coap_session_t& session, const coap_pdu_t* sent,
                                       const coap_pdu_t& received) noexcept
{
    auto* const transport = listener_of(session);
    const auto token = token_of(received);
    if (transport != nullptr) is_marked_stray(received) ? transport->on_stray() : transport->on_heard();
    if (transport != nullptr && sent != nullptr && is_marked_acknowledgement(received)) {
        on_acknowledged(*transport, *sent);
        return COAP_RESPONSE_OK;
    }
    if (transport == nullptr || !is_awaited(*transport, token))
        return ContextHandler::on_response(session, sent, received);
    auto response = read_response(received);
    const bool is_read = response.has_value();
    const bool is_acknowledged = is_read && coap_pdu_get_type(&received) == COAP_MESSAGE_CON;
    if (is_acknowledged) transport->on_confirmable(static_cast<std::uint16_t>(coap_pdu_get_mid(&received)));
    keep(*token, Incoming{std::move(response), peer_of(session)});
    return is_read ? COAP_RESPONSE_OK : ContextHandler::on_response(session, sent, received);
}

void Requester::on_acknowledged(TransportListener& transport, const coap_pdu_t& sent)
{
    const auto token = token_of(sent);
    if (is_awaited(transport, token)) keep(*token, std::nullopt);
}

void Requester::on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept
{
    auto* const transport = listener_of(session);
    if (transport == nullptr) return;
    const bool was_ping = coap_pdu_get_code(&sent) == COAP_EMPTY_CODE;
    if (was_ping && reason == COAP_NACK_RST) return transport->on_pong();
    on_failure(session, reason);
    if (reason == COAP_NACK_TLS_FAILED) return;                                  // the Transport reports the reason
    if (reason == COAP_NACK_ICMP_ISSUE && transport->fails_with_port()) return;  // on_failure() has told all listeners
    const auto token = token_of(sent);
    if (is_awaited(*transport, token)) keep(*token, Incoming{Failure{failure_of(reason)}, peer_of(session)});
}

void Requester::on_failure(coap_session_t& session, coap_nack_reason_t reason) noexcept
{
    auto* const transport = listener_of(session);
    if (transport == nullptr) return;
    if (reason == COAP_NACK_ICMP_ISSUE) transport->on_port_closed();
    if (reason == COAP_NACK_ICMP_ISSUE && transport->fails_with_port()) on_port_closed(*transport, peer_of(session));
    if (reason == COAP_NACK_TLS_FAILED) transport->on_closed();
}

void Requester::on_event(coap_session_t& session, coap_event_t event) noexcept
{
    auto* const transport = listener_of(session);
    if (transport != nullptr && (event == COAP_EVENT_DTLS_CLOSED || event == COAP_EVENT_DTLS_ERROR))
        transport->on_closed();
}

/// A closed port fails all listeners. libcoap names one message or none (4.3.4 names the first one, which may be
/// cancelled), and 4.3.1 calls once for each message.
void Requester::on_port_closed(const TransportListener& transport, const Peer& peer)
{
    for (const auto& [token, listener] : listeners_) {
        const bool is_told = std::any_of(inbox_.begin(), inbox_.end(),
                                         [&sought = token](const Waiting& waiting) { return waiting.token == sought; });
        if (listener.asker == transport.owner() && !is_told) keep(token, Incoming{Failure{told_by_icmp()}, peer});
    }
}

void Requester::keep(const Token& token, std::optional<Incoming> incoming)
{
    inbox_.push_back({token, std::move(incoming)});
    if (!soon_ && !is_processing_) soon_ = scheduler_.after(Duration::zero(), [this] { deliver(); });
}

void Requester::deliver()
{
    soon_.reset();
    const std::weak_ptr<Requester*> alive = self_;
    auto inbox = std::exchange(inbox_, {});
    for (auto& [token, incoming] : inbox) {
        const auto listener = listeners_.find(token);
        if (listener == listeners_.end()) continue;
        deliver(listener->second, std::move(incoming));
        if (alive.expired()) return;
    }
    inbox.clear();
    if (inbox_.empty()) inbox_ = std::move(inbox);  // the next answers find their room
}

/// Calls a copy: the listener may be removed during the call.
void Requester::deliver(const Listener& listener, std::optional<Incoming> incoming)
{
    if (incoming) {
        const auto receive = listener.receive;
        receive(*std::move(incoming));
    } else if (const auto acknowledged = listener.acknowledged) {
        acknowledged();
    }
}

}  // namespace coapnode
