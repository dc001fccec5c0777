// SPDX-License-Identifier: MIT
/// Converts an HTTP request to a CoAP request (RFC 8075).
#pragma once

#include "coapnode/rest/exchange.hpp"
#include "gateway/mapping/request_facts.hpp"
#include "gateway/mapping/target.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace coapnode {

/// Of the resources of nodes, for the field Allow.
inline constexpr std::string_view forwarded_methods = "GET, HEAD, PUT, POST, DELETE, PATCH, OPTIONS";

struct ForwardedRequest {
    OutgoingRequest coap;
    RequestFacts facts;
    std::optional<std::uint32_t> oldest{};  ///< largest age of a cached answer in seconds; 0: ask the node
};

/// Whether the request has credentials of any kind, so that shared caches must not keep its answer.
bool has_token(const HttpFields& fields);

/// Whether the request is a GET or HEAD without wishes or conditions: any fresh answer in the node's own format is one
/// to it.
bool is_plain_read(const HttpRequest& request);

/// `offered`: content formats that the resource has (ct=); empty where that is not known. Refused are
/// - methods without a counterpart (405, 501);
/// - a body with GET, HEAD or DELETE (400), one that is encoded or whose media type CoAP has no number for (415);
/// - a GET of what the resource has not (406);
/// - If-Match with entity tags of others alone (412), and conditions that CoAP cannot express (400).
OrProblem<ForwardedRequest> to_coap(const HttpRequest& request, NodeTarget target,
                                    std::span<const std::uint16_t> offered);

}  // namespace coapnode
