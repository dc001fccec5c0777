// SPDX-License-Identifier: MIT
/// A received answer or notification, with all that is shown of it.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/rest/exchange.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

struct Arrival {
    std::string uri;     ///< the requested URI
    std::string sender;  ///< address and port: "192.0.2.7:5683"
    WallTime received;
    std::optional<std::uint32_t> observe{};  ///< for a notification
    IncomingResponse response;
};

}  // namespace coapnode
