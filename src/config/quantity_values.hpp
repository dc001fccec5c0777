// SPDX-License-Identifier: MIT
/// Reads numbers of a quantity: the file has its shown unit (°C, %RH, hPa), the value is in thousandths of its base
/// unit (°C, %RH, Pa).
#pragma once

#include "coapnode/core/derived.hpp"
#include "coapnode/core/units.hpp"
#include "yaml/reader.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// The offset of a calibration.
Reader<std::int32_t> calibration_offset(Quantity quantity);
/// The slope of a calibration, in millionths.
Reader<std::int32_t> calibration_slope();
/// A possible value of the quantity.
Reader<std::int32_t> quantity_value(Quantity quantity);
/// A difference of two such values; above 0.
Reader<std::int32_t> quantity_step(Quantity quantity);

/// An altitude in metres.
Reader<std::optional<Altitude>> altitude();

}  // namespace coapnode
