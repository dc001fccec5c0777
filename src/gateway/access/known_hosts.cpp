// SPDX-License-Identifier: MIT
#include "gateway/access/known_hosts.hpp"

#include "coapnode/core/ascii.hpp"
#include "gateway/access/host_port.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool is_of_machine(std::string_view name, std::string_view machine)
{
    if (machine.empty()) return false;
    const auto full = in_lower_case(machine);
    const auto label = full.substr(0, full.find('.'));
    return name == full || name == label || name == label + ".local";
}

}  // namespace

bool is_known_host(std::string_view host_field, const KnownHosts& known)
{
    const auto host = split_host_port(without_blanks(host_field));
    if (!host) return false;
    if (address_in(*host)) return true;
    if (host->is_bracketed) return false;
    std::string_view name{host->host};
    if (name.ends_with('.')) name.remove_suffix(1);  // the same name, complete
    return name == "localhost" || is_of_machine(name, known.machine) ||
           std::ranges::find(known.listed, name) != known.listed.end();
}

}  // namespace coapnode
