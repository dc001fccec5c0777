// SPDX-License-Identifier: MIT
/// Requests and answers with their options by name, for -v.
#pragma once

#include "coapnode/rest/exchange.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

/// "2.05 Content", then one option a line: "  Content-Format: json (50)". Ends with a newline.
std::string verbose_head(const IncomingResponse& response, std::optional<std::uint32_t> observe = std::nullopt);

/// "GET", then one option a line.
std::string verbose_head(const OutgoingRequest& request);

}  // namespace coapnode
