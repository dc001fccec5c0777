// SPDX-License-Identifier: MIT
/// Converts the addresses of the configuration to socket addresses, and checks them.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"

#include <coap3/coap.h>

#include <string>

namespace coapnode {

/// The same for other machines: without the interface, whose name has no meaning there.
Listen without_zone(const Listen& listen);

/// Whether the kernel has IPv6 (it has not with ipv6.disable=1 on its command line).
bool knows_ipv6();

/// The address to open for an address of the configuration: 0.0.0.0 for [::] on a machine without IPv6, else the
/// address itself.
Listen served_for(const Listen& listen);

/// Converts to a socket address; ::ffff:192.168.1.5 becomes IPv4. Errors: cannot_listen, when the host is not a numeric
/// address or its interface is missing.
Result<coap_address_t> to_coap_address(const Listen& listen);

/// The address without its port, in its canonical form (RFC 5952): "192.168.1.5", "fd00::5".
std::string host_text(const coap_address_t& address);

/// Whether a socket bound to `listen` receives datagrams to `local`.
bool may_receive(const Listen& listen, const coap_address_t& local);

enum class BindState { free, in_use, no_such_address };

/// Checks that the address can be bound. libcoap sets SO_REUSEADDR, with which a second daemon could bind the same port
/// and take the first one's datagrams. So this function tries a plain socket first. Errors: cannot_listen, with the
/// cause: not allowed, no IPv6.
Result<BindState> bind_state(const Listen& listen);

/// The error cannot_listen with its message.
Failure port_in_use(const Listen& listen);

}  // namespace coapnode
