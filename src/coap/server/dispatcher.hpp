// SPDX-License-Identifier: MIT
/// Answers the requests of all ports: reads one, finds out whether it is a copy, a part of a transfer or an
/// observation, asks the site, and writes the response.
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

    /// From now on; it outlives the next call or the last request.
    void serve(Site& site) { site_ = &site; }

    /// For libcoap, which sends what `response` is filled with.
    void answer(const Exchange& exchange, coap_pdu_t& response) noexcept;

    /// What a GET is answered now.
    Response represent(const Request& request) { return site_->handle(request); }

    [[nodiscard]] const Traffic& traffic() const { return traffic_; }
    void count_notification() { ++traffic_.notifications; }
    void count_failed_handshake() { ++traffic_.failed_handshakes; }

private:
    void write_answer(const Exchange& exchange, coap_pdu_t& response);
    void write_within_budget(const Exchange& exchange, const Response& reply, const RequestTransfer& asked,
                             coap_pdu_t& response);
    Response respond(const Exchange& exchange, Result<Received>& received);
    /// A copy of a registration is answered as the first one was: what has changed since is still to be notified.
    Response register_once(const Exchange& exchange, ObserverHost& host, Received& received);
    /// What Observe asks for; `reply` says whether it is an observation now.
    void observe(const Exchange& exchange, ObserverHost& host, const Received& received, Response& reply);

    Observers& observers_;
    LoggedFence fence_;
    Site* site_ = nullptr;
    Traffic traffic_;
};

}  // namespace coapnode
