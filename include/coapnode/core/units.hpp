// SPDX-License-Identifier: MIT
/// Measured values with the unit in the name.
///
/// A `Value` is an integer in thousandths of its quantity's base unit: m°C, thousandths of %RH, mPa, mlx. This is finer
/// than the resolution of any chip in src/sensors, compares exactly in tests, and has no NaN.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

enum class Quantity : std::uint8_t {
    temperature,
    humidity,
    pressure,
    co2,
    illuminance,
    // Derived from others, see derived.hpp.
    dew_point,
    absolute_humidity,
    sea_level_pressure,
};

/// The properties of a quantity.
struct QuantityRow {
    Quantity quantity;
    std::string_view name;         ///< in URIs, titles and the configuration
    std::string_view senml_unit;   ///< of IANA's SenML registry (RFC 8428 section 12.1, RFC 8798)
    std::string_view shown_unit;   ///< "unit" in JSON and CBOR
    std::string_view symbol;       ///< the symbol of the shown unit
    std::int32_t scale = 1;        ///< base units in one shown unit; a power of ten
    std::int32_t senml_scale = 1;  ///< base units in one SenML unit; a power of ten
    std::int32_t most_offset = 0;  ///< largest offset of a calibration, in shown units; more must be a typing error
    std::int32_t lowest = 0;       ///< lowest limit or calibration point in a configuration, in shown units
    std::int32_t highest = 0;
    /// Bounds of a calibrated value, in thousandths of the base unit.
    std::int32_t least = std::numeric_limits<std::int32_t>::min();
    std::int32_t most = std::numeric_limits<std::int32_t>::max();
    bool is_derived = false;  ///< computed from other quantities; no chip measures it
};

