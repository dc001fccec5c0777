// SPDX-License-Identifier: MIT
#include "sht3x.hpp"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace {

std::uint8_t crc8(std::uint8_t high, std::uint8_t low)  // 4.12: polynomial 0x31, starting from 0xFF
{
    unsigned crc = 0xFF;
    for (const unsigned byte : {high, low}) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x80) != 0 ? (crc << 1 ^ 0x31) & 0xFF : crc << 1;
    }
    return static_cast<std::uint8_t>(crc);
}

void put_word(std::uint8_t* to, std::uint16_t word)
{
    to[0] = static_cast<std::uint8_t>(word >> 8);
    to[1] = static_cast<std::uint8_t>(word & 0xFF);
    to[2] = crc8(to[0], to[1]);
}

std::uint16_t raw(double value, double zero, double span)  // 4.13, solved for S
{
    return static_cast<std::uint16_t>(std::lround(std::clamp((value - zero) / span, 0.0, 1.0) * 65535.0));
}

}  // namespace

void Sht3x::power_up()
{
    *this = Sht3x{};
}

void Sht3x::measure(Air air, TimePoint now, std::chrono::microseconds takes)
{
    put_word(output_.data(), raw(air.celsius, -45.0, 175.0));
    put_word(output_.data() + 3, raw(air.percent, 0.0, 100.0));
    output_size_ = 6;
    busy_until_ = now + takes;
}

void Sht3x::offer_status()
{
    put_word(output_.data(), status_);
    output_size_ = 3;
}

bool Sht3x::write(std::span<const std::uint8_t> bytes, Air air, TimePoint now)
{
    if (now < busy_until_) return false;  // 4.4: busy, and no clock stretching was asked for
    if (bytes.empty()) return true;       // the address alone, as a probe sends it
    if (bytes.size() != 2) return false;
    output_size_ = 0;
    switch (bytes[0] << 8 | bytes[1]) {  // the times are the maxima of table 4
    case 0x2400:
        measure(air, now, 15'500us);
        return true;
    case 0x240B:
        measure(air, now, 6'500us);
        return true;
    case 0x2416:
        measure(air, now, 4'500us);
        return true;
    case 0x3093:
        busy_until_ = now + 1ms;
        return true;
    case 0x30A2:
        power_up();
        busy_until_ = now + 1'500us;
        return true;
    case 0xF32D:
        offer_status();
        return true;
    case 0x3041:
        status_ &= static_cast<std::uint16_t>(~0x8C10U);  // table 18
        busy_until_ = now + 1ms;                          // chapter 4: the pause between two commands
        return true;
    default:
        return false;  // also 2C06 and its like: the Pi's controller breaks clock stretching
    }
}

bool Sht3x::read(std::span<std::uint8_t> out, TimePoint now)
{
    if (now < busy_until_ || output_size_ == 0) return false;
    std::ranges::fill(out, 0xFF);  // nobody pulls the line down past the end
    std::copy_n(output_.begin(), std::min(out.size(), output_size_), out.begin());
    output_size_ = 0;
    return true;
}
