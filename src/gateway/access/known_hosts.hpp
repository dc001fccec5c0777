// SPDX-License-Identifier: MIT
/// The names that the gateway answers to. A page of the internet whose name suddenly leads to the gateway's address
/// (DNS rebinding) sends its own name in Host, and gets nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct KnownHosts {
    std::string machine{};              ///< its host name, with or without a domain
    std::vector<std::string> listed{};  ///< hosts: of the configuration, in lower case
};

/// An IP address, localhost, the machine's name with and without its domain, MACHINE.local, or a listed name; with or
/// without a port.
bool is_known_host(std::string_view host_field, const KnownHosts& known);

}  // namespace coapnode