// To add a quantity: its name in Quantity, its row here, and the gateway's name for its unit in
// gateway/reading_names.cpp.
inline constexpr std::array quantity_rows{
    QuantityRow{.quantity = Quantity::temperature,
                .name = "temperature",
                .senml_unit = "Cel",
                .shown_unit = "celsius",
                .symbol = "°C",
                .most_offset = 50,
                .lowest = -273,
                .highest = 1000},
    QuantityRow{.quantity = Quantity::humidity,
                .name = "humidity",
                .senml_unit = "%RH",
                .shown_unit = "percent",
                .symbol = "%RH",
                .most_offset = 50,
                .lowest = 0,
                .highest = 100,
                .least = 0,
                .most = 100'000},
    QuantityRow{.quantity = Quantity::pressure,
                .name = "pressure",
                .senml_unit = "Pa",
                .shown_unit = "hectopascal",
                .symbol = "hPa",
                .scale = 100,
                .most_offset = 100,
                .lowest = 0,
                .highest = 2000},
    // RFC 8798 has ppm among its secondary units; the primary one, "/", would be a millionth of it.
    QuantityRow{.quantity = Quantity::co2,
                .name = "co2",
                .senml_unit = "ppm",
                .shown_unit = "ppm",
                .symbol = "ppm",
                .most_offset = 500,
                .lowest = 0,
                .highest = 40'000,
                .least = 0,
                .most = 1'000'000'000},
    QuantityRow{.quantity = Quantity::illuminance,
                .name = "illuminance",
                .senml_unit = "lx",
                .shown_unit = "lux",
                .symbol = "lx",
                .most_offset = 1000,
                .lowest = 0,
                .highest = 200'000,
                .least = 0},
    QuantityRow{.quantity = Quantity::dew_point,
                .name = "dew_point",
                .senml_unit = "Cel",
                .shown_unit = "celsius",
                .symbol = "°C",
                .is_derived = true},
    // The base unit is g/m³. The SenML registry has kg/m3 but no g/m3.
    QuantityRow{.quantity = Quantity::absolute_humidity,
                .name = "absolute_humidity",
                .senml_unit = "kg/m3",
                .shown_unit = "gram_per_cubic_meter",
                .symbol = "g/m³",
                .senml_scale = 1000,
                .is_derived = true},
    QuantityRow{.quantity = Quantity::sea_level_pressure,
                .name = "sea_level_pressure",
                .senml_unit = "Pa",
                .shown_unit = "hectopascal",
                .symbol = "hPa",
                .scale = 100,
                .is_derived = true},
};

inline constexpr std::size_t quantity_count = quantity_rows.size();

/// One element for each quantity, at index_of().
template <class T>
using ByQuantity = std::array<T, quantity_count>;

constexpr std::size_t index_of(Quantity quantity)
{
    return static_cast<std::size_t>(quantity);
}

constexpr const QuantityRow& row_of(Quantity quantity)
{
    return quantity_rows[index_of(quantity)];
}

inline constexpr auto all_quantities = [] {
    std::array<Quantity, quantity_count> all{};
    for (std::size_t i = 0; i < quantity_count; ++i)
        all[i] = quantity_rows[i].quantity;
    return all;
}();

static_assert(std::ranges::all_of(all_quantities, [](Quantity quantity) {
    return row_of(quantity).quantity == quantity;
}));  // the rows are in the order of Quantity

/// The quantities that a chip may measure: all that are not derived.
inline constexpr auto measured_quantities = [] {
    constexpr auto count = std::ranges::count(quantity_rows, false, &QuantityRow::is_derived);
    std::array<Quantity, static_cast<std::size_t>(count)> measured{};
    std::ranges::copy_if(all_quantities, measured.begin(), [](Quantity one) { return !row_of(one).is_derived; });
    return measured;
}();

/// "temperature", "humidity", "pressure": the name in URIs and in the configuration.
constexpr std::string_view name_of(Quantity quantity)
{
    return row_of(quantity).name;
}
std::optional<Quantity> quantity_named(std::string_view name);

struct Value {
    Quantity quantity{};
    std::int32_t thousandths{};  ///< of the base unit: °C, %RH, Pa, ppm, lx, g/m³

    bool operator==(const Value&) const = default;
};

struct Temperature {
    static constexpr Value milli_celsius(std::int32_t count) { return {Quantity::temperature, count}; }
};
struct Humidity {
    static constexpr Value milli_percent(std::int32_t count) { return {Quantity::humidity, count}; }
};
struct Pressure {
    static constexpr Value milli_pascal(std::int32_t count) { return {Quantity::pressure, count}; }
};
struct Co2 {
    static constexpr Value ppm(std::uint16_t count) { return {Quantity::co2, 1000 * count}; }
};
struct Illuminance {
    static constexpr Value milli_lux(std::int32_t count) { return {Quantity::illuminance, count}; }
};

/// One sample of one chip: at most one value of each quantity.
class Reading {
public:
    Reading() = default;

    [[nodiscard]] Reading with(Value value) const
    {
        Reading more = *this;
        more.values_[index_of(value.quantity)] = value.thousandths;
        return more;
    }

    [[nodiscard]] std::optional<Value> get(Quantity quantity) const
    {
        const auto& held = values_[index_of(quantity)];
        return held ? std::optional{Value{quantity, *held}} : std::nullopt;
    }

    bool operator==(const Reading&) const = default;

private:
    std::array<std::optional<std::int32_t>, quantity_count> values_{};
};

/// "22.51", "-0.25", "24": formats thousandths of a unit, rounded to hundredths (half away from zero), without trailing
/// zeros.
std::string to_decimal(std::int64_t thousandths);

/// "22.51 °C", "1013.25 hPa": for people.
std::string to_text(Value value);

/// Divides and rounds half away from zero. `divisor` > 0.
constexpr std::int64_t rounded_division(std::int64_t dividend, std::int64_t divisor)
{
    const auto half = divisor / 2;
    return dividend >= 0 ? (dividend + half) / divisor : -((-dividend + half) / divisor);
}

}  // namespace coapnode
