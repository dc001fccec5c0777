// SPDX-License-Identifier: MIT
/// What libcoap is not handed at all. The kernel looks at each datagram's first bytes, by a filter of the socket
/// (SO_ATTACH_FILTER, socket(7)); where it refuses the filter, the socket stays without one.
///
/// - Plain CoAP: another version, which libcoap answers by a reset where RFC 7252 section 3 wants silence; and codes of
///   class 7, signalling over TCP (RFC 8323), which libcoap follows over UDP, too, and repeats its answers.
/// - DTLS: what is not made of whole records (RFC 6347 section 4.1). GnuTLS waits for the rest of a record that its
///   datagram does not hold, and puts the peer's next datagrams behind what it has. Of several records in a datagram
///   that begins with an encrypted one it hands over one a datagram, good or bad, so such a record must be alone; the
///   flights of a handshake begin with one in plaintext.
/// - Groups: all but a request that is not confirmable (RFC 7252 section 8.1).
#pragma once

#include <set>

namespace coapnode {

void pass_coap(int socket);

/// A flight of a handshake: more than any client sends.
inline constexpr unsigned most_records_per_datagram = 16;

void pass_dtls(int socket);

/// For one at a group: GET of version 1, not confirmable, with a token of at most 8 bytes, from one of these
/// interfaces; from none of them: nothing.
void pass_requests_to_group(int socket, const std::set<unsigned>& interfaces);

}  // namespace coapnode
