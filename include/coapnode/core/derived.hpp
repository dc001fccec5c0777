// SPDX-License-Identifier: MIT
/// Quantities that no chip measures: they are computed from what it does measure. Pure.
#pragma once

#include "coapnode/core/units.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace coapnode {

/// Of a sensor above the sea.
struct Altitude {
    std::int32_t decimetres{};

    bool operator==(const Altitude&) const = default;
};

/// What air at this temperature and relative humidity must be cooled to for dew. Magnus formula over water. nullopt
/// without any humidity, for which there is no dew point.
std::optional<Value> dew_point(const Reading& reading);

/// The mass of water vapour in a cubic metre of air.
std::optional<Value> absolute_humidity(const Reading& reading);

/// The pressure that the standard atmosphere has at the level of the sea when it has this one at `altitude` (QNH).
std::optional<Value> sea_level_pressure(const Reading& reading, Altitude altitude);

struct DerivedRow {
    Quantity quantity;
    std::span<const Quantity> needs;  ///< to be measured by the chip
    bool needs_altitude = false;
    std::optional<Value> (*compute)(const Reading& reading, std::optional<Altitude> altitude);
};

/// A new derived quantity: its row in units.hpp, its function here and its row in derived.cpp.
std::span<const DerivedRow> derived_rows();

/// nullptr where the quantity is not a derived one.
const DerivedRow* derived_row(Quantity quantity);

/// `reading` and those of `wanted` that can be computed from it.
Reading with_derived(const Reading& reading, std::span<const Quantity> wanted, std::optional<Altitude> altitude);

}  // namespace coapnode
