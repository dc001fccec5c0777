// SPDX-License-Identifier: MIT
/// From a host name to addresses. Asking for a name blocks, so the worker does it; an address is there at once.
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
    std::string zone;  ///< of a link-local address: "eth0"
    std::uint16_t port{};

    bool operator==(const Host&) const = default;
};

/// More are not tried.
constexpr std::size_t most_addresses = 8;

/// The address that `host` is, if it is one. Errors: no_route, when its zone is no interface of this machine.
std::optional<Result<Peer>> numeric_peer(const Host& host);

/// All addresses, in the order of RFC 6724. `done` is called from the loop while the Job lives. Errors: unknown_name;
/// of the Job: busy.
Result<Job> resolve(Worker& worker, const Host& host, std::function<void(Result<std::vector<Peer>>)> done);

}  // namespace coapnode
