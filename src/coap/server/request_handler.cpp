// SPDX-License-Identifier: MIT
#include "coap/server/request_handler.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::array methods{COAP_REQUEST_GET,   COAP_REQUEST_POST,  COAP_REQUEST_PUT,   COAP_REQUEST_DELETE,
                             COAP_REQUEST_FETCH, COAP_REQUEST_PATCH, COAP_REQUEST_IPATCH};

void on_request(coap_resource_t* resource, coap_session_t* session, const coap_pdu_t* request,
                const coap_string_t* /*query*/, coap_pdu_t* response)
{
    static_cast<RequestHandler*>(coap_resource_get_userdata(resource))->on_request(*session, *request, *response);
}

void add(coap_context_t& context, coap_resource_t* resource, RequestHandler& handler)
{
    coap_resource_set_userdata(resource, &handler);
    for (const auto method : methods)
        coap_register_request_handler(resource, method, &on_request);
    coap_add_resource(&context, resource);
}

}  // namespace

void take_all_requests(coap_context_t& context, RequestHandler& handler)
{
    add(context, coap_resource_unknown_init(&on_request), handler);
    // libcoap answers this one itself unless a resource of that name exists.
    add(context, coap_resource_init(coap_make_str_const(".well-known/core"), 0), handler);
}

}  // namespace coapnode
