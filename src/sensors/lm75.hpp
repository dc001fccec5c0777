// SPDX-License-Identifier: MIT
/// The LM75 family: a temperature, left-aligned in two bytes, with settings and two limits behind a pointer. National
/// LM75 (datasheet SNIS153), TI TMP75 (SBOS288), TMP102 (SBOS397), TMP105 (SLLS648). None has an id or a checksum.
#pragma once

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/sensors/models.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coapnode {

/// How one member differs from the others. Where a register has one byte, that is the upper half here.
struct Lm75Member {
    std::string_view chip;
    unsigned bits;              ///< of the temperature, its sign included
    bool has_zero_tail;         ///< whether the bits behind those read as zero; the LM75 leaves them undefined
    std::size_t settings_size;  ///< bytes of the configuration register
    std::uint16_t settings;     ///< continuous conversion, and not what the chip starts with: see Lm75::collect
    std::uint16_t kept;         ///< bits of `settings` that read back as written
    std::uint16_t fixed;        ///< bits of the configuration register that always read as in `fixed_value`
    std::uint16_t fixed_value;
    Duration settling;  ///< after the settings, the longest until a conversion with them is done
};

extern const Lm75Member lm75_member;
extern const Lm75Member tmp75_member;
extern const Lm75Member tmp102_member;
extern const Lm75Member tmp105_member;

/// The temperature register. Errors: bad_value.
Result<Reading> decode_lm75(const Lm75Member& member, std::uint16_t word, std::string_view where);

/// The chip converts all the time, and each sample is the latest conversion. Its one-shot mode is left alone: a chip
/// that turns out to be another member, without it, would show one old value for ever.
class Lm75 final : public Sensor {
public:
    Lm75(I2cDevice& chip, const Lm75Member& member) : chip_{chip}, member_{member} {}

    /// wrong_chip when the settings do not stick.
    Result<Duration> reset() override;
    Result<Duration> start() override { return Duration::zero(); }
    Result<Reading> collect() override;

private:
    Result<bool> has_its_settings();

    I2cDevice& chip_;
    const Lm75Member& member_;
};

/// Possible at best, and then for several members.
Match probe_lm75(I2cDevice& chip, const Lm75Member& member);

}  // namespace coapnode
