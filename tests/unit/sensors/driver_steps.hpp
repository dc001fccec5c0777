// SPDX-License-Identifier: MIT
/// What each driver does on the bus from nothing to its first sample, and the one who asks it to.
#pragma once

#include "coapnode/sensors/sensor.hpp"
#include "support/borrowed_i2c.hpp"
#include "support/scripted_i2c.hpp"

namespace coapnode {

/// As the sampler does, without its waiting: configure() may say not_ready a few times.
inline Result<void> configured(Sensor& sensor, int times = 2)
{
    auto done = sensor.configure();
    for (int again = 0; again < times && !done && done.error() == Errc::not_ready; ++again)
        done = sensor.configure();
    return done;
}

/// As the sampler does, for a chip that measures in so many steps.
inline Result<Reading> collected(Sensor& sensor, int steps)
{
    auto reading = sensor.collect();
    for (int step = 1; step < steps && !reading && reading.error() == Errc::not_ready; ++step)
        reading = sensor.collect();
    return reading;
}

/// As the sampler does: each failure ends it.
inline Result<Reading> first_sample(Sensor& sensor, int steps = 1)
{
    if (const auto settling = sensor.reset(); !settling) return fail(settling);
    if (const auto done = configured(sensor); !done) return fail(done);
    if (const auto measuring = sensor.start(); !measuring) return fail(measuring);
    return collected(sensor, steps);
}

/// What has no checksum is read until two reads agree.
inline I2cScript twice(const I2cStep& step)
{
    return {step, step};
}

/// The status after a reset, and once it was cleared.
inline constexpr std::string_view sht3x_was_reset = "8010e1";
inline constexpr std::string_view sht3x_kept = "000081";

inline I2cScript sht3x_set_up()
{
    return {writes("3093"), asks("f32d", sht3x_was_reset), writes("30a2"), writes("3041"), asks("f32d", sht3x_kept)};
}

inline I2cScript sht3x_sample(std::string_view frame = "648bc7 a1331c", std::string_view status = sht3x_kept)
{
    return {writes("2400"), reads(frame), asks("f32d", status)};
}

/// The calibration of a BME280 that is known to give 24.44 °C, 54.18 %RH and 996.21 hPa for bme280_values.
inline constexpr std::string_view bme280_low = "6c6e7766 3200a892 27d5d00b 6f18caff f9ffac26 0ad8bd10 00 4b";
inline constexpr std::string_view bme280_high = "65 01 00 14 0b 00 1e";
inline constexpr std::string_view bme280_high_and_checksum = "65 01 00 14 0b 00 1e 80";
inline constexpr std::string_view bme280_values = "553380 817fb0 7913";

/// The example of the BMP280 datasheet, section 3.12.
inline constexpr std::string_view bmp280_low = "706b4367 18fc7d8e 43d6d00b 270b8c00 f9ff8c3c f8c67017 00 00";
inline constexpr std::string_view bmp280_values = "655ac0 7eed00";

/// Status, ctrl_meas and config of a chip that measured and was not reset.
inline constexpr std::string_view bosch_kept = "00 24 a0 00";

/// Registers 88..A1 are read in two halves of 13 bytes.
inline I2cScript asks_low_calibration(std::string_view hex)
{
    std::string digits{hex};
    std::erase(digits, ' ');
    return {asks("88", digits.substr(0, 26)), asks("95", digits.substr(26))};
}

/// Until the calibration is read.
inline I2cScript bosch_reset(std::string_view id)
{
    return twice(asks("d0", id)) + I2cScript{writes("e0b6")} + twice(asks("f3", "00")) + I2cScript{writes("f5a0")};
}

inline I2cScript asks_bme280_calibration(std::string_view low = bme280_low,
                                         std::string_view high_and_checksum = bme280_high_and_checksum)
{
    return asks_low_calibration(low) + I2cScript{asks("e1", high_and_checksum)};
}

inline I2cScript bme280_set_up()
{
    return bosch_reset("60") + asks_bme280_calibration();
}

/// Status, settings and values in one read from F3 on.
inline I2cScript bme280_sample(std::string_view status_and_settings = bosch_kept,
                               std::string_view values = bme280_values)
{
    const auto burst = std::string{status_and_settings} + ' ' + std::string{values};
    return I2cScript{writes("f201"), writes("f425")} + twice(asks("f3", burst));
}

inline I2cScript bmp280_set_up(std::string_view id = "58")
{
    return bosch_reset(id) + asks_low_calibration(bmp280_low) + asks_low_calibration(bmp280_low);
}

/// A BME280 that serves a BMP280's driver; its calibration is the same, but has a checksum.
inline I2cScript bme280_set_up_without_humidity()
{
    return bosch_reset("60") + asks_bme280_calibration(bmp280_low, "00000000000000 de");
}

inline I2cScript bmp280_sample(std::string_view status_and_settings = bosch_kept,
                               std::string_view values = bmp280_values)
{
    const auto burst = std::string{status_and_settings} + ' ' + std::string{values};
    return I2cScript{writes("f425")} + twice(asks("f3", burst));
}

inline I2cScript lm75_set_up()
{
    return I2cScript{writes("0108")} + twice(asks("01", "08"));
}

inline I2cScript tmp75_set_up()
{
    return I2cScript{writes("0168")} + twice(asks("01", "68"));
}

inline I2cScript tmp102_set_up()
{
    return I2cScript{writes("0160c0")} + twice(asks("01", "60e0"));
}

/// For all of the LM75's family; `settings` is what the configuration register holds.
inline I2cScript lm75_sample(std::string_view settings, std::string_view word = "1900")
{
    return twice(asks("00", word)) + twice(asks("01", settings));
}

}  // namespace coapnode
