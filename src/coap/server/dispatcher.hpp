// SPDX-License-Identifier: MIT
/// Answers the requests of all ports: reads a request, recognises copies, blocks and observations, calls the site, and
/// writes the response.
#pragma once

#include "coap/message/codec.hpp"
#include "coap/observe/observers.hpp"
#include "coap/server/exchange.hpp"
#include "coap/server/logged_fence.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/rest/site.hpp"
#include "coapnode/rest/traffic.hpp"

namespace coapnode {

class Dispatcher {
public:
    Dispatcher(Log& log, Observers& observers) : observers_{observers}, fence_{log} {}

    /// Sets the site for the next requests. It must live until the next call or the last request.
    void serve(Site& site) { site_ = &site; }

    /// Handles a request from libcoap, which then sends `response`.
    void answer(Port& port, coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response) noexcept;

    /// The current answer to a GET.
    Response represent(const Request& request) { return site_->handle(request); }

    [[nodiscard]] const Traffic& traffic() const { return traffic_; }
    void count_notification() { ++traffic_.notifications; }
    void count_failed_handshake() { ++traffic_.failed_handshakes; }

private:
    void write_answer(const Exchange& exchange, coap_pdu_t& response);
    void write_within_budget(const Exchange& exchange, const Response& reply, const RequestTransfer& asked,
                             coap_pdu_t& response);
    Response respond(const Exchange& exchange, Result<Received>& received);
    /// A copy of a registration gets the first answer again. Later changes follow as notifications.
    Response register_once(const Exchange& exchange, Received& received);
    /// Registers or deregisters an observer; `reply` then says whether it is an observation.
    void observe(const Exchange& exchange, const Received& received, Response& reply);

    Observers& observers_;
    LoggedFence fence_;
    Site* site_ = nullptr;
    Traffic traffic_;
};

}  // namespace coapnode
