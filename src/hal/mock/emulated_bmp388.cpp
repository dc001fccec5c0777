// SPDX-License-Identifier: MIT
/// Bosch BMP388 (datasheet BST-BMP388-DS001): identification, reset, calibration, forced mode.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/nearest_count.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace bmp388 {

namespace {

// Section 4.2, memory map.
enum Register : std::uint8_t {
    status = 0x03,
    data = 0x04,
    temperature_data = 0x07,
    event = 0x10,
    power_control = 0x1b,
    oversampling = 0x1c,
    calibration = 0x30,
    command = 0x7e,
};

constexpr std::uint8_t id_of_bmp388 = 0x50;
constexpr std::uint8_t reset_word = 0xb6;
constexpr std::uint8_t takes_commands = 0x10;
constexpr std::uint8_t has_pressure = 0x20;
constexpr std::uint8_t has_temperature = 0x40;
constexpr std::uint8_t forced = 0x10;
constexpr std::uint8_t mode_bits = 0x30;
constexpr std::uint8_t was_reset = 0x01;  // of the event
constexpr Duration start_up_time = 2ms;
constexpr std::uint32_t largest_24_bits = 0xffffff;

/// Of a real chip; its checksum comes first.
constexpr std::array<std::uint8_t, 22> memory{0x93, 0x23, 0x6b, 0x58, 0x49, 0xf6, 0x5c, 0xff, 0xce, 0xf4, 0x23,
                                              0x00, 0xea, 0x63, 0x6e, 0x79, 0xf3, 0xf6, 0xaa, 0x43, 0x12, 0xc4};

// What that memory means, in section 9.1's units.
double temperature_of(double count)
{
    const double distance = count - 27427.0 * 256;
    return distance * 18776 / 1073741824 - distance * distance * 10 / 281474976710656;
}

double pressure_of(double t, double count)
{
    const double one = 25578.0 * 8 + 31086.0 / 64 * t - 13.0 / 256 * t * t - 10.0 / 32768 * t * t * t;
    const double two = (-164.0 - 16384) / 1048576 + (-2866.0 - 16384) / 536870912 * t + 35.0 / 4294967296 * t * t;
    const double three = (17322.0 + 18 * t) / 281474976710656;
    const double four = -60.0 / 36893488147419103232.0;
    return one + count * two + count * count * three + count * count * count * four;
}

class EmulatedBmp388 final : public EmulatedChip {
public:
    explicit EmulatedBmp388(Instant powered) { reset(powered); }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void reset(Instant now);
    void set(std::uint8_t address, std::uint8_t value, const Surroundings& around);
    void catch_up(const Surroundings& around);
    void store(const Air& air);
    std::uint8_t take();
    [[nodiscard]] Duration measuring_time() const;

    std::array<std::uint8_t, 256> registers_{};
    std::uint8_t pointer_{};
    Air measured_{};
    Instant ready_at_;
};

void EmulatedBmp388::reset(Instant now)
{
    registers_ = {};
    registers_[0] = id_of_bmp388;
    registers_[data + 2U] = registers_[temperature_data + 2U] = 0x80;
    registers_[event] = was_reset;
    registers_[oversampling] = 0x02;
    std::ranges::copy(memory, registers_.begin() + calibration);
    ready_at_ = now + start_up_time;
}

/// Section 3.9.2, with both channels.
Duration EmulatedBmp388::measuring_time() const
{
    const auto samples = (1U << (registers_[oversampling] & 7U)) + (1U << (registers_[oversampling] >> 3 & 7U));
    return 1000us + 234us + 392us + 163us + samples * 2020us;
}

void EmulatedBmp388::catch_up(const Surroundings& around)
{
    if (around.stuck || around.now < ready_at_) return;
    registers_[status] |= takes_commands;
    if ((registers_[power_control] & mode_bits) != 0) store(measured_);
}

void EmulatedBmp388::store(const Air& air)
{
    const auto put = [this](std::uint8_t at, std::uint32_t count) {
        for (unsigned i = 0; i < 3; ++i)
            registers_[at + i] = static_cast<std::uint8_t>(count >> 8 * i & 0xff);
    };
    const auto warmth = nearest_count(largest_24_bits, air.celsius, temperature_of);
    const double t = temperature_of(warmth);
    // The less pressure, the larger the count.
    const auto vacuum_of = [t](double count) { return -pressure_of(t, count); };
    put(data, nearest_count(largest_24_bits, -air.hectopascal * 100, vacuum_of));
    put(temperature_data, warmth);
    registers_[status] |= has_pressure | has_temperature;
    registers_[power_control] &= static_cast<std::uint8_t>(~mode_bits);  // forced mode ends in sleep
}

void EmulatedBmp388::set(std::uint8_t address, std::uint8_t value, const Surroundings& around)
{
    if (address == command && value == reset_word) reset(around.now);
    if (address != power_control && address != oversampling) return;
    registers_[address] = value;
    if (address != power_control || (value & mode_bits) != forced) return;
    measured_ = around.air;
    ready_at_ = around.now + measuring_time();
}

/// A register address, or pairs of a register address and its value.
bool EmulatedBmp388::write(ByteView out, const Surroundings& around)
{
    catch_up(around);
    if (!out.empty()) pointer_ = out[0];
    for (std::size_t i = 0; i + 1 < out.size(); i += 2)
        set(out[i], out[i + 1], around);
    return true;
}

/// The values that are read are no longer new, and a reset is told once.
std::uint8_t EmulatedBmp388::take()
{
    const auto address = pointer_++;
    const auto byte = registers_[address];
    if (address >= data && address < temperature_data) registers_[status] &= static_cast<std::uint8_t>(~has_pressure);
    if (address >= temperature_data && address < temperature_data + 3)
        registers_[status] &= static_cast<std::uint8_t>(~has_temperature);
    if (address == event) registers_[event] = 0;
    return byte;
}

bool EmulatedBmp388::read(MutableBytes in, const Surroundings& around)
{
    catch_up(around);
    for (auto& byte : in)
        byte = take();
    return true;
}

}  // namespace

}  // namespace bmp388

const EmulatedModel emulated_bmp388{make_emulated<bmp388::EmulatedBmp388>};

}  // namespace coapnode
