// SPDX-License-Identifier: MIT
#include "coap/server/dispatcher.hpp"

#include "coap/server/exchanges.hpp"
#include "coap/server/port.hpp"
#include "coap/server/reply_budget.hpp"
#include "coap/wire/peer.hpp"

namespace coapnode {

namespace {

/// Values of the Observe option of a request (RFC 7641 section 2).
constexpr std::uint32_t observe_begin = 0;
constexpr std::uint32_t observe_end = 1;

/// Whether a GET starts or ends an observation. In a request for a further block the option has no meaning (RFC 7959
/// section 2.6).
bool concerns_observation(const Received& received)
{
    return received.request.method == Method::get && received.observe && *received.observe <= observe_end &&
           !goes_on(received);
}

/// Payloads up to this size are sent even when the budget is used up, and are not charged.
bool is_always_whole(const Response& reply)
{
    constexpr Block smallest{0, false, ReplyBudget::exhausted_exponent};
    return !reply.payload || reply.payload->size() <= smallest.size();
}

/// libcoap sends no reply with this code.
void drop(coap_pdu_t& response)
{
    coap_pdu_set_code(&response, COAP_EMPTY_CODE);
}

}  // namespace

void Dispatcher::answer(Port& port, coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response) noexcept
{
    // An acknowledgement cannot be a request: RFC 7252 section 4.2.
    if (coap_pdu_get_type(&request) == COAP_MESSAGE_ACK) return drop(response);
    const auto caller = port.caller_of(session, request);
    if (!caller) return drop(response);
    ++traffic_.requests[static_cast<std::uint8_t>(coap_pdu_get_code(&request))];
    const Exchange exchange{port, *caller, session, request};
    if (!fence_.run("a request could not be answered", [&] { write_answer(exchange, response); })) {
        coap_pdu_set_code(&response, COAP_RESPONSE_CODE_INTERNAL_ERROR);
    }
    if (!port.sends(response)) return drop(response);
    const auto code = coap_pdu_get_code(&response);
    if (code != COAP_EMPTY_CODE) ++traffic_.replies[static_cast<std::uint8_t>(code)];
}

void Dispatcher::write_answer(const Exchange& exchange, coap_pdu_t& response)
{
    const auto& request = exchange.request;
    auto received = read_request(request);
    if (coap_pdu_get_type(&request) == COAP_MESSAGE_NON) {
        // A non-confirmable request is ignored when it has an unknown critical option or is a copy (RFC 7252 sections
        // 5.4.1 and 4.5).
        if (!received && received.error() == Errc::bad_option) return drop(response);
        if (!exchange.caller.exchanges.not_confirmable.is_first(exchange.key())) return drop(response);
        // libcoap copies the request's message ID, but the answer needs its own (RFC 7252 section 5.2.3).
        coap_pdu_set_mid(&response, coap_new_message_id(&exchange.session));
    }
    const auto reply = respond(exchange, received);
    const RequestTransfer nothing;
    write_within_budget(exchange, reply, received ? *received : nothing, response);
}

void Dispatcher::write_within_budget(const Exchange& exchange, const Response& reply, const RequestTransfer& asked,
                                     coap_pdu_t& response)
{
    if (!asked.block2 && is_always_whole(reply)) {
        return write_response(response, reply, asked, Block::largest_exponent, reply.observe);
    }
    auto& [port, caller, session, request] = exchange;
    write_response(response, reply, asked, port.largest_exponent(session), reply.observe);
    port.spend(session, payload_size(response));
}

Response Dispatcher::respond(const Exchange& exchange, Result<Received>& received)
{
    if (!received) return Response::problem(received.error());
    const auto& caller = exchange.caller;
    received->request.client = caller.client;
    if (caller.observer_host != nullptr && concerns_observation(*received)) return register_once(exchange, *received);
    return caller.exchanges.answer(*site_, exchange, *received);
}

Response Dispatcher::register_once(const Exchange& exchange, Received& received)
{
    auto key = exchange.key();
    auto& exchanges = exchange.caller.exchanges;
    if (const auto* const before = exchanges.registrations.find(key)) return *before;
    auto reply = exchanges.answer(*site_, exchange, received);
    observe(exchange, received, reply);
    exchanges.registrations.remember(std::move(key), reply);
    return reply;
}

void Dispatcher::observe(const Exchange& exchange, const Received& received, Response& reply)
{
    auto& session = exchange.session;
    if (*received.observe == observe_begin && is_success(reply.code)) {
        const Registration registration{session, peer_of(session), exchange.token(), received.request, received.block2};
        observers_.add(*exchange.caller.observer_host, registration, site_->find(received.request.path), reply);
    } else {
        // A token identifies at most one observation: a failed registration ends the earlier one.
        observers_.remove(session, exchange.token());
    }
}

}  // namespace coapnode
