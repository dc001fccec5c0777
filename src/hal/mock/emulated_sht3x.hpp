// SPDX-License-Identifier: MIT
/// Sensirion SHT30, SHT31, SHT35 (datasheet SHT3x-DIS): single shot, break, soft reset, status, alert limits (which
/// cannot be set), heater (which warms nothing here).
/// With a maker's id it is a TI HDC3020, HDC3021 or HDC3022.
/// It refuses the commands of periodic mode, and those with clock stretching, which the Broadcom controller breaks.
#pragma once

#include "hal/mock/emulated_chip.hpp"

#include <optional>

namespace coapnode {

class EmulatedSht3x final : public EmulatedChip {
public:
    /// With power applied at `powered`.
    explicit EmulatedSht3x(Instant powered);
    EmulatedSht3x(std::uint16_t maker, Instant powered);

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] bool is_busy(const Surroundings& around) const;
    bool execute(std::uint16_t command, const Surroundings& around);
    void reset();
    void switch_heater(bool on);
    void measure(Duration takes, const Surroundings& around);

    std::uint16_t maker_ = 0;  ///< 0: it does not know the command
    Instant busy_until_;
    std::uint16_t status_{};
    std::optional<Bytes> answer_;  ///< what the next read gets, once
};

}  // namespace coapnode
