// SPDX-License-Identifier: MIT
#include "hal/mock/bosch_air.hpp"

#include "hal/mock/nearest_count.hpp"

namespace coapnode {

namespace {

constexpr std::uint32_t largest_20_bits = (1U << 20) - 1;
constexpr std::uint32_t largest_16_bits = (1U << 16) - 1;

double fine_temperature(const EmulatedTrim& trim, double adc)
{
    const double coarse = adc / 16384 - trim.t1 / 1024.0;
    const double offset = adc / 131072 - trim.t1 / 8192.0;
    return coarse * trim.t2 + offset * offset * trim.t3;
}

double pascal(const EmulatedTrim& trim, double fine, double adc)
{
    const double x = fine / 2 - 64000;
    const double offset = (x * x * trim.p6 / 32768 + x * trim.p5 * 2) / 4 + trim.p4 * 65536.0;
    const double gain = (1 + (trim.p3 * x * x / 524288 + trim.p2 * x) / 524288 / 32768) * trim.p1;
    const double linear = (1048576 - adc - offset / 4096) * 6250 / gain;
    const double square = trim.p9 * linear * linear / 2147483648;
    return linear + (square + linear * trim.p8 / 32768 + trim.p7) / 16;
}

double percent(const EmulatedTrim& trim, double fine, double adc)
{
    const double x = fine - 76800;
    const double offset = trim.h4 * 64.0 + trim.h5 / 16384.0 * x;
    const double gain = trim.h2 / 65536.0 * (1 + trim.h6 / 67108864.0 * x * (1 + trim.h3 / 67108864.0 * x));
    const double linear = (adc - offset) * gain;
    return linear * (1 - trim.h1 * linear / 524288);
}

void put(std::uint8_t*& to, int word)
{
    *to++ = static_cast<std::uint8_t>(word & 0xff);
    *to++ = static_cast<std::uint8_t>(word >> 8 & 0xff);
}

}  // namespace

const EmulatedTrim bme280_trim{28268, 26231,  50,   37544, -10969, 3024, 6255, -54, -7,
                               9900,  -10230, 4285, 75,    357,    0,    331,  0,   30};
const EmulatedTrim bmp280_trim{27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};

std::array<std::uint8_t, 26> low_trim_registers(const EmulatedTrim& trim)
{
    std::array<std::uint8_t, 26> bytes{};
    auto* to = bytes.data();
    for (const int word : {int{trim.t1}, int{trim.t2}, int{trim.t3}, int{trim.p1}, int{trim.p2}, int{trim.p3},
                           int{trim.p4}, int{trim.p5}, int{trim.p6}, int{trim.p7}, int{trim.p8}, int{trim.p9}}) {
        put(to, word);
    }
    bytes[0xa1 - 0x88] = trim.h1;
    return bytes;
}

std::array<std::uint8_t, 7> high_trim_registers(const EmulatedTrim& trim)
{
    const auto byte = [](int value) { return static_cast<std::uint8_t>(value & 0xff); };
    return {byte(trim.h2),
            byte(trim.h2 >> 8),
            trim.h3,
            byte(trim.h4 >> 4),
            byte((trim.h4 & 0xf) | (trim.h5 & 0xf) << 4),
            byte(trim.h5 >> 4),
            byte(trim.h6)};
}

std::uint8_t trim_checksum(const EmulatedTrim& trim)
{
    unsigned remainder = 0xff;
    const auto add = [&remainder](std::uint8_t byte) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            remainder = (remainder & 0x80) != 0 ? (remainder << 1 ^ 0x1d) & 0xff : remainder << 1;
    };
    for (const auto byte : low_trim_registers(trim))
        add(byte);
    for (const auto byte : high_trim_registers(trim))
        add(byte);
    return static_cast<std::uint8_t>(remainder ^ 0xff);
}

RawAir raw_air(const EmulatedTrim& trim, const Air& air)
{
    const auto temperature_at = [&](std::uint32_t adc) { return fine_temperature(trim, adc); };
    const auto raw_temperature = nearest_count(largest_20_bits, air.celsius * 5120, temperature_at);
    const double fine = temperature_at(raw_temperature);
    // The less pressure, the larger the count.
    const auto vacuum_at = [&](std::uint32_t adc) { return -pascal(trim, fine, adc); };
    const auto raw_pressure = nearest_count(largest_20_bits, -air.hectopascal * 100, vacuum_at);
    const auto humidity_at = [&](std::uint32_t adc) { return percent(trim, fine, adc); };
    const auto raw_humidity = trim.h2 == 0 ? 0 : nearest_count(largest_16_bits, air.percent, humidity_at);
    return {raw_temperature, raw_pressure, static_cast<std::uint16_t>(raw_humidity)};
}

}  // namespace coapnode
