// SPDX-License-Identifier: MIT
/// ST HTS221 (datasheet DocID026333): identification, one shots, calibration.
#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coapnode {

namespace hts221 {

namespace {

enum Register : std::size_t {
    who_am_i = 0x0f,
    averages = 0x10,
    control_1 = 0x20,
    control_2 = 0x21,
    status = 0x27,
    humidity = 0x28,
    temperature = 0x2a,
    calibration = 0x30,
};

constexpr Duration measuring_time = 50ms;
constexpr std::uint8_t on = 0x80;
constexpr std::uint8_t one_shot = 0x01;
constexpr std::uint8_t both_available = 0x03;
constexpr std::uint8_t goes_on = 0x80;

/// 29 and 66.5 %RH at -13 and -12408 counts, 20.75 and 34.75 °C at -3 and 763.
constexpr std::uint8_t factory[] = {0x3a, 0x85, 0xa6, 0x16, 0x00, 0xc4, 0xf3, 0xff,
                                    0x00, 0x00, 0x88, 0xcf, 0xfd, 0xff, 0xfb, 0x02};

class EmulatedHts221 final : public EmulatedChip {
public:
    explicit EmulatedHts221(Instant /*powered*/)
    {
        registers_[who_am_i] = 0xbc;
        registers_[averages] = 0x1b;
        std::ranges::copy(factory, registers_.begin() + calibration);
    }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] std::size_t at(std::size_t offset) const { return (pointer_ + (goes_on_ ? offset : 0)) & 0x7f; }
    [[nodiscard]] int calibrated(std::size_t offset) const;
    void set(std::size_t which, std::uint8_t value, Instant now);
    void put(std::size_t which, double counts);
    void convert(const Surroundings& around);

    std::array<std::uint8_t, 128> registers_{};
    std::size_t pointer_ = 0;
    bool goes_on_ = false;
    Instant done_;
};

int EmulatedHts221::calibrated(std::size_t offset) const
{
    return static_cast<std::int16_t>(big_endian_16(factory[offset + 1], factory[offset]));
}

void EmulatedHts221::put(std::size_t which, double counts)
{
    const auto word = static_cast<unsigned>(std::lround(std::clamp(counts, -32768.0, 32767.0)));
    registers_[which] = static_cast<std::uint8_t>(word & 0xff);
    registers_[which + 1] = static_cast<std::uint8_t>(word >> 8 & 0xff);
}

/// The two-point lines, from the value to the counts.
void EmulatedHts221::convert(const Surroundings& around)
{
    if ((registers_[control_2] & one_shot) == 0 || around.stuck || around.now < done_) return;
    const auto h0 = calibrated(0x6);
    const auto h1 = calibrated(0xa);
    const auto t0 = calibrated(0xc);
    const auto t1 = calibrated(0xe);
    put(humidity, h0 + (around.air.percent - 29) / (66.5 - 29) * (h1 - h0));
    put(temperature, t0 + (around.air.celsius - 20.75) / (34.75 - 20.75) * (t1 - t0));
    registers_[status] = both_available;
    registers_[control_2] &= static_cast<std::uint8_t>(~one_shot);
}

void EmulatedHts221::set(std::size_t which, std::uint8_t value, Instant now)
{
    const bool is_writable = which == averages || which == control_1 || which == control_2;
    if (!is_writable) return;
    registers_[which] = value;
    if (which == control_2 && (value & one_shot) != 0 && (registers_[control_1] & on) != 0)
        done_ = now + measuring_time;
    if ((registers_[control_1] & on) == 0) registers_[control_2] &= static_cast<std::uint8_t>(~one_shot);
}

bool EmulatedHts221::write(ByteView out, const Surroundings& around)
{
    convert(around);
    if (out.empty()) return true;
    pointer_ = out[0] & 0x7f;
    goes_on_ = (out[0] & goes_on) != 0;
    for (std::size_t i = 1; i < out.size(); ++i)
        set(at(i - 1), out[i], around.now);
    return true;
}

/// The upper byte of a value takes away its flag.
bool EmulatedHts221::read(MutableBytes in, const Surroundings& around)
{
    convert(around);
    for (std::size_t i = 0; i < in.size(); ++i) {
        in[i] = registers_[at(i)];
        if (at(i) == humidity + 1) registers_[status] &= 0x01;
        if (at(i) == temperature + 1) registers_[status] &= 0x02;
    }
    return true;
}

}  // namespace

}  // namespace hts221

const EmulatedModel emulated_hts221{make_emulated<hts221::EmulatedHts221>, 0x5f, 0x5f};

}  // namespace coapnode
