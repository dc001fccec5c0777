// SPDX-License-Identifier: MIT
/// Takes the requests of a context from libcoap, whatever their path and method: the Site alone knows what there is.
#pragma once

#include <coap3/coap.h>

namespace coapnode {

class RequestHandler {
public:
    virtual ~RequestHandler() = default;

    /// Runs inside libcoap.
    virtual void on_request(coap_session_t& session, const coap_pdu_t& request, coap_pdu_t& response) noexcept = 0;
};

/// From now on `handler`, which outlives the context, gets all requests.
void take_all_requests(coap_context_t& context, RequestHandler& handler);

}  // namespace coapnode
