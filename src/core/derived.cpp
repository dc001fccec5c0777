// SPDX-License-Identifier: MIT
#include "coapnode/core/derived.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace coapnode {

namespace {

// The Magnus formula over water from -45 to 60 °C: WMO-No. 8, Guide to Instruments and Methods of Observation, part I,
// annex 4.B, after Sonntag (1990).
constexpr double magnus_pascals = 611.2;
constexpr double magnus_factor = 17.62;
constexpr double magnus_celsius = 243.12;

constexpr double gas_constant_of_vapour = 461.5;  // J/(kg K), of water: R / M
constexpr double zero_celsius = 273.15;           // K

// The standard atmosphere up to 11 km, ISO 2533 (ICAO Doc 7488): 288.15 K at the sea, 6.5 K less each km, and the
// exponent g M / (R L).
constexpr double metres_to_zero_kelvin = 288.15 / 0.0065;
constexpr double barometric_exponent = 5.25588;

/// nullopt where it does not fit.
std::optional<Value> value_of(Quantity quantity, double base_units)
{
    const auto thousandths = std::round(base_units * 1000);
    const bool fits = std::abs(thousandths) <= std::numeric_limits<std::int32_t>::max();
    return fits ? std::optional{Value{quantity, static_cast<std::int32_t>(thousandths)}} : std::nullopt;
}

std::optional<double> number(const Reading& reading, Quantity quantity)
{
    const auto value = reading.get(quantity);
    return value ? std::optional{value->thousandths / 1000.0} : std::nullopt;
}

struct Air {
    double celsius;
    double humidity;  ///< 0 to 1
};

/// nullopt where one is missing, and below the pole of the Magnus formula, where no air is.
std::optional<Air> air_of(const Reading& reading)
{
    const auto celsius = number(reading, Quantity::temperature);
    const auto percent = number(reading, Quantity::humidity);
    if (!celsius || !percent || *celsius <= -magnus_celsius) return std::nullopt;
    return Air{*celsius, *percent / 100};
}

/// ln(e / 611.2 Pa), where e is the saturation pressure of water vapour.
double magnus(double celsius)
{
    return magnus_factor * celsius / (magnus_celsius + celsius);
}

constexpr std::array air{Quantity::temperature, Quantity::humidity};
constexpr std::array barometer{Quantity::pressure};

constexpr std::array derived{
    DerivedRow{
        .quantity = Quantity::dew_point,
        .needs = air,
        .compute = [](const Reading& reading, std::optional<Altitude> /*altitude*/) { return dew_point(reading); }},
    DerivedRow{.quantity = Quantity::absolute_humidity,
               .needs = air,
               .compute = [](const Reading& reading,
                             std::optional<Altitude> /*altitude*/) { return absolute_humidity(reading); }},
    DerivedRow{.quantity = Quantity::sea_level_pressure,
               .needs = barometer,
               .needs_altitude = true,
               .compute =
                   [](const Reading& reading, std::optional<Altitude> altitude) {
                       return altitude ? sea_level_pressure(reading, *altitude) : std::nullopt;
                   }},
};

}  // namespace

std::optional<Value> dew_point(const Reading& reading)
{
    const auto measured = air_of(reading);
    if (!measured || measured->humidity <= 0) return std::nullopt;
    const auto exponent = std::log(measured->humidity) + magnus(measured->celsius);
    return value_of(Quantity::dew_point, magnus_celsius * exponent / (magnus_factor - exponent));
}

std::optional<Value> absolute_humidity(const Reading& reading)
{
    const auto measured = air_of(reading);
    if (!measured) return std::nullopt;
    const auto pascals = measured->humidity * magnus_pascals * std::exp(magnus(measured->celsius));
    const auto grams = 1000 * pascals / (gas_constant_of_vapour * (zero_celsius + measured->celsius));
    return value_of(Quantity::absolute_humidity, grams);
}

std::optional<Value> sea_level_pressure(const Reading& reading, Altitude altitude)
{
    const auto pascals = number(reading, Quantity::pressure);
    if (!pascals) return std::nullopt;
    const auto share = 1 - altitude.decimetres / 10.0 / metres_to_zero_kelvin;
    return value_of(Quantity::sea_level_pressure, *pascals * std::pow(share, -barometric_exponent));
}

std::span<const DerivedRow> derived_rows()
{
    return derived;
}

const DerivedRow* derived_row(Quantity quantity)
{
    const auto* const row = std::ranges::find(derived, quantity, &DerivedRow::quantity);
    return row != derived.end() ? row : nullptr;
}

Reading with_derived(const Reading& reading, std::span<const Quantity> wanted, std::optional<Altitude> altitude)
{
    auto whole = reading;
    for (const auto quantity : wanted) {
        const auto* const row = derived_row(quantity);
        const auto value = row != nullptr ? row->compute(reading, altitude) : std::nullopt;
        if (value) whole = whole.with(*value);
    }
    return whole;
}

}  // namespace coapnode
