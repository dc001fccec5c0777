// SPDX-License-Identifier: MIT
/// The names that the gateway answers to. This stops DNS rebinding: a page on the internet whose name is changed to the
/// gateway's address sends its own name in Host and is refused.
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
