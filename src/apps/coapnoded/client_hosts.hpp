// SPDX-License-Identifier: MIT
/// The host for clients, in the lines that --init prints.
#pragma once

#include "coapnode/config/config.hpp"

#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// HOST or HOST:PORT of a coaps:// URI; nullopt when no such client can connect.
struct ClientHosts {
    std::optional<std::string> here;   ///< for a client on this machine
    std::optional<std::string> there;  ///< for one on another machine
};

/// `machine` is this machine's name. The default port is left out.
ClientHosts client_hosts(const std::vector<Listen>& listen, const std::string& machine);

}  // namespace coapnode
