// SPDX-License-Identifier: MIT
#include "coap/server/server.hpp"
#include "coap/wire/peer.hpp"

#include "coap/wire/listen_address.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace coapnode {

namespace {

/// Without DTLS the sender's address is not proven, so what a datagram can draw stays small: blocks of 512 bytes, and
/// of fewer once its network has drawn a lot.
constexpr unsigned plain_exponent = 5;
constexpr unsigned dtls_exponent = Block::largest_exponent;

bool is_secure(const coap_session_t& session)
{
    return coap_session_get_proto(&session) == COAP_PROTO_DTLS;
}

std::string token_of(const coap_pdu_t& pdu)
{
    const auto token = coap_pdu_get_token(&pdu);
    return std::string{as_text({token.s, token.length})};
}

ExchangeKey exchange_key(const coap_session_t& session, const Sessions& sessions, const coap_pdu_t& request)
{
    return {peer_of(session), sessions.number_of(session), static_cast<std::uint16_t>(coap_pdu_get_mid(&request)),
            token_of(request)};
}

/// Half-open handshakes count as idle sessions once the peer's address is proven, so there is room for both: nobody
/// without a key can push out a client that has one.
SessionLimits dtls_limits(const LimitsConfig& limits)
{
    return {.idle_sessions = limits.sessions + limits.handshakes,
            .handshake_sessions = limits.handshakes,
            .idle_timeout = Server::dtls_idle_timeout};
}

std::size_t payload_size(const coap_pdu_t& pdu)
{
    std::size_t length = 0;
    const std::uint8_t* data = nullptr;
    return coap_get_data(&pdu, &length, &data) != 0 ? length : 0;
}

/// Values of the Observe option of a request (RFC 7641 section 2).
constexpr std::uint32_t observe_begin = 0;
constexpr std::uint32_t observe_end = 1;

/// A GET that begins an observation or ends one; for a further block the option means nothing (RFC 7959 section 2.6).
bool concerns_observation(const Received& received)
{
    return received.request.method == Method::get && received.observe && *received.observe <= observe_end &&
           !goes_on(received);
}

/// libcoap sends no reply of this code.
void drop(coap_pdu_t& response)
{
    coap_pdu_set_code(&response, COAP_EMPTY_CODE);
}

/// DTLS is served only when somebody could open a session.
std::vector<Endpoints::Address> wanted_by(const CoapConfig& coap, const DtlsConfig& dtls)
{
    std::vector<Endpoints::Address> wanted;
    for (const auto& listen : coap.listen)
        wanted.push_back({COAP_PROTO_UDP, listen});
    if (dtls.identities.empty()) return wanted;
    for (const auto& listen : dtls.listen)
        wanted.push_back({COAP_PROTO_DTLS, listen});
    return wanted;
}

}  // namespace

Server::Server(Scheduler& scheduler, Log& log)
    : log_{log},
      plain_underway_{scheduler},
      secure_underway_{scheduler},
      budget_{scheduler},
      observers_{scheduler, *this},
      keeper_{scheduler, log, secure_, observers_, traffic_},
      plain_{scheduler, *this, plain_limits},
      secure_{scheduler, *this, dtls_limits(LimitsConfig{})},
      endpoints_{plain_, secure_, scheduler, log},
      groups_{scheduler, *this, log}
{
    psk_setup_.version = COAP_DTLS_SPSK_SETUP_VERSION;
    psk_setup_.validate_id_call_back = &Server::look_up_key;
    psk_setup_.id_call_back_arg = this;
    // Before any DTLS endpoint; look-ups are per handshake, so later keys apply at once.
    if (coap_context_set_psk2(&secure_.get(), &psk_setup_) == 0) {
        throw std::runtime_error{"this libcoap was built without DTLS-PSK, which coapnode needs"};
    }
    for (auto* const context : {&plain_.get(), &secure_.get(), &groups_.context()})
        take_all_requests(*context, *this);
}

Server::~Server()
{
    observers_.clear();  // they refer to sessions of the contexts
    keeper_.clear();
}

Result<Endpoints::Prepared> Server::prepare(const CoapConfig& coap, const DtlsConfig& dtls)
{
    return endpoints_.prepare(wanted_by(coap, dtls));
}

