// SPDX-License-Identifier: MIT
/// Limits for clients of the HTTP server, and its counters.
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
    unsigned streams = 512;  ///< endless answers; a further one is answered 503
    /// Trusted proxies carry connections of many clients, so the limit per address does not apply to them.
    std::function<bool(const Peer&)> is_exempt{};
};

/// Counters since the start. `connections` and `streams` are the currently open ones.
struct HttpFigures {
    std::size_t connections = 0;
    std::size_t streams = 0;
    std::uint64_t requests = 0;             ///< requests with a complete head
    std::uint64_t refused_connections = 0;  ///< beyond a limit: closed at once
    std::uint64_t refused_requests =
        0;                      ///< refused by the server itself: bad framing, body too large, too many streams
    std::uint64_t expired = 0;  ///< connections closed by a deadline below
};

namespace http {

constexpr Duration head_deadline = 10s;   ///< from a connection, or a request's first line, to the end of its fields
constexpr Duration body_deadline = 30s;   ///< from there to the end of the body
constexpr Duration idle_deadline = 60s;   ///< from an answer to the next request
constexpr Duration reply_deadline = 60s;  ///< for a client that reads nothing of an answer or a stream
constexpr std::size_t least_rate = 4096;  ///< bytes per second that a client must read of a large answer
/// Connections are closed at most this long after a deadline.
constexpr Duration sweep_interval = 500ms;

/// Memory of a connection, for the head of a request and that of its answer. libmicrohttpd clears all of it for each
/// request, and answers 414 or 431 when a request fills it.
constexpr std::size_t connection_memory = 16'384;
/// Request line and fields. Each field counts another 64 bytes, for libmicrohttpd's record of it.
constexpr std::size_t largest_head = connection_memory - 2048;
/// Send buffer of a stream in the kernel (which doubles it): it bounds old data for slow readers.
constexpr int stream_send_buffer = 65'536;

}  // namespace http

}  // namespace coapnode
