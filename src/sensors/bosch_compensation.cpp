// SPDX-License-Identifier: MIT
#include "sensors/bosch_compensation.hpp"

#include "sensors/chip.hpp"

#include <algorithm>
#include <cstdlib>

namespace coapnode {

namespace {

constexpr std::int64_t power_of_two(unsigned exponent)
{
    return std::int64_t{1} << exponent;
}

std::uint16_t unsigned_at(ByteView registers, std::size_t offset)
{
    return little_endian_16(registers[offset], registers[offset + 1]);
}

std::int16_t signed_at(ByteView registers, std::size_t offset)
{
    return static_cast<std::int16_t>(unsigned_at(registers, offset));
}

/// Twelve bits of which the upper eight are signed.
std::int16_t signed_12(std::uint8_t upper, unsigned lower)
{
    return static_cast<std::int16_t>(static_cast<std::int8_t>(upper) * 16 + static_cast<int>(lower));
}

std::int32_t count_of_20_bits(ByteView registers)
{
    return registers[0] << 12 | registers[1] << 4 | registers[2] >> 4;
}

}  // namespace

BoschCalibration parse_bosch_calibration(const BoschLowRegisters& low, const BoschHighRegisters& high)
{
    BoschCalibration parsed;
    parsed.t1 = unsigned_at(low, 0);
    parsed.t2 = signed_at(low, 2);
    parsed.t3 = signed_at(low, 4);
    parsed.p1 = unsigned_at(low, 6);
    const std::array pressure{&parsed.p2, &parsed.p3, &parsed.p4, &parsed.p5,
                              &parsed.p6, &parsed.p7, &parsed.p8, &parsed.p9};
    for (std::size_t i = 0; i < pressure.size(); ++i) {
        *pressure[i] = signed_at(low, 8 + 2 * i);
    }
    parsed.h1 = low[25];
    parsed.h2 = signed_at(high, 0);
    parsed.h3 = high[2];
    parsed.h4 = signed_12(high[3], high[4] & 0x0fU);  // E4 and the lower half of E5
    parsed.h5 = signed_12(high[5], high[4] >> 4U);    // E6 and the upper half of E5
    parsed.h6 = static_cast<std::int8_t>(high[6]);
    return parsed;
}

BoschCounts parse_bosch_counts(ByteView registers)
{
    BoschCounts counts{count_of_20_bits(registers.first(3)), count_of_20_bits(registers.subspan(3, 3)), {}};
    if (registers.size() >= 8) counts.humidity = big_endian_16(registers[6], registers[7]);
    return counts;
}

std::int32_t bosch_fine_temperature(const BoschCalibration& calibration, std::int32_t count)
{
    const std::int64_t t1 = calibration.t1;
    const auto linear = ((count >> 3) - 2 * t1) * calibration.t2 >> 11;
    const auto distance = (count >> 4) - t1;
    const auto square = (distance * distance >> 12) * calibration.t3 >> 14;
    return static_cast<std::int32_t>(linear + square);  // of 23 bits at most
}

Value bosch_temperature(std::int32_t fine)
{
    return Temperature::milli_celsius(static_cast<std::int32_t>(rounded_division(std::int64_t{fine} * 1000, 5120)));
}

std::optional<Value> bosch_pressure(const BoschCalibration& calibration, std::int32_t fine, std::int32_t count)
{
    const auto& c = calibration;
    const auto warmth = std::int64_t{fine} - 128'000;
    const auto offset = warmth * warmth * c.p6 + warmth * c.p5 * power_of_two(17) + c.p4 * power_of_two(35);
    const auto gain = (warmth * warmth * c.p3 >> 8) + warmth * c.p2 * power_of_two(12);
    if (std::abs(gain) >= power_of_two(47)) return std::nullopt;  // it corrects 2^47 by some percent
    const auto divisor = static_cast<std::int64_t>(static_cast<std::uint64_t>(power_of_two(47) + gain) * c.p1 >> 33);
    const auto dividend = (1'048'576 - count) * power_of_two(31) - offset;
    if (divisor == 0 || std::abs(dividend) > INT64_MAX / 3125) return std::nullopt;
    const auto linear = dividend * 3125 / divisor;                 // Pa in 1/65536, nearly
    if (std::abs(linear) > power_of_two(35)) return std::nullopt;  // beyond half a megapascal
    const auto square = (linear >> 13) * (linear >> 13) * c.p9 >> 25;
    const auto pressure = ((linear + square + (linear * c.p8 >> 19)) >> 8) + std::int64_t{c.p7} * 16;  // Pa in 1/256
    return Pressure::milli_pascal(static_cast<std::int32_t>(rounded_division(pressure * 1000, 256)));
}

std::optional<Value> bosch_humidity(const BoschCalibration& calibration, std::int32_t fine, std::int32_t count)
{
    const auto& c = calibration;
    const auto warmth = std::int64_t{fine} - 76'800;
    const auto signal = (count * power_of_two(14) - c.h4 * power_of_two(20) - c.h5 * warmth + 16'384) >> 15;
    const auto drift = (warmth * c.h6 >> 10) * ((warmth * c.h3 >> 11) + 32'768) >> 10;
    const auto gain = ((drift + 2'097'152) * c.h2 + 8'192) >> 14;
    const auto linear = signal * gain;
    if (std::abs(linear) > INT32_MAX) return std::nullopt;  // the datasheet computes in 32 bits
    const auto bend = ((linear >> 15) * (linear >> 15) >> 7) * c.h1 >> 4;
    const auto percent = std::clamp<std::int64_t>(linear - bend, 0, 100 * power_of_two(22));  // %RH in 2^-22
    return Humidity::milli_percent(static_cast<std::int32_t>(rounded_division(percent * 1000, power_of_two(22))));
}

std::optional<Reading> compensate_bosch(const BoschCalibration& calibration, const BoschCounts& counts)
{
    const auto fine = bosch_fine_temperature(calibration, counts.temperature);
    const auto temperature = bosch_temperature(fine);
    const auto pressure = bosch_pressure(calibration, fine, counts.pressure);
    if (!is_within(temperature, -40'000, 85'000)) return std::nullopt;
    if (!pressure || !is_within(*pressure, 30'000'000, 110'000'000)) return std::nullopt;
    const auto reading = Reading{}.with(temperature).with(*pressure);
    if (!counts.humidity) return reading;
    const auto humidity = bosch_humidity(calibration, fine, *counts.humidity);
    return humidity ? std::optional{reading.with(*humidity)} : std::nullopt;
}

}  // namespace coapnode