void Server::adopt(Endpoints::Prepared prepared, const CoapConfig& coap, const DtlsConfig& dtls,
                   const LimitsConfig& limits, Site& site)
{
    endpoints_.adopt(std::move(prepared));
    groups_.serve(coap);
    site_ = &site;
    anonymous_ = coap.anonymous;
    secure_.limit(dtls_limits(limits));
    observers_.limit(limits);
    const auto changed_identities = psk_.replace(dtls.identities);
    observers_.revise();  // before their sessions end: they are told why
    keeper_.end(changed_identities);
}

void Server::process(int fd)
{
    if (fd == groups_.fd()) return groups_.process();
    auto& context = fd == plain_.fd() ? plain_ : secure_;
    context.process();
    observers_.settle(context.get());
}

Traffic Server::traffic() const
{
    auto traffic = traffic_;
    traffic.sessions = keeper_.sessions().size();
    traffic.observers = observers_.size();
    return traffic;
}

template <class Act>
bool Server::contained(const char* what, Act&& act) noexcept
{
    try {
        std::forward<Act>(act)();
        return true;
    } catch (const std::exception& failure) {
        log_.error("request", std::string{what} + ": " + failure.what());
        return false;
    }
}

const coap_bin_const_t* Server::look_up_key(coap_bin_const_t* identity, coap_session_t* session, void* server)
{
    return static_cast<Server*>(server)->key_for(as_text({identity->s, identity->length}), *session);
}

const coap_bin_const_t* Server::key_for(std::string_view identity, const coap_session_t& session) noexcept
{
    // A session that could not be followed could not be ended either: no handshake then.
    if (!contained("a session could not be followed", [&] { keeper_.add(session, identity); })) return nullptr;
    const auto key = psk_.key_for(identity);
    key_answer_ = {key.size(), key.data()};
    return &key_answer_;
}

void Server::on_request(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response) noexcept
{
    const bool is_group = groups_.has(session);
    if (!is_group && came_by_multicast(session)) return drop(response);
    if (coap_pdu_get_type(&request) == COAP_MESSAGE_ACK) return drop(response);  // no request: RFC 7252 section 4.2
    if (is_secure(session) && is_resized(session)) {
        on_signal(session);
        return drop(response);
    }
    ++traffic_.requests[static_cast<std::uint8_t>(coap_pdu_get_code(&request))];
    if (!contained("a request could not be answered",
                   [&] { is_group ? answer_group(session, request, response) : answer(session, request, response); })) {
        coap_pdu_set_code(&response, is_group ? COAP_EMPTY_CODE : COAP_RESPONSE_CODE_INTERNAL_ERROR);
    }
    const auto code = coap_pdu_get_code(&response);
    if (code != COAP_EMPTY_CODE) ++traffic_.replies[static_cast<std::uint8_t>(code)];
}

void Server::answer_group(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response)
{
    // RFC 7252 section 8.2, RFC 6690 section 4.1: who has nothing to say says nothing. libcoap waits a random part of
    // the leisure before it sends, and drops what is confirmable.
    const auto method = static_cast<Method>(coap_pdu_get_code(&request));
    if (method == Method::get && groups_.serving()) answer(session, request, response);
    const auto code = static_cast<Code>(coap_pdu_get_code(&response));
    if (code != Code::valid && (code != Code::content || payload_size(response) == 0)) drop(response);
}

void Server::answer(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response)
{
    auto received = read_request(request);
    if (coap_pdu_get_type(&request) == COAP_MESSAGE_NON) {
        if (is_ignored(session, request, received)) return drop(response);
        // libcoap repeats the request's message ID; it must be one of our own (RFC 7252 section 5.2.3).
        coap_pdu_set_mid(&response, coap_new_message_id(&session));
    }
    const auto reply = respond_once(session, request, received);
    const auto exponent = largest_exponent(session);
    write_response(response, reply, received.value_or(Received{}), exponent, reply.observe);
    if (!is_secure(session)) budget_.spend(network_of(peer_of(session)), payload_size(response));
}

bool Server::is_ignored(const coap_session_t& session, const coap_pdu_t& pdu, const Result<Received>& received)
{
    if (!received && received.error() == Errc::bad_option) return true;
    return !underway_with(session).not_confirmable.is_first(exchange_key(session, keeper_.sessions(), pdu));
}

Response Server::respond_once(coap_session_t& session, const coap_pdu_t& pdu, Result<Received>& received)
{
    if (!received || !concerns_observation(*received) || groups_.has(session)) return respond(session, pdu, received);
    auto key = exchange_key(session, keeper_.sessions(), pdu);
    auto& registrations = underway_with(session).registrations;
    if (const auto* const before = registrations.find(key)) return *before;
    auto reply = respond(session, pdu, received);
    observe(session, pdu, *received, reply);
    registrations.remember(std::move(key), reply);
    return reply;
}

