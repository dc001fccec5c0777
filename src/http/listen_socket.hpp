// SPDX-License-Identifier: MIT
/// A TCP socket that waits for clients.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/result.hpp"

#include <vector>

namespace coapnode::http {

struct ListenSocket {
    Listen asked;
    FileDescriptor fd;      ///< does not block
    bool is_early = false;  ///< this machine does not have the address yet; once it has, the socket serves it
};

/// [::] serves IPv4 too, and IPv4 alone on a machine without IPv6. `ours` are sockets that a reload is about to close:
/// a port may pass from one of them to the new one, as from 127.0.0.1:8080 to 0.0.0.0:8080.
/// Errors: cannot_listen, with the cause.
Result<ListenSocket> open_listen_socket(const Listen& asked, const std::vector<int>& ours);

/// What it is bound to, with the port that the kernel chose for 0.
Listen served_by(const ListenSocket& socket);

}  // namespace coapnode::http
