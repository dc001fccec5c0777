// SPDX-License-Identifier: MIT
/// Bosch BME680 (datasheet BST-BME680-DS001): identification, reset, calibration, forced mode without gas.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/nearest_count.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace bme680 {

namespace {

// Section 5.2, memory map.
enum Register : std::uint8_t {
    status = 0x1d,
    pressure_data = 0x1f,
    temperature_data = 0x22,
    humidity_data = 0x25,
    first_setting = 0x70,
    humidity_control = 0x72,
    measurement_control = 0x74,
    last_setting = 0x75,
    low_calibration = 0x8a,
    chip_id = 0xd0,
    soft_reset = 0xe0,
    high_calibration = 0xe1,
};

constexpr std::uint8_t id = 0x61;
constexpr std::uint8_t reset_word = 0xb6;
constexpr std::uint8_t is_new = 0x80;
constexpr std::uint8_t is_measuring = 0x20;
constexpr std::uint8_t mode_bits = 0x03;
constexpr std::uint8_t forced = 0x01;
constexpr Duration start_up_time = 10ms;
constexpr std::uint32_t largest_20_bits = (1U << 20) - 1;
constexpr std::uint32_t largest_16_bits = (1U << 16) - 1;
constexpr std::uint32_t left_out = 0x80000;

// Of a chip in use.
constexpr std::array<std::uint8_t, 23> low_memory{0x97, 0x67, 0x03, 0x00, 0xc0, 0x88, 0xd4, 0xd7,
                                                  0x58, 0x00, 0xdc, 0x25, 0x36, 0xff, 0x18, 0x1e,
                                                  0x00, 0x00, 0xfc, 0xfd, 0x73, 0xf2, 0x1e};
constexpr std::array<std::uint8_t, 10> high_memory{0x3e, 0xfa, 0x31, 0x00, 0x2d, 0x14, 0x78, 0x9c, 0x5b, 0x66};

// What that memory means (section 3.3).
double celsius_of(double count)
{
    const double coarse = count / 16384 - 26203 / 1024.0;
    const double fine = count / 131072 - 26203 / 8192.0;
    return (coarse * 26519 + fine * fine * 3 * 16) / 5120;
}

double pascal_of(double celsius, double count)
{
    const double x = celsius * 2560 - 64000;
    const double offset = (x * x * 30 / 131072 - x * 202 * 2) / 4 + 9692 * 65536.0;
    const double gain = (1 + (88 * x * x / 16384 - 10284 * x) / 524288 / 32768) * 35008;
    const double linear = (1048576 - count - offset / 4096) * 6250 / gain;
    const double part = linear / 256;
    const double bend = -3469 * linear * linear / 2147483648 - linear * 516 / 32768 + part * part * part * 30 / 131072;
    return linear + (bend + 24 * 128) / 16;
}

double percent_of(double celsius, double count)
{
    const double gain = 1007 / 262144.0 * (1 + 45 / 16384.0 * celsius + 20 / 1048576.0 * celsius * celsius);
    const double linear = (count - 794 * 16) * gain;
    return linear + (120 / 16384.0 - 100 / 2097152.0 * celsius) * linear * linear;
}

constexpr unsigned samples(unsigned code)
{
    return code == 0 ? 0 : 1U << (std::min(code, 5U) - 1);
}

class EmulatedBme680 final : public EmulatedChip {
public:
    explicit EmulatedBme680(Instant powered) { reset(powered); }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void reset(Instant now);
    void set(std::uint8_t address, std::uint8_t value, const Surroundings& around);
    void catch_up(const Surroundings& around);
    void store(const Air& air);
    void put_20_bits(std::uint8_t at, std::uint32_t count);
    [[nodiscard]] bool is_asleep(Instant now) const { return now < awake_at_; }
    [[nodiscard]] Duration measuring_time() const;

