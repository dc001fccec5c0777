// SPDX-License-Identifier: MIT
#include "coap/client/resolve.hpp"

#include "coap/client/route.hpp"
#include "coap/wire/peer.hpp"
#include "coapnode/core/c_ptr.hpp"

#include <arpa/inet.h>
#include <netdb.h>

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

using AddressInfo = CPtr<addrinfo, &freeaddrinfo>;

bool is_address(const std::string& name)
{
    in6_addr ipv6{};
    in_addr ipv4{};
    return ::inet_pton(AF_INET6, name.c_str(), &ipv6) == 1 || ::inet_pton(AF_INET, name.c_str(), &ipv4) == 1;
}

Failure unknown(const std::string& name, int why)
{
    const bool is_for_now = why == EAI_AGAIN;
    return fail(Errc::unknown_name,
                is_for_now ? "no name server answered for \"" + name + '"' : "unknown host \"" + name + '"');
}

/// Blocks.
Result<std::vector<Peer>> look_up(const Host& host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_DGRAM;
    hints.ai_flags = AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const int failed = ::getaddrinfo(host.name.c_str(), std::to_string(host.port).c_str(), &hints, &found);
    if (failed != 0) return unknown(host.name, failed);
    const AddressInfo owned{found};
    std::vector<Peer> peers;
    for (const auto* one = found; one != nullptr && peers.size() < most_addresses; one = one->ai_next) {
        const auto peer = peer_of(*one->ai_addr);
        if (std::find(peers.begin(), peers.end(), peer) == peers.end()) peers.push_back(peer);
    }
    return peers;
}

}  // namespace

std::optional<Result<Peer>> numeric_peer(const Host& host)
{
    if (!is_address(host.name)) return std::nullopt;
    return peer_at({host.zone.empty() ? host.name : host.name + '%' + host.zone, host.port});
}

Result<Job> resolve(Worker& worker, const Host& host, std::function<void(Result<std::vector<Peer>>)> done)
{
    return post_for<std::vector<Peer>>(
        worker, [host] { return look_up(host); }, std::move(done));
}

}  // namespace coapnode
