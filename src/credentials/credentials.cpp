// SPDX-License-Identifier: MIT
#include "coapnode/credentials/credentials.hpp"

#include "credentials/host_pattern.hpp"
#include "yaml/complaint.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// pi.local. is pi.local: the dot says that no domain is to be added.
std::string_view without_last_dot(std::string_view host)
{
    return host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
}

bool fits(const HostCredential& entry, const CoapUri& uri)
{
    if (entry.port != 0 && entry.port != uri.port) return false;
    const auto pattern = without_last_dot(entry.host);
    if (fits_pattern(without_last_dot(uri.host), pattern)) return true;
    return !uri.zone.empty() && fits_pattern(uri.host + '%' + uri.zone, pattern);
}

Result<Credential> credential_of(const HostCredential& entry)
{
    if (entry.key_file.empty()) return Credential{entry.identity, entry.key};
    auto credential = credential_in_file(entry.key_file, entry.identity);
    if (credential) return credential;
    auto mistake = entry.place;
    mistake.message = credential.error().message;
    return complaint(to_string(mistake));
}

}  // namespace

Result<std::optional<Credential>> Credentials::find(const CoapUri& uri) const
{
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [&](const HostCredential& one) { return fits(one, uri); });
    if (entry == entries_.end()) return std::nullopt;
    auto credential = credential_of(*entry);
    if (!credential) return fail(credential);
    return std::move(*credential);
}

std::vector<std::string> Credentials::hosts() const
{
    std::vector<std::string> hosts;
    for (const auto& entry : entries_) {
        const bool is_known = std::find(hosts.begin(), hosts.end(), entry.host) != hosts.end();
        if (!is_pattern(entry.host) && !is_known) hosts.push_back(entry.host);
    }
    return hosts;
}

}  // namespace coapnode
