// SPDX-License-Identifier: MIT
/// Microchip MCP9808 (datasheet DS25095): registers of two bytes behind a pointer.
#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coapnode {

namespace mcp9808 {

namespace {

enum Register : std::size_t { configuration = 1, critical_limit = 4, ambient, manufacturer, device, resolution };

constexpr Duration conversion_time = 250ms;
constexpr std::uint16_t shutdown = 0x0100;

class EmulatedMcp9808 final : public EmulatedChip {
public:
    explicit EmulatedMcp9808(Instant powered) : started_{powered}
    {
        registers_[manufacturer] = 0x0054;
        registers_[device] = 0x0400;
        registers_[resolution] = 0x0300;  // one byte, in the upper half here
    }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void convert(const Surroundings& around);

    std::array<std::uint16_t, 16> registers_{};
    std::size_t pointer_ = 0;
    Instant started_;
};

/// After the first conversion one follows the other; the air changes slowly enough that the moment of the read will do.
void EmulatedMcp9808::convert(const Surroundings& around)
{
    const bool is_off = (registers_[configuration] & shutdown) != 0;
    if (is_off || around.stuck || around.now < started_ + conversion_time) return;
    const auto sixteenths = std::lround(std::clamp(around.air.celsius, -40.0, 125.0) * 16);
    const auto left_out = (1U << (3 - (registers_[resolution] >> 8))) - 1;  // of the lower bits
    registers_[ambient] = static_cast<std::uint16_t>(static_cast<unsigned>(sixteenths) & 0x1fff & ~left_out);
}

bool EmulatedMcp9808::write(ByteView out, const Surroundings& around)
{
    convert(around);
    if (out.empty()) return true;
    pointer_ = out[0] & 0xf;
    if (pointer_ == resolution && out.size() > 1)
        registers_[resolution] = static_cast<std::uint16_t>((out[1] & 3) << 8);
    if (out.size() < 3 || pointer_ < configuration || pointer_ > critical_limit) return true;
    constexpr std::uint16_t of_configuration = 0x07ff;
    constexpr std::uint16_t of_limits = 0x1ffc;
    const auto kept = pointer_ == configuration ? of_configuration : of_limits;
    registers_[pointer_] = static_cast<std::uint16_t>(big_endian_16(out[1], out[2]) & kept);
    return true;
}

bool EmulatedMcp9808::read(MutableBytes in, const Surroundings& around)
{
    convert(around);
    const auto word = registers_[pointer_];
    const std::size_t size = pointer_ == resolution ? 1 : 2;
    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = static_cast<std::uint8_t>(i == 0 ? word >> 8 : i < size ? word & 0xff : 0xff);
    return true;
}

}  // namespace

}  // namespace mcp9808

const EmulatedModel emulated_mcp9808{make_emulated<mcp9808::EmulatedMcp9808>, 0x18, 0x1f};

}  // namespace coapnode
