// SPDX-License-Identifier: MIT
/// Drops datagrams that libcoap must not see. A socket filter in the kernel (SO_ATTACH_FILTER, socket(7)) checks the
/// first bytes of each datagram. If the kernel refuses the filter, the socket has none.
///
/// - Plain CoAP: other versions, which libcoap answers with Reset, although RFC 7252 section 3 says to ignore them; and
///   codes of class 7, the signalling of TCP (RFC 8323), which libcoap obeys over UDP too, repeating its answers.
/// - DTLS: datagrams that do not consist of whole records (RFC 6347 section 4.1). GnuTLS waits for the rest of an
///   incomplete record and appends the peer's next datagrams to it. When a datagram begins with an encrypted record,
///   GnuTLS returns only one of its records per datagram. So an encrypted record must be alone; the flights of a
///   handshake begin with a record in plaintext.
/// - Groups: everything except non-confirmable requests (RFC 7252 section 8.1).
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
