// SPDX-License-Identifier: MIT
/// Converts a node's response to an HTTP response (RFC 8075).
#pragma once

#include "coapnode/http/message.hpp"
#include "coapnode/rest/exchange.hpp"
#include "gateway/mapping/request_facts.hpp"

#include <cstdint>
#include <memory>

namespace coapnode {

/// `age`: seconds since the gateway received it. Its payload is shared, not copied. The conditions of a GET are judged
/// here: a 2.05 whose ETag the client has is 304. To HEAD the answer is the same as to GET: the HTTP server leaves the
/// body out. A 2.03 for an ETag that the client has not sent is 502: put the 2.05 that it confirms in its place.
HttpResponse to_http(const std::shared_ptr<const IncomingResponse>& response, const RequestFacts& facts,
                     std::uint32_t age = 0);

}  // namespace coapnode
