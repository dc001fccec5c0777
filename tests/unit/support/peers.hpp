// SPDX-License-Identifier: MIT
/// Peers and networks for tests that do not care for addresses.
#pragma once

#include "coapnode/core/peer.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace coapnode {

/// Another one for each name of at most 16 letters.
inline Peer peer_named(std::string_view name)
{
    Peer peer;
    std::copy_n(name.begin(), std::min(name.size(), peer.address.size()), peer.address.begin());
    return peer;
}

inline Network network_named(std::string_view name)
{
    return {peer_named(name).address};
}

}  // namespace coapnode
