// SPDX-License-Identifier: MIT
/// What happens to a resource, as a Server-Sent Event.
#pragma once

#include "gateway/observed_resource.hpp"

#include <cstdint>
#include <string>

namespace coapnode {

/// `event: value` or `event: failure`; empty where there is neither a state nor a failure.
[[nodiscard]] std::string event_text(const ObservedResource& resource, std::uint64_t id, Instant now);

}  // namespace coapnode
