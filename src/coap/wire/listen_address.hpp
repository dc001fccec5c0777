// SPDX-License-Identifier: MIT
/// The addresses of the configuration as socket addresses.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"

#include <coap3/coap.h>

#include <string>

namespace coapnode {

/// The same for other machines, to whom the name of an interface of this one says nothing.
Listen without_zone(const Listen& listen);

/// Whether the kernel knows IPv6: not with ipv6.disable=1 on its command line.
bool knows_ipv6();

/// What is opened for an address of the configuration: 0.0.0.0 for [::] on a machine without IPv6, else itself.
Listen served_for(const Listen& listen);

/// ::ffff:192.168.1.5 is an IPv4 address. Errors: cannot_listen, when the host is no numeric address, or its interface
/// is not there.
Result<coap_address_t> to_coap_address(const Listen& listen);

/// The address without its port, in its canonical form (RFC 5952): "192.168.1.5", "fd00::5".
std::string host_text(const coap_address_t& address);

/// Whether a socket bound to `listen` receives what is sent to `local`.
bool may_receive(const Listen& listen, const coap_address_t& local);

enum class BindState { free, in_use, no_such_address };

/// Whether the address can be bound. libcoap sets SO_REUSEADDR, with which a second daemon would bind the same port and
/// take the first one's datagrams, so this tries a plain socket first. Errors: cannot_listen, with the cause: not
/// allowed, no IPv6.
Result<BindState> bind_state(const Listen& listen);

/// The sentence for it: cannot_listen.
Failure port_in_use(const Listen& listen);

}  // namespace coapnode
