// SPDX-License-Identifier: MIT
#include "coap/client/requester.hpp"

#include "coap/wire/peer.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// A client has no idle sessions that libcoap may drop: each is held by its Session.
constexpr SessionLimits no_idle_ones{1, 1, 5min};

std::optional<Token> token_of(const coap_pdu_t& pdu)
{
    const auto bytes = coap_pdu_get_token(&pdu);
    Token token{};
    if (bytes.length != token.size()) return std::nullopt;
    std::copy_n(bytes.s, token.size(), token.begin());
    return token;
}

Error failure_of(coap_nack_reason_t reason)
{
    if (reason == COAP_NACK_ICMP_ISSUE) return {Errc::unreachable, "no answer, and its port is closed"};
    if (reason == COAP_NACK_RST) return {Errc::rejected, "it rejected the request (Reset)"};
    return {Errc::silent, "no answer"};
}

}  // namespace

Requester::Requester(Scheduler& scheduler, const WatchReadable& watch)
    : scheduler_{scheduler},
      context_{scheduler, *this, no_idle_ones},
      self_{std::make_shared<Requester*>(this)},
      watch_{watch(context_.fd(), [this] { process(); })}
{
}

Requester::~Requester() = default;

void Requester::process()
{
    context_.process();
    deliver();
}

Requester::Listening Requester::listen(const coap_session_t& session, const Token& token, Receive receive)
{
    listeners_.insert_or_assign(token, Listener{&session, std::move(receive)});
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

bool Requester::is_awaited(const coap_session_t& session, const std::optional<Token>& token) const
{
    const auto listener = token ? listeners_.find(*token) : listeners_.end();
    return listener != listeners_.end() && listener->second.session == &session;
}

coap_response_t Requester::on_response(coap_session_t& session, const coap_pdu_t* sent,
                                       const coap_pdu_t& received) noexcept
{
    const auto token = token_of(received);
    if (!is_awaited(session, token)) return ContextHandler::on_response(session, sent, received);
    auto response = read_response(received);
    const bool is_read = response.has_value();
    keep(*token, {std::move(response), peer_of(session)});
    return is_read ? COAP_RESPONSE_OK : ContextHandler::on_response(session, sent, received);
}

void Requester::on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept
{
    const auto token = token_of(sent);
    if (is_awaited(session, token)) keep(*token, {Failure{failure_of(reason)}, peer_of(session)});
}

void Requester::keep(const Token& token, Arrival arrival)
{
    inbox_.push_back({token, std::move(arrival)});
    if (!soon_) soon_ = scheduler_.after(Duration::zero(), [this] { deliver(); });
}

void Requester::deliver()
{
    soon_.reset();
    const std::weak_ptr<Requester*> alive = self_;
    const auto inbox = std::exchange(inbox_, {});
    for (const auto& [token, arrival] : inbox) {
        const auto listener = listeners_.find(token);
        if (listener == listeners_.end()) continue;
        const auto receive = listener->second.receive;  // it may listen no more meanwhile
        receive(arrival);
        if (alive.expired()) return;
    }
}

}  // namespace coapnode
