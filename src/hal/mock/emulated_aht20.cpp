// SPDX-License-Identifier: MIT
/// Aosong AHT20 and AHT10 (datasheets): state, loading of the calibration, measurement, soft reset. The AHT10 forgets
/// its calibration with its power, and has no checksum.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace coapnode {

namespace aht {

namespace {

constexpr Duration power_up_time = 100ms;
constexpr Duration reset_time = 20ms;
constexpr Duration measuring_time = 80ms;

constexpr std::uint8_t busy = 0x80;
constexpr std::uint8_t calibrated = 0x08;
constexpr std::uint8_t always = 0x10;

struct Kind {
    std::uint8_t load_calibration;
    Duration loading_time;
    bool loads_at_power_on;
    bool has_checksum;
};

constexpr Kind aht20{0xbe, 10ms, true, true};
constexpr Kind aht10{0xe1, 350ms, false, false};

std::uint8_t crc(ByteView bytes)
{
    unsigned remainder = 0xff;
    for (const auto byte : bytes) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            remainder = (remainder & 0x80) != 0 ? (remainder << 1 ^ 0x31) & 0xff : remainder << 1;
    }
    return static_cast<std::uint8_t>(remainder);
}

/// 20 bits of this share.
std::uint32_t count(double share)
{
    return static_cast<std::uint32_t>(std::lround(std::clamp(share * 0x100000, 0.0, double{0xfffff})));
}

class EmulatedAht final : public EmulatedChip {
public:
    EmulatedAht(const Kind& kind, Instant powered) : kind_{kind} { begin(powered + power_up_time); }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] bool is_busy(const Surroundings& around) const { return around.stuck || around.now < busy_until_; }
    void begin(Instant answers_from);
    void take(const Air& air);

    const Kind& kind_;
    Instant silent_until_{};
    Instant busy_until_{};
    bool is_calibrated_ = false;
    std::array<std::uint8_t, 5> data_{};
};

void EmulatedAht::begin(Instant answers_from)
{
    silent_until_ = answers_from;
    busy_until_ = {};
    is_calibrated_ = kind_.loads_at_power_on;
    data_ = {};
}

/// RH = S / 2^20, T = 200 S / 2^20 - 50.
void EmulatedAht::take(const Air& air)
{
    const auto humidity = count(air.percent / 100);
    const auto temperature = count((air.celsius + 50) / 200);
    const auto byte = [](std::uint32_t bits) { return static_cast<std::uint8_t>(bits & 0xff); };
    data_ = {byte(humidity >> 12), byte(humidity >> 4), byte(humidity << 4 | temperature >> 16), byte(temperature >> 8),
             byte(temperature)};
}

bool EmulatedAht::write(ByteView out, const Surroundings& around)
{
    const auto is = [out](std::initializer_list<std::uint8_t> command) { return std::ranges::equal(out, command); };
    if (around.now < silent_until_) return false;
    if (is({0xba})) {
        begin(around.now + reset_time);
        return true;
    }
    if (is_busy(around)) return false;
    if (is({0xac, 0x33, 0x00})) {
        take(around.air);
        busy_until_ = around.now + measuring_time;
        return true;
    }
    if (!is({kind_.load_calibration, 0x08, 0x00})) return false;
    is_calibrated_ = true;
    busy_until_ = around.now + kind_.loading_time;
    return true;
}

bool EmulatedAht::read(MutableBytes in, const Surroundings& around)
{
    if (around.now < silent_until_) return false;
    unsigned state = is_busy(around) ? always | busy : always;
    if (is_calibrated_) state |= calibrated;
    Bytes frame{static_cast<std::uint8_t>(state)};
    frame.insert(frame.end(), data_.begin(), data_.end());
    if (kind_.has_checksum) frame.push_back(crc(frame));
    send_frame(frame, in);
    return true;
}

}  // namespace

}  // namespace aht

const EmulatedModel emulated_aht20{make_emulated<aht::EmulatedAht, aht::aht20>, 0x38, 0x38};
const EmulatedModel emulated_aht10{make_emulated<aht::EmulatedAht, aht::aht10>};

}  // namespace coapnode
