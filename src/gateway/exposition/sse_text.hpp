// SPDX-License-Identifier: MIT
/// Writes Server-Sent Events (HTML Living Standard, section 9.2.6), which an EventSource reads.
#pragma once

#include "coapnode/core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view sse_content_type = "text/event-stream";

struct SseEvent {
    std::string_view event{};  ///< its type; empty: "message"
    std::optional<std::uint64_t> id{};
    std::string_view data{};  ///< any text: each of its lines becomes one
};

/// An event with the empty line at its end. CR, LF and CRLF in the data all end a line, so that data cannot start
/// another field; the client reads each as LF. Bytes that are not UTF-8, and control characters in `event`, become '?'.
std::string sse_text(const SseEvent& event);

/// How long the client waits before it connects again.
std::string sse_retry(Duration delay);

}  // namespace coapnode
