// SPDX-License-Identifier: MIT
/// The name of a host as a client says it in a DTLS handshake (SNI, RFC 6066 section 3). Pure.
#pragma once

#include <string>

namespace coapnode {

/// Empty where the host has no name that may be said: it is no DNS host name, such as one with `_`, or an address.
/// GnuTLS servers refuse a handshake with such a name, and SNI is optional.
std::string server_name_of(std::string host);

}  // namespace coapnode
