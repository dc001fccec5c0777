// SPDX-License-Identifier: MIT
#include "coap/server/context_port.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::array methods{COAP_REQUEST_GET,   COAP_REQUEST_POST,  COAP_REQUEST_PUT,   COAP_REQUEST_DELETE,
                             COAP_REQUEST_FETCH, COAP_REQUEST_PATCH, COAP_REQUEST_IPATCH};

}  // namespace

ContextPort::ContextPort(Scheduler& scheduler, Log& log, const SessionLimits& limits, Dispatcher& dispatcher)
    : dispatcher_{dispatcher}, fence_{log}, context_{scheduler, *this, limits}
{
    take_all_requests();
}

void ContextPort::take_all_requests()
{
    const auto on_request = [](coap_resource_t* resource, coap_session_t* session, const coap_pdu_t* request,
                               const coap_string_t* /*query*/, coap_pdu_t* response) {
        auto& port = *static_cast<ContextPort*>(coap_resource_get_userdata(resource));
        port.dispatcher_.answer(port, *session, *request, *response);
    };
    // libcoap sees no path (enclosed_request.hpp), so all requests go to its "unknown resource".
    auto* const resource = coap_resource_unknown_init(on_request);
    coap_resource_set_userdata(resource, this);
    for (const auto method : methods)
        coap_register_request_handler(resource, method, on_request);
    coap_add_resource(&context_.get(), resource);
}

void ContextPort::end_now(coap_session_t& session)
{
    release(session);
    coap_session_disconnected(&session, COAP_NACK_NOT_DELIVERABLE);
}

void ContextPort::on_close(coap_session_t& session) noexcept
{
    fence_.run("a session could not be released", [&] { release(session); });
}

}  // namespace coapnode
