// SPDX-License-Identifier: MIT
/// Numbers of a quantity in the file: in its shown unit (°C, %RH, hPa), read as thousandths of its base unit (°C, %RH,
/// Pa).
#pragma once

#include "coapnode/core/derived.hpp"
#include "coapnode/core/units.hpp"
#include "yaml/reader.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// What is added by a calibration.
Reader<std::int32_t> calibration_offset(Quantity quantity);
/// What a calibration multiplies with, in millionths.
Reader<std::int32_t> calibration_slope();
/// A value that air could have.
Reader<std::int32_t> quantity_value(Quantity quantity);
/// A difference of two such values, above 0.
Reader<std::int32_t> quantity_step(Quantity quantity);

/// In metres.
Reader<std::optional<Altitude>> altitude();

}  // namespace coapnode
