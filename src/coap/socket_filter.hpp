// SPDX-License-Identifier: MIT
/// What libcoap is not handed at all. The kernel looks at each datagram's first bytes, by a filter of the socket
/// (SO_ATTACH_FILTER, socket(7)); where it refuses the filter, the socket stays without one.
///
/// - Plain CoAP: another version, which libcoap answers by a reset where RFC 7252 section 3 wants silence; and codes of
///   class 7, signalling over TCP (RFC 8323), which libcoap follows over UDP, too, and repeats its answers.
/// - Groups: all but a request that is not confirmable (RFC 7252 section 8.1).
#pragma once

#include <set>

namespace coapnode {

void pass_coap(int socket);

/// For one at a group: GET of version 1, not confirmable, with a token of at most 8 bytes, from one of these
/// interfaces; from none of them: nothing.
void pass_requests_to_group(int socket, const std::set<unsigned>& interfaces);

}  // namespace coapnode
