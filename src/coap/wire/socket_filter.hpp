// SPDX-License-Identifier: MIT
/// Drops datagrams that libcoap must not see. A socket filter in the kernel (SO_ATTACH_FILTER, socket(7)) checks the
/// first bytes of each datagram. If the kernel refuses the filter, the socket has none.
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

/// Records in a flight of a handshake; no client sends as many.
inline constexpr unsigned most_records_per_datagram = 16;

void pass_dtls(int socket);

/// For a socket at a group: accepts a non-confirmable GET of version 1 with a token of at most 8 bytes from one of
/// these interfaces. Without interfaces it accepts nothing.
void pass_requests_to_group(int socket, const std::set<unsigned>& interfaces);

}  // namespace coapnode
