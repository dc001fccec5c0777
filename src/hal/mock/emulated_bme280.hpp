// SPDX-License-Identifier: MIT
/// Bosch BME280 and its relatives (datasheets BST-BME280-DS002, BST-BMP280-DS001): identification, reset, calibration,
/// forced mode, normal mode (without its pauses and its filter).
#pragma once

#include "hal/mock/bosch_air.hpp"
#include "hal/mock/emulated_chip.hpp"

#include <array>

namespace coapnode {

class EmulatedBme280 final : public EmulatedChip {
public:
    struct Kind {
        std::uint8_t id;
        bool has_humidity;
        const EmulatedTrim& trim;
    };
    static const Kind bme280, bmp280;
    static const Kind bmp180;  ///< only its id is right: another chip at the same address

    EmulatedBme280(const Kind& kind, Instant powered);

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void reset(Instant now);
    void set(std::uint8_t address, std::uint8_t value, const Surroundings& around);
    void start(const Surroundings& around);
    void catch_up(const Surroundings& around);
    void load_trim();
    void store(const Air& air);
    [[nodiscard]] Duration measuring_time() const;
    [[nodiscard]] unsigned oversampling(unsigned code) const { return code == 0 ? 0 : 1U << (code < 5 ? code - 1 : 4); }

    const Kind& kind_;
    std::array<std::uint8_t, 256> registers_{};
    std::uint8_t pointer_{};
    std::uint8_t humidity_control_{};  ///< in force since the last write of ctrl_meas (section 5.4.3)
    Air measured_{};
    Instant ready_at_;
};

}  // namespace coapnode
