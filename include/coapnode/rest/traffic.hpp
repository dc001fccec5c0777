// SPDX-License-Identifier: MIT
/// What the CoAP side has done since the start, and holds now. Fixed in size, whatever clients do.
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
    std::uint64_t log_drops{};  ///< lines that were left out: Log::write_often()
    std::size_t sessions{};     ///< of DTLS, handshakes among them
    std::size_t observers{};
};

}  // namespace coapnode