void Server::observe(coap_session_t& session, const coap_pdu_t& pdu, const Received& received, Response& reply)
{
    if (*received.observe == observe_begin && is_success(reply.code)) {
        observers_.add(session, token_of(pdu), received.request, received.block2, reply);
    } else {
        // A token stands for one observation at most: a registration that fails ends what it stood for before.
        observers_.remove(session, token_of(pdu));
    }
}

Response Server::represent(const coap_session_t& session, Request& request)
{
    request.client = client_of(session);
    return site_->handle(request);
}

void Server::write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification)
{
    ++traffic_.notifications;
    Received registered;
    registered.block2 = notification.block2;
    write_response(pdu, notification.response, registered, largest_exponent(session), notification.sequence);
    underway_with(session).begin(peer_of(session), notification.request, notification.block2, notification.response);
    if (!is_secure(session)) budget_.spend(network_of(peer_of(session)), payload_size(pdu));
}

bool Server::may_draw(const coap_session_t& session)
{
    return is_secure(session) || budget_.has_left(network_of(peer_of(session)));
}

void Server::sent()
{
    plain_.sent();
    secure_.sent();
}

unsigned Server::largest_exponent(const coap_session_t& session)
{
    if (is_secure(session)) return dtls_exponent;
    return budget_.has_left(network_of(peer_of(session))) ? plain_exponent : ReplyBudget::exhausted_exponent;
}

Response Server::respond(const coap_session_t& session, const coap_pdu_t& pdu, Result<Received>& received)
{
    if (!received) return Response::problem(received.error());
    if (is_secure(session)) keeper_.confirm(session);
    received->request.client = client_of(session);
    return underway_with(session).answer(*site_, exchange_key(session, keeper_.sessions(), pdu), *received);
}

Underway& Server::underway_with(const coap_session_t& session)
{
    return is_secure(session) ? secure_underway_ : plain_underway_;
}

Client Server::client_of(const coap_session_t& session) const
{
    if (!is_secure(session)) return {anonymous_, false};
    // Looked up for each request: a role that a reload changed applies at once; an identity that was removed or has a
    // new key has none, even where its session could not be found and ended.
    return {psk_.role_of(identity_of(session), psk_of(session)).value_or(Role::none), true};
}

/// A server has asked for nothing: a response is rejected (RFC 7252 section 4.2), but an acknowledgement never is.
coap_response_t Server::on_response(coap_session_t& /*session*/, const coap_pdu_t* /*sent*/,
                                    const coap_pdu_t& received) noexcept
{
    return coap_pdu_get_type(&received) == COAP_MESSAGE_ACK ? COAP_RESPONSE_OK : COAP_RESPONSE_FAIL;
}

void Server::on_event(coap_session_t& session, coap_event_t event) noexcept
{
    if (!is_secure(session)) return;
    contained("a session could not be followed", [&] { keeper_.follow(session, event); });
}

void Server::on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept
{
    contained("an observer could not be removed", [&] {
        if (reason == COAP_NACK_RST) keeper_.hear(session);
        if (coap_pdu_get_code(&sent) == COAP_EMPTY_CODE) return;  // a ping of the keeper's: nobody's observation fails
        observers_.fail(session, token_of(sent), reason);
    });
}

void Server::on_refused(const coap_session_t& session) noexcept
{
    contained("a failed handshake could not be told", [&] { keeper_.refuse(session); });
}

void Server::on_signal(coap_session_t& session) noexcept
{
    contained("a session could not be ended", [&] { keeper_.end_soon(session); });
}

void Server::on_empty(const coap_context_t& context, const EmptyMessage& message) noexcept
{
    contained("an observer could not be told apart", [&] { observers_.hear(context, message); });
}

bool Server::peeks(const coap_context_t& context) const noexcept
{
    if (&context == &secure_.get()) return keeper_.sessions().size() > 0;
    return observers_.size() > 0 && &context == &plain_.get();
}

void Server::on_peek(const coap_context_t& context, const PeekedDatagram& datagram) noexcept
{
    if (&context == &secure_.get()) {
        // Nothing else: outside of the session anybody could say what only its peer may.
        if (!begins_handshake(datagram)) return;
        contained("a handshake could not be looked at", [&] { keeper_.greet(datagram.peer()); });
    } else if (const auto message = as_empty_message(datagram)) {
        on_empty(context, *message);
    }
}

}  // namespace coapnode
