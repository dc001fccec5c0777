// SPDX-License-Identifier: MIT
/// Converts Accept with its media types to CoAP's Accept with one content format.
#pragma once

#include "coapnode/core/result.hpp"
#include "gateway/mapping/accept.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace coapnode {

/// `offered`: the resource's formats (ct=), the preferred one first; empty when unknown. nullopt: no Accept option, the
/// node chooses. Errors: not_acceptable.
Result<std::optional<std::uint16_t>> choose_format(const Accept& accept, std::span<const std::uint16_t> offered);

}  // namespace coapnode
