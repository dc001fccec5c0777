// SPDX-License-Identifier: MIT
/// Sensirion SHT30, SHT31, SHT35: temperature and humidity. Sections and tables are those of the datasheet SHT3x-DIS,
/// version 5.
#pragma once

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/sensors/models.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace coapnode {

/// What a measurement answers: temperature and its CRC, humidity and its CRC (section 4.4).
using Sht3xFrame = std::array<std::uint8_t, 6>;

/// Errors: bad_checksum, bad_value; `where` goes into the message.
Result<Reading> decode_sht3x(const Sht3xFrame& frame, std::string_view where);

/// Single shots of high repeatability, never with clock stretching: the Broadcom controller breaks it.
class Sht3x final : public Sensor {
public:
    explicit Sht3x(I2cDevice& chip) : chip_{chip} {}

    Result<Duration> reset() override;
    /// Is not_ready twice: the chip resets itself meanwhile, and wants a pause between two commands.
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

    static Match probe(I2cDevice& chip);

private:
    enum class Step : std::uint8_t { identify, clear, confirm };

    Result<void> identify();
    Result<void> clear();
    Result<void> confirm();
    Result<void> check_kept();
    Failure no_frame(const Result<void>& failed);

    I2cDevice& chip_;
    Step step_ = Step::identify;
    std::uint16_t watched_ = 0;  ///< of the status: a reset, the heater; where it was clear after the set-up
};

}  // namespace coapnode
