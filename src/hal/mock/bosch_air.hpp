// SPDX-License-Identifier: MIT
/// The inverse of Bosch's compensation: which ADC values a BME280 or BMP280 would show in given air.
/// The datasheets' formulas in floating point (BME280 section 8.1, BMP280 section 8.1), searched by bisection.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "hal/mock/world.hpp"

#include <array>
#include <cstdint>

namespace coapnode {

/// The trimming parameters, under the datasheet's names.
struct EmulatedTrim {
    std::uint16_t t1;
    std::int16_t t2, t3;
    std::uint16_t p1;
    std::int16_t p2, p3, p4, p5, p6, p7, p8, p9;
    std::uint8_t h1{};
    std::int16_t h2{};
    std::uint8_t h3{};
    std::int16_t h4{}, h5{};  ///< 12 bits each
    std::int8_t h6{};
};

extern const EmulatedTrim bme280_trim;  ///< of a real BME280
extern const EmulatedTrim bmp280_trim;  ///< of the example in the BMP280 datasheet, section 3.12

/// Registers 88..A1.
std::array<std::uint8_t, 26> low_trim_registers(const EmulatedTrim& trim);
/// Registers E1..E7.
std::array<std::uint8_t, 7> high_trim_registers(const EmulatedTrim& trim);
/// Register E8 of a BME280: CRC-8 over the others (polynomial 0x1D, begun with 0xFF, inverted).
std::uint8_t trim_checksum(const EmulatedTrim& trim);

struct RawAir {
    std::uint32_t temperature;  ///< 20 bits
    std::uint32_t pressure;     ///< 20 bits
    std::uint16_t humidity;     ///< 0 for a BMP280
};

/// The nearest there are; air beyond the chip's range gives the ends of the ADC's.
RawAir raw_air(const EmulatedTrim& trim, const Air& air);

}  // namespace coapnode
