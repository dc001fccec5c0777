// SPDX-License-Identifier: MIT
/// From Accept with many media types to the one content format of CoAP's option.
#pragma once

#include "coapnode/core/result.hpp"
#include "gateway/mapping/accept.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace coapnode {

/// `offered`: what the node says that the resource has (ct=), the one it prefers first; empty where that is not known.
/// nullopt: without the option, the node sends what it prefers. Errors: not_acceptable.
Result<std::optional<std::uint16_t>> choose_format(const Accept& accept, std::span<const std::uint16_t> offered);

}  // namespace coapnode