    std::array<std::uint8_t, 256> registers_{};
    std::uint8_t pointer_{};
    Air measured_{};
    Instant awake_at_;
    Instant ready_at_;
};

void EmulatedBme680::reset(Instant now)
{
    registers_ = {};
    awake_at_ = now + start_up_time;
}

void EmulatedBme680::put_20_bits(std::uint8_t at, std::uint32_t count)
{
    registers_[at] = static_cast<std::uint8_t>(count >> 12);
    registers_[at + 1U] = static_cast<std::uint8_t>(count >> 4 & 0xff);
    registers_[at + 2U] = static_cast<std::uint8_t>(count << 4 & 0xf0);
}

Duration EmulatedBme680::measuring_time() const
{
    const unsigned control = registers_[measurement_control];
    const auto all = samples(control >> 5) + samples(control >> 2 & 7) + samples(registers_[humidity_control] & 7U);
    return all * 1963us + 5300us;
}

void EmulatedBme680::catch_up(const Surroundings& around)
{
    if (around.stuck || is_asleep(around.now)) return;
    if (registers_[chip_id] == 0) {
        registers_[chip_id] = id;
        put_20_bits(pressure_data, left_out);
        put_20_bits(temperature_data, left_out);
        registers_[humidity_data] = left_out >> 12;
        std::ranges::copy(low_memory, registers_.begin() + low_calibration);
        std::ranges::copy(high_memory, registers_.begin() + high_calibration);
    }
    if ((registers_[measurement_control] & mode_bits) != 0 && around.now >= ready_at_) store(measured_);
}

/// A channel whose oversampling is 0 is left out.
void EmulatedBme680::store(const Air& air)
{
    const unsigned control = registers_[measurement_control];
    const auto warmth = nearest_count(largest_20_bits, air.celsius, celsius_of);
    const double t = celsius_of(warmth);
    // The less pressure, the larger the count.
    const auto vacuum_of = [t](double count) { return -pascal_of(t, count); };
    const auto humidity_of = [t](double count) { return percent_of(t, count); };
    const auto thinness = nearest_count(largest_20_bits, -air.hectopascal * 100, vacuum_of);
    const auto humidity = (registers_[humidity_control] & 7) != 0
                              ? nearest_count(largest_16_bits, air.percent, humidity_of)
                              : left_out >> 4;
    put_20_bits(temperature_data, control >> 5 != 0 ? warmth : left_out);
    put_20_bits(pressure_data, (control >> 2 & 7) != 0 ? thinness : left_out);
    registers_[humidity_data] = static_cast<std::uint8_t>(humidity >> 8);
    registers_[humidity_data + 1U] = static_cast<std::uint8_t>(humidity & 0xff);
    registers_[status] = is_new;
    registers_[measurement_control] &= static_cast<std::uint8_t>(~mode_bits);  // forced mode ends in sleep
}

void EmulatedBme680::set(std::uint8_t address, std::uint8_t value, const Surroundings& around)
{
    if (address == soft_reset && value == reset_word) reset(around.now);
    if (address < first_setting || address > last_setting || is_asleep(around.now)) return;
    registers_[address] = value;
    if (address != measurement_control || (value & mode_bits) != forced) return;
    measured_ = around.air;
    registers_[status] = is_measuring;
    ready_at_ = around.now + measuring_time();
}

/// A register address, or pairs of a register address and its value.
bool EmulatedBme680::write(ByteView out, const Surroundings& around)
{
    catch_up(around);
    if (!out.empty()) pointer_ = out[0];
    for (std::size_t i = 0; i + 1 < out.size(); i += 2)
        set(out[i], out[i + 1], around);
    return true;
}

bool EmulatedBme680::read(MutableBytes in, const Surroundings& around)
{
    catch_up(around);
    for (auto& byte : in)
        byte = registers_[pointer_++];
    return true;
}

}  // namespace

}  // namespace bme680

const EmulatedModel emulated_bme680{make_emulated<bme680::EmulatedBme680>};

}  // namespace coapnode
