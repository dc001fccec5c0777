// SPDX-License-Identifier: MIT
/// Measured values with the unit in the name.
///
/// A `Value` counts thousandths of its quantity's base unit in an integer: m°C, thousandths of %RH, mPa. That is finer
/// than any chip in src/sensors resolves, compares exactly in tests, and has no NaN.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

enum class Quantity : std::uint8_t { temperature, humidity, pressure };

inline constexpr std::array all_quantities{Quantity::temperature, Quantity::humidity, Quantity::pressure};

/// "temperature", "humidity", "pressure": the name in URIs and in the configuration.
std::string_view name_of(Quantity quantity);
std::optional<Quantity> quantity_named(std::string_view name);

struct Value {
    Quantity quantity{};
    std::int32_t thousandths{};  ///< of °C, %RH, Pa

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
        more.values_[index(value.quantity)] = value.thousandths;
        return more;
    }

    [[nodiscard]] std::optional<Value> get(Quantity quantity) const
    {
        const auto& held = values_[index(quantity)];
        return held ? std::optional{Value{quantity, *held}} : std::nullopt;
    }

    bool operator==(const Reading&) const = default;

private:
    static constexpr std::size_t index(Quantity quantity) { return static_cast<std::size_t>(quantity); }

    std::array<std::optional<std::int32_t>, all_quantities.size()> values_{};
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
