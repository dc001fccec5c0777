// SPDX-License-Identifier: MIT
/// Resolves a host to addresses. Looking up a name blocks, so the worker does it; a numeric address needs no look-up.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/worker.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

struct Host {
    std::string name;  ///< or an address, without brackets
    std::string zone;  ///< the interface of a link-local address: "eth0"
    std::uint16_t port{};

    bool operator==(const Host&) const = default;
};

/// Further addresses are not tried.
constexpr std::size_t most_addresses = 8;

/// The address when `host` is numeric, else nullopt. Errors: no_route, when its zone is not an interface of this
/// machine.
std::optional<Result<Peer>> numeric_peer(const Host& host);

/// Finds all addresses, in the order of RFC 6724. `done` is called from the loop while the Job lives. Errors:
/// unknown_name; busy, for the Job.
Result<Job> resolve(Worker& worker, const Host& host, std::function<void(Result<std::vector<Peer>>)> done);

}  // namespace coapnode
