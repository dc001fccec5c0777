// SPDX-License-Identifier: MIT
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

// A handful of descriptors: none of them is past those that DTLS can use.
Runtime::Runtime(LogLevel log_level, Dtls dtls) : library{log_level, dtls}, requester{loop, watching(loop), 0} {}

}  // namespace coapnode
