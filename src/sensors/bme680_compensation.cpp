// SPDX-License-Identifier: MIT
#include "sensors/bme680_compensation.hpp"

#include "sensors/chip.hpp"

#include <algorithm>
#include <cmath>

namespace coapnode::bme680 {

namespace {

constexpr double coldest = -40;
constexpr double hottest = 85;
constexpr double thinnest = 30'000;  // Pa
constexpr double densest = 110'000;

/// The registers by their addresses.
class Memory {
public:
    explicit Memory(const Registers& registers) : registers_{registers} {}

    [[nodiscard]] std::uint8_t byte(std::size_t address) const
    {
        return registers_[address < 0xe1 ? address - 0x8a : address - 0xe1 + low_size];
    }
    [[nodiscard]] double signed_byte(std::size_t address) const { return static_cast<std::int8_t>(byte(address)); }
    [[nodiscard]] std::uint16_t word(std::size_t address) const
    {
        return little_endian_16(byte(address), byte(address + 1));
    }
    [[nodiscard]] double signed_word(std::size_t address) const { return signed_16(word(address)); }

private:
    const Registers& registers_;
};

std::int32_t count_of_20_bits(ByteView registers)
{
    return registers[0] << 12 | registers[1] << 4 | registers[2] >> 4;
}

/// 1/5120 °C: the other formulas start from it.
double fine_temperature(const Calibration& c, double count)
{
    const double distance = count / 16'384 - c.t1 / 1024;
    return distance * c.t2 + distance * distance / 64 * c.t3 * 16;
}

double pascal(const Calibration& c, double fine, double count)
{
    const double x = fine / 2 - 64'000;
    const double offset = (x * x * c.p6 / 131'072 + x * c.p5 * 2) / 4 + c.p4 * 65'536;
    const double gain = (1 + (c.p3 * x * x / 16'384 + c.p2 * x) / 524'288 / 32'768) * c.p1;
    if (gain == 0) return 0;
    const double linear = (1'048'576 - count - offset / 4096) * 6250 / gain;
    const double square = c.p9 * linear * linear / 2'147'483'648.0;
    const double cube = std::pow(linear / 256, 3) * c.p10 / 131'072;
    return linear + (square + linear * c.p8 / 32'768 + cube + c.p7 * 128) / 16;
}

double percent(const Calibration& c, double celsius, double count)
{
    const double signal = count - (c.h1 * 16 + c.h3 / 2 * celsius);
    const double gain = c.h2 / 262'144 * (1 + c.h4 / 16'384 * celsius + c.h5 / 1'048'576 * celsius * celsius);
    const double linear = signal * gain;
    return linear + (c.h6 / 16'384 + c.h7 / 2'097'152 * celsius) * linear * linear;
}

}  // namespace

Calibration parse_calibration(const Registers& registers)
{
    const Memory memory{registers};
    Calibration c;
    c.t1 = memory.word(0xe9);
    c.t2 = memory.signed_word(0x8a);
    c.t3 = memory.signed_byte(0x8c);
    c.p1 = memory.word(0x8e);
    c.p2 = memory.signed_word(0x90);
    c.p3 = memory.signed_byte(0x92);
    c.p4 = memory.signed_word(0x94);
    c.p5 = memory.signed_word(0x96);
    c.p6 = memory.signed_byte(0x99);  // behind the next
    c.p7 = memory.signed_byte(0x98);
    c.p8 = memory.signed_word(0x9c);
    c.p9 = memory.signed_word(0x9e);
    c.p10 = memory.byte(0xa0);
    c.h1 = memory.byte(0xe3) << 4 | (memory.byte(0xe2) & 0x0f);
    c.h2 = memory.byte(0xe1) << 4 | memory.byte(0xe2) >> 4;
    c.h3 = memory.signed_byte(0xe4);
    c.h4 = memory.signed_byte(0xe5);
    c.h5 = memory.signed_byte(0xe6);
    c.h6 = memory.byte(0xe7);
    c.h7 = memory.signed_byte(0xe8);
    return c;
}

Counts parse_counts(ByteView registers)
{
    return {count_of_20_bits(registers), count_of_20_bits(registers.subspan(3)),
            big_endian_16(registers[6], registers[7])};
}

std::optional<Reading> compensated(const Calibration& calibration, const Counts& counts)
{
    const double fine = fine_temperature(calibration, counts.temperature);
    const double t = fine / 5120;
    const double p = pascal(calibration, fine, counts.pressure);
    const bool is_possible = t >= coldest && t <= hottest && p >= thinnest && p <= densest;
    if (!is_possible) return std::nullopt;
    const double h = std::clamp(percent(calibration, t, counts.humidity), 0.0, 100.0);
    return Reading{}
        .with(Temperature::milli_celsius(thousandths(t)))
        .with(Humidity::milli_percent(thousandths(h)))
        .with(Pressure::milli_pascal(thousandths(p)));
}

}  // namespace coapnode::bme680
