// SPDX-License-Identifier: MIT
/// Peers and replies that a model tells apart by a number.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/rest/message.hpp"
#include "support/peers.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coapnode {

/// Of a reply that is kept.
struct Expected {
    std::uint8_t number{};  ///< 0: nothing
    Instant begun;
    Instant used;
};

inline Peer peer_numbered(std::size_t index)
{
    constexpr std::string_view names = "abcdefghijkl";
    return peer_named(names.substr(index, 1));
}

inline Response numbered(std::uint8_t number)
{
    auto reply = Response::changed();
    reply.max_age = number;
    return reply;
}

}  // namespace coapnode
