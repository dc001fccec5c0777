// SPDX-License-Identifier: MIT
/// Measured values with the unit in the name.
///
/// A `Value` counts thousandths of its quantity's base unit in an integer: m°C, thousandths of %RH, mPa. That is finer
/// than any chip in src/sensors resolves, compares exactly in tests, and has no NaN.
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

enum class Quantity : std::uint8_t { temperature, humidity, pressure };

/// All that is known of a quantity.
struct QuantityRow {
    Quantity quantity;
    std::string_view name;        ///< in URIs, titles and the configuration
    std::string_view senml_unit;  ///< of the base unit, which Value counts (RFC 8428 section 12.1)
    std::string_view shown_unit;  ///< "unit" in JSON and CBOR
    std::string_view symbol;      ///< of the shown unit, for people
    std::int32_t scale;           ///< how many base units a shown unit is; a power of ten
    std::int32_t most_offset;     ///< of a calibration, in shown units: more is a slip of the pen
    /// Thousandths of the base unit: an offset must not make a value beyond them.
    std::int32_t least = std::numeric_limits<std::int32_t>::min();
    std::int32_t most = std::numeric_limits<std::int32_t>::max();
};

// A new quantity: its name in Quantity, its row here.
inline constexpr std::array quantity_rows{
    QuantityRow{Quantity::temperature, "temperature", "Cel", "celsius", "°C", 1, 50},
    QuantityRow{Quantity::humidity, "humidity", "%RH", "percent", "%RH", 1, 50, 0, 100'000},
    QuantityRow{Quantity::pressure, "pressure", "Pa", "hectopascal", "hPa", 100, 100},
};

inline constexpr std::size_t quantity_count = quantity_rows.size();

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

/// "temperature", "humidity", "pressure": the name in URIs and in the configuration.
constexpr std::string_view name_of(Quantity quantity)
{
    return row_of(quantity).name;
}
std::optional<Quantity> quantity_named(std::string_view name);

struct Value {
    Quantity quantity{};
    std::int32_t thousandths{};  ///< of the base unit: °C, %RH, Pa

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

/// What one sample of one chip holds: at most one value of each quantity.
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

/// "22.51", "-0.25", "24": `thousandths` of a unit, rounded to hundredths (half away from zero), no trailing zeros.
std::string to_decimal(std::int64_t thousandths);

/// Divides and rounds half away from zero. `divisor` > 0.
constexpr std::int64_t rounded_division(std::int64_t dividend, std::int64_t divisor)
{
    const auto half = divisor / 2;
    return dividend >= 0 ? (dividend + half) / divisor : -((-dividend + half) / divisor);
}

}  // namespace coapnode
