// SPDX-License-Identifier: MIT
/// What each driver does on the bus from nothing to its first sample, and the one who asks it to.
#pragma once

#include "coapnode/sensors/sensor.hpp"
#include "support/scripted_i2c.hpp"

namespace coapnode {

/// As the sampler does: each failure ends it, but configure() may say not_ready once.
inline Result<Reading> first_sample(Sensor& sensor)
{
    if (const auto settling = sensor.reset(); !settling) return fail(settling);
    auto configured = sensor.configure();
    if (!configured && configured.error() == Errc::not_ready) configured = sensor.configure();
    if (!configured) return fail(configured);
    if (const auto measuring = sensor.start(); !measuring) return fail(measuring);
    return sensor.collect();
}

inline I2cScript sht3x_set_up()
{
    return {writes("3093"), asks("f32d", "8010e1"), writes("30a2"), asks("f32d", "8010e1")};
}

inline I2cScript sht3x_sample(std::string_view frame = "648bc7 a1331c")
{
    return {writes("2400"), reads(frame)};
}

/// The calibration of a BME280 that is known to give 24.44 °C, 54.18 %RH and 996.21 hPa for bme280_values.
inline constexpr std::string_view bme280_low = "6c6e7766 3200a892 27d5d00b 6f18caff f9ffac26 0ad8bd10 00 4b";
inline constexpr std::string_view bme280_high = "65 01 00 14 0b 00 1e";
inline constexpr std::string_view bme280_values = "553380 817fb0 7913";

/// The example of the BMP280 datasheet, section 3.12.
inline constexpr std::string_view bmp280_low = "706b4367 18fc7d8e 43d6d00b 270b8c00 f9ff8c3c f8c67017 00 00";
inline constexpr std::string_view bmp280_values = "655ac0 7eed00";

/// Registers 88..A1 are read in two halves of 13 bytes.
inline I2cScript asks_low_calibration(std::string_view hex)
{
    std::string digits{hex};
    std::erase(digits, ' ');
    return {asks("88", digits.substr(0, 26)), asks("95", digits.substr(26))};
}

inline I2cScript bme280_set_up()
{
    return I2cScript{asks("d0", "60"), writes("e0b6"), asks("f3", "00")} + asks_low_calibration(bme280_low) +
           I2cScript{asks("e1", bme280_high), writes("f500")};
}

/// Status, settings and values in one read from F3 on.
inline I2cScript bme280_sample(std::string_view status_and_settings = "00 24 00 00",
                               std::string_view values = bme280_values)
{
    const auto burst = std::string{status_and_settings} + ' ' + std::string{values};
    return {writes("f201"), writes("f425"), asks("f3", burst)};
}

inline I2cScript bmp280_set_up(std::string_view id = "58")
{
    return I2cScript{asks("d0", id), writes("e0b6"), asks("f3", "00")} + asks_low_calibration(bmp280_low) +
           I2cScript{writes("f500")};
}

inline I2cScript bmp280_sample(std::string_view status_and_settings = "00 24 00 00",
                               std::string_view values = bmp280_values)
{
    const auto burst = std::string{status_and_settings} + ' ' + std::string{values};
    return {writes("f425"), asks("f3", burst)};
}

inline I2cScript lm75_set_up()
{
    return {writes("0108"), asks("01", "08")};
}

inline I2cScript tmp75_set_up()
{
    return {writes("0160"), asks("01", "60")};
}

inline I2cScript tmp102_set_up()
{
    return {writes("0160c0"), asks("01", "60e0")};
}

/// For all of the LM75's family; `settings` is what the configuration register holds.
inline I2cScript lm75_sample(std::string_view settings, std::string_view word = "1900")
{
    return {asks("00", word), asks("01", settings)};
}

}  // namespace coapnode
