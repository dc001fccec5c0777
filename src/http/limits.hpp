// SPDX-License-Identifier: MIT
/// What clients may take of the HTTP server, and what it counts.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace coapnode {

struct HttpLimits {
    unsigned connections = 1024;
    unsigned connections_per_address = 64;
    unsigned streams = 512;  ///< answers without an end; one more is answered 503
    /// A trusted proxy brings the connections of many: the limit per address does not hold for it.
    std::function<bool(const Peer&)> is_exempt{};
};

/// Since the start, but for `connections` and `streams`: these are open now.
struct HttpFigures {
    std::size_t connections = 0;
    std::size_t streams = 0;
    std::uint64_t requests = 0;             ///< whose head was read
    std::uint64_t refused_connections = 0;  ///< beyond a limit: closed at once
    std::uint64_t refused_requests = 0;     ///< answered here: bad framing, body too large, too many streams
    std::uint64_t expired = 0;              ///< connections closed by a deadline below
};

namespace http {

constexpr Duration head_deadline = 10s;   ///< from a connection, or a request's first line, to the end of its fields
constexpr Duration body_deadline = 30s;   ///< from there to the end of the body
constexpr Duration idle_deadline = 60s;   ///< from an answer to the next request
constexpr Duration reply_deadline = 60s;  ///< for a client that reads nothing of an answer or a stream
constexpr std::size_t least_rate = 4096;  ///< bytes a second that a client must read of a large answer
/// Connections are closed by a deadline this much too late at most.
constexpr Duration sweep_interval = 500ms;

/// Of one connection: request line and fields share it. More is answered 414 or 431, by libmicrohttpd.
constexpr std::size_t connection_memory = 16'384;
/// What HttpWork::next() may return.
constexpr std::size_t largest_piece = 65'536;
/// Of a stream in the kernel (which doubles it): what a slow reader gets late.
constexpr int stream_send_buffer = 65'536;

}  // namespace http

}  // namespace coapnode
