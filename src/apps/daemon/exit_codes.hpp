// SPDX-License-Identifier: MIT
/// The exit codes of a daemon.
#pragma once

namespace coapnode {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failure = 1;  ///< at run time: a port in use, a missing bus, a missing page
inline constexpr int exit_usage = 2;
inline constexpr int exit_configuration = 78;  ///< EX_CONFIG of sysexits.h: systemd need not try again

}  // namespace coapnode
