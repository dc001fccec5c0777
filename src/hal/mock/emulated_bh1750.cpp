// SPDX-License-Identifier: MIT
/// ROHM BH1750FVI: all of its instructions. It has no registers, and acknowledges whenever it has power.
#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace coapnode {

namespace bh1750 {

namespace {

// Technical note, the longest times, at the preset measurement time.
constexpr Duration high_resolution_time = 180ms;
constexpr Duration low_resolution_time = 24ms;
constexpr int preset_time = 69;

class EmulatedBh1750 final : public EmulatedChip {
public:
    explicit EmulatedBh1750(Instant /*powered*/) {}

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void finish(const Surroundings& around);
    void execute(std::uint8_t instruction, Instant now);
    [[nodiscard]] double counts_per_lux() const;

    bool is_on_ = false;
    int time_ = preset_time;
    std::uint16_t data_ = 0;
    std::uint8_t mode_ = 0;        ///< the instruction that began the measurement
    std::optional<Instant> ends_;  ///< of the measurement under way
};

double EmulatedBh1750::counts_per_lux() const
{
    const bool is_finer = (mode_ & 0x0f) == 1;
    return (is_finer ? 2 : 1) * 1.2 * time_ / preset_time;
}

void EmulatedBh1750::finish(const Surroundings& around)
{
    if (!ends_ || around.stuck || around.now < *ends_) return;
    const bool is_low_resolution = (mode_ & 0x0f) == 3;
    constexpr double low_resolution = 4;  // lx
    const auto lux = is_low_resolution ? low_resolution * std::floor(around.air.lux / low_resolution) : around.air.lux;
    data_ = static_cast<std::uint16_t>(std::clamp(std::round(lux * counts_per_lux()), 0.0, 65535.0));
    const bool is_once = (mode_ & 0x20) != 0;
    if (!is_once) return;
    ends_.reset();
    is_on_ = false;
}

void EmulatedBh1750::execute(std::uint8_t instruction, Instant now)
{
    const auto bits = instruction & 0x1f;
    if (instruction <= 1) is_on_ = instruction == 1;
    if (instruction == 0) ends_.reset();
    if (instruction == 7 && is_on_) data_ = 0;
    if ((instruction & 0xf8) == 0x40) time_ = (time_ & 0x1f) | (instruction & 0x07) << 5;
    if ((instruction & 0xe0) == 0x60) time_ = (time_ & 0xe0) | bits;
    const bool is_measurement = (instruction & 0xf0) == 0x10 || (instruction & 0xf0) == 0x20;
    if (!is_measurement) return;
    is_on_ = true;
    mode_ = instruction;
    ends_ = now + ((instruction & 0x0f) == 3 ? low_resolution_time : high_resolution_time) * time_ / preset_time;
}

bool EmulatedBh1750::write(ByteView out, const Surroundings& around)
{
    finish(around);
    if (out.size() != 1) return out.empty();
    execute(out[0], around.now);
    return true;
}

bool EmulatedBh1750::read(MutableBytes in, const Surroundings& around)
{
    finish(around);
    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = static_cast<std::uint8_t>(i == 0 ? data_ >> 8 : i == 1 ? data_ & 0xff : 0xff);
    return true;
}

}  // namespace

}  // namespace bh1750

const EmulatedModel emulated_bh1750{make_emulated<bh1750::EmulatedBh1750>, 0x23, 0x23};

}  // namespace coapnode
