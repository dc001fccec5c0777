// SPDX-License-Identifier: MIT
/// Opens a TCP listen socket.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/result.hpp"

#include <vector>

namespace coapnode::http {

struct ListenSocket {
    Listen asked;
    FileDescriptor fd;      ///< does not block
    bool is_early = false;  ///< the machine does not have the address yet; the socket serves it once it does
};

/// [::] serves IPv4 too, and IPv4 only on a machine without IPv6. `ours` are sockets that a reload will close: the new
/// socket may take over a port from them, as from 127.0.0.1:8080 to 0.0.0.0:8080. Errors: cannot_listen, with the
/// cause.
Result<ListenSocket> open_listen_socket(const Listen& asked, const std::vector<int>& ours);

/// The bound address, with the port that the kernel chose for 0.
Listen served_by(const ListenSocket& socket);

}  // namespace coapnode::http
