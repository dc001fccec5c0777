// SPDX-License-Identifier: MIT
/// ST LPS25H (datasheet DocID023722) and LPS22HB (DocID027083): identification, reset, one measurement at a time.
#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coapnode {

namespace lps {

namespace {

constexpr std::uint8_t who_am_i = 0x0f;
constexpr std::uint8_t status = 0x27;
constexpr std::uint8_t pressure = 0x28;
constexpr std::uint8_t temperature = 0x2b;
constexpr std::uint8_t has_temperature = 0x01;
constexpr std::uint8_t has_pressure = 0x02;
constexpr std::uint8_t one_shot = 0x01;
constexpr std::uint8_t software_reset = 0x04;
constexpr Duration boot_time = 5ms;
constexpr Duration measuring_time = 50ms;

struct Kind {
    std::uint8_t id;
    std::uint8_t settings;
    std::uint8_t commands;
    std::uint8_t commands_at_rest;
    std::uint8_t power_on;   ///< of the settings; 0: it needs none
    std::uint8_t counts_up;  ///< of the commands; 0: the upper bit of the register's address tells it
    double middle;
    double counts;
};

constexpr Kind lps25h{0xbd, 0x20, 0x21, 0x00, 0x80, 0x00, 42.5, 480};
constexpr Kind lps22hb{0xb1, 0x10, 0x11, 0x10, 0x00, 0x10, 0, 100};

class EmulatedLps final : public EmulatedChip {
public:
    EmulatedLps(const Kind& kind, Instant powered) : kind_{kind} { boot(powered); }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void boot(Instant now);
    void set(std::uint8_t address, std::uint8_t value, const Surroundings& around);
    void catch_up(const Surroundings& around);
    void store(const Air& air);
    std::uint8_t take(std::uint8_t address);
    [[nodiscard]] std::uint8_t& command() { return registers_[kind_.commands]; }

    const Kind& kind_;
    std::array<std::uint8_t, 128> registers_{};
    std::uint8_t pointer_{};
    Air measured_{};
    Instant ready_at_;
};

void EmulatedLps::boot(Instant now)
{
    registers_ = {};
    registers_[who_am_i] = kind_.id;
    command() = static_cast<std::uint8_t>(kind_.commands_at_rest | software_reset);
    ready_at_ = now + boot_time;
}

void EmulatedLps::catch_up(const Surroundings& around)
{
    if (around.stuck || around.now < ready_at_) return;
    if ((command() & one_shot) != 0) store(measured_);
    command() &= static_cast<std::uint8_t>(~(one_shot | software_reset));
}

void EmulatedLps::store(const Air& air)
{
    const auto p = static_cast<unsigned>(std::lround(air.hectopascal * 4096));
    const auto t = static_cast<unsigned>(std::lround((air.celsius - kind_.middle) * kind_.counts));
    for (unsigned i = 0; i < 3; ++i)
        registers_[pressure + i] = static_cast<std::uint8_t>(p >> 8 * i & 0xff);
    for (unsigned i = 0; i < 2; ++i)
        registers_[temperature + i] = static_cast<std::uint8_t>(t >> 8 * i & 0xff);
    registers_[status] |= has_temperature | has_pressure;
}

void EmulatedLps::set(std::uint8_t address, std::uint8_t value, const Surroundings& around)
{
    if (address == kind_.settings) registers_[address] = value;
    if (address != kind_.commands) return;
    if ((value & software_reset) != 0) return boot(around.now);
    command() = value;
    const bool is_on = (registers_[kind_.settings] & kind_.power_on) == kind_.power_on;
    if ((value & one_shot) == 0 || !is_on) return;
    measured_ = around.air;
    ready_at_ = around.now + measuring_time;
}

bool EmulatedLps::write(ByteView out, const Surroundings& around)
{
    catch_up(around);
    if (out.empty()) return true;
    pointer_ = out[0];
    if (out.size() > 1) set(pointer_ & 0x7f, out[1], around);
    return true;
}

/// A value is no longer new when its upper byte was read.
std::uint8_t EmulatedLps::take(std::uint8_t address)
{
    const auto byte = registers_[address];
    if (address == pressure + 2) registers_[status] &= static_cast<std::uint8_t>(~has_pressure);
    if (address == temperature + 1) registers_[status] &= static_cast<std::uint8_t>(~has_temperature);
    return byte;
}

bool EmulatedLps::read(MutableBytes in, const Surroundings& around)
{
    catch_up(around);
    const bool counts_up = kind_.counts_up != 0 ? (command() & kind_.counts_up) != 0 : (pointer_ & 0x80) != 0;
    unsigned address = pointer_ & 0x7fU;
    for (auto& byte : in) {
        byte = take(static_cast<std::uint8_t>(address));
        if (counts_up) address = (address + 1) & 0x7f;
    }
    return true;
}

}  // namespace

}  // namespace lps

const EmulatedModel emulated_lps25h{make_emulated<lps::EmulatedLps, lps::lps25h>, 0x5c, 0x5d};
const EmulatedModel emulated_lps22hb{make_emulated<lps::EmulatedLps, lps::lps22hb>};

}  // namespace coapnode
