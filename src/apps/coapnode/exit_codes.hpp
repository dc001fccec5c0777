// SPDX-License-Identifier: MIT
/// What coapnode ends with. Scripts rely on these numbers: coapnode(1) lists them.
#pragma once

#include "coapnode/core/error.hpp"

#include <cstdint>

namespace coapnode {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failure = 1;  ///< failed on this machine: a file, memory
inline constexpr int exit_usage = 2;
inline constexpr int exit_no_answer = 3;      ///< nothing came back in time
inline constexpr int exit_key_refused = 4;    ///< the node does not take the identity or its key
inline constexpr int exit_unreachable = 5;    ///< no route, a closed port, an unknown name
inline constexpr int exit_bad_answer = 6;     ///< an answer that makes no sense
inline constexpr int exit_client_error = 14;  ///< the answer was 4.xx
inline constexpr int exit_server_error = 15;  ///< the answer was 5.xx

/// Of a request without an answer, or one that never went out.
int exit_code_of(Errc reason);

/// Of an answer with this response code (RFC 7252 section 5.9).
int exit_code_of_answer(std::uint8_t code);

}  // namespace coapnode
