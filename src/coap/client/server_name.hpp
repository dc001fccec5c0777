// SPDX-License-Identifier: MIT
/// The name of a host as a client says it in a DTLS handshake (SNI, RFC 6066 section 3). Pure.
#pragma once

#include <string>

namespace coapnode {

/// Empty when `host` is an address or not a DNS host name, for example one with `_`. GnuTLS servers refuse a handshake
/// with such a name, and SNI is optional.
std::string server_name_of(std::string host);

}  // namespace coapnode
