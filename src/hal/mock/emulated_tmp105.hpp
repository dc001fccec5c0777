// SPDX-License-Identifier: MIT
/// The LM75 family: a temperature register, a configuration register and two limits behind a pointer.
/// TI TMP105 and TMP75 (9 to 12 bits by R1 R0), TMP102 (always 12 bits, two bytes of configuration), LM75 (9 bits).
#pragma once

#include "hal/mock/emulated_chip.hpp"

#include <array>

namespace coapnode {

class EmulatedTmp105 final : public EmulatedChip {
public:
    /// How the members of the family differ. Where the configuration has one byte, that is the upper half here.
    struct Kind {
        bool has_resolution_bits = false;
        unsigned bits = 9;                 ///< without resolution bits
        std::uint16_t undefined_bits = 0;  ///< of the temperature register; here they are ones
        std::size_t configuration_size = 1;
        std::uint16_t configuration = 0;  ///< at power-up
        std::uint16_t writable = 0;       ///< of the configuration, what is kept
        Duration conversion_time{};       ///< the longest, at the finest resolution
    };
    static const Kind tmp105, tmp102, lm75;

    EmulatedTmp105(const Kind& kind, Instant powered);

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] unsigned bits() const;
    [[nodiscard]] Duration conversion_time() const;
    void configure(ByteView bytes, Instant now);
    void convert(const Surroundings& around);

    const Kind& kind_;
    std::array<std::uint16_t, 4> registers_{};
    std::uint8_t pointer_{};
    bool converting_ = true;
    Instant started_;
};

}  // namespace coapnode
