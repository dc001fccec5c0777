// SPDX-License-Identifier: MIT
/// The exit codes of coapnode. Scripts rely on them; coapnode(1) lists them.
#pragma once

#include "coapnode/core/error.hpp"

#include <cstdint>

namespace coapnode {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failure = 1;  ///< failure on this machine: a file, memory
inline constexpr int exit_usage = 2;
inline constexpr int exit_no_answer = 3;      ///< no answer in time
inline constexpr int exit_key_refused = 4;    ///< the node refuses the identity or its key
inline constexpr int exit_unreachable = 5;    ///< no route, a closed port, an unknown name
inline constexpr int exit_bad_answer = 6;     ///< an answer that is not valid
inline constexpr int exit_client_error = 14;  ///< the answer was 4.xx
inline constexpr int exit_server_error = 15;  ///< the answer was 5.xx

/// For a request without an answer, or one that was not sent.
int exit_code_of(Errc reason);

/// For an answer with this response code (RFC 7252 section 5.9).
int exit_code_of_answer(std::uint8_t code);

}  // namespace coapnode
