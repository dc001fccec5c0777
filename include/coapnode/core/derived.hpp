// SPDX-License-Identifier: MIT
/// Derived quantities: they are computed from what a chip measures. Pure functions; nullopt when an input is missing.
#pragma once

#include "coapnode/core/units.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace coapnode {

/// Height of a sensor above sea level.
struct Altitude {
    std::int32_t decimetres{};

    bool operator==(const Altitude&) const = default;
};

/// The temperature at which air of this temperature and relative humidity forms dew (Magnus formula over water).
/// nullopt at 0 %RH, where there is no dew point.
std::optional<Value> dew_point(const Reading& reading);

/// The mass of water vapour in a cubic metre of air, in g/m³.
std::optional<Value> absolute_humidity(const Reading& reading);

/// The pressure reduced to sea level by the standard atmosphere (QNH), in Pa.
std::optional<Value> sea_level_pressure(const Reading& reading, Altitude altitude);

struct DerivedRow {
    Quantity quantity;
    std::span<const Quantity> needs;  ///< the chip must measure these
    bool needs_altitude = false;
    std::optional<Value> (*compute)(const Reading& reading, std::optional<Altitude> altitude);
};

/// To add a derived quantity: its row in units.hpp, its function here, its row in derived.cpp.
std::span<const DerivedRow> derived_rows();

/// nullptr when the quantity is not derived.
const DerivedRow* derived_row(Quantity quantity);

/// Returns `reading` with those of `wanted` that can be computed from it.
Reading with_derived(const Reading& reading, std::span<const Quantity> wanted, std::optional<Altitude> altitude);

}  // namespace coapnode
