// SPDX-License-Identifier: MIT
/// An SHT3x as it behaves on the wire (Sensirion datasheet SHT3x-DIS, chapter 4): single shots without clock
/// stretching, break, soft reset, status register. Written from the datasheet and apart from coapnode's own mock, which
/// it checks.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

struct Air {
    double celsius;
    double percent;
};

class Sht3x {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// As after the supply voltage came: the status register says so, and no measurement is there.
    void power_up();

    /// Both return false for what the chip does not acknowledge.
    bool write(std::span<const std::uint8_t> bytes, Air air, TimePoint now);
    bool read(std::span<std::uint8_t> out, TimePoint now);

private:
    void measure(Air air, TimePoint now, std::chrono::microseconds takes);
    void offer_status();

    std::uint16_t status_ = 0x8010;
    TimePoint busy_until_{};
    std::array<std::uint8_t, 6> output_{};
    std::size_t output_size_ = 0;
};
