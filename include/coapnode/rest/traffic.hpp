// SPDX-License-Identifier: MIT
/// Counters of the CoAP server since its start, and its current sessions and observers. The size is fixed, whatever
/// clients do.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace coapnode {

struct Traffic {
    std::array<std::uint64_t, 256> requests{};  ///< by code: 1 is GET (RFC 7252 section 12.1.1)
    std::array<std::uint64_t, 256> replies{};   ///< by code: Code
    std::uint64_t notifications{};
    std::uint64_t failed_handshakes{};
    std::uint64_t log_drops{};  ///< dropped log lines: Log::write_often()
    std::size_t sessions{};     ///< DTLS sessions, including handshakes
    std::size_t observers{};
};

}  // namespace coapnode
