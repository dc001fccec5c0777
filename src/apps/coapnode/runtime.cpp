// SPDX-License-Identifier: MIT
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

// Only a few descriptors, so all of them are low enough for DTLS.
Runtime::Runtime(LogLevel log_level, Dtls dtls) : library{log_level, dtls}, requester{loop, watching(loop), 0} {}

}  // namespace coapnode
