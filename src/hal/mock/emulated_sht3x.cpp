// SPDX-License-Identifier: MIT
#include "hal/mock/emulated_sht3x.hpp"

#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <utility>

namespace coapnode {

namespace {

// System timing specification: the longest times, at the lowest supply voltage.
constexpr auto power_up_time = 1500us;
constexpr auto reset_time = 1500us;
constexpr auto break_time = 1000us;
constexpr auto pause_after_command = 1000us;  // section 4: before the next one
constexpr auto high_repeatability_time = 15500us;
constexpr auto medium_repeatability_time = 6500us;
constexpr auto low_repeatability_time = 4500us;

// Section 4.11, status register.
constexpr std::uint16_t alert_pending = 1 << 15;
constexpr std::uint16_t heater_on = 1 << 13;
constexpr std::uint16_t was_reset = 1 << 4;
constexpr std::uint16_t command_refused = 1 << 1;

/// Application note "SHT3x alert mode": upper limit at 80 %RH and 60 °C, lower one at 20 %RH and -10 °C; each has
/// another one at which the alert ends.
std::uint16_t alert_limit(std::uint16_t command)
{
    switch (command) {
    case 0xe11f:
        return 0xcd33;
    case 0xe114:
        return 0xc92d;
    case 0xe109:
        return 0x3869;
    default:
        return 0x3466;
    }
}

constexpr std::uint16_t texas_instruments = 0x3000;

}  // namespace

EmulatedSht3x::EmulatedSht3x(Instant powered) : EmulatedSht3x{0, powered} {}

EmulatedSht3x::EmulatedSht3x(std::uint16_t maker, Instant powered) : maker_{maker}, busy_until_{powered + power_up_time}
{
    reset();
}

bool EmulatedSht3x::is_busy(const Surroundings& around) const
{
    return around.stuck || around.now < busy_until_;
}

void EmulatedSht3x::reset()
{
    status_ = alert_pending | was_reset;
    answer_.reset();
}

void EmulatedSht3x::switch_heater(bool on)
{
    status_ = static_cast<std::uint16_t>(on ? status_ | heater_on : status_ & ~heater_on);
}

/// Section 4.13: T = -45 + 175 S / 65535, RH = 100 S / 65535.
void EmulatedSht3x::measure(Duration takes, const Surroundings& around)
{
    Bytes frame;
    append_word(frame, ticks((around.air.celsius + 45) / 175));
    append_word(frame, ticks(around.air.percent / 100));
    answer_ = std::move(frame);
    busy_until_ = around.now + takes;
}

bool EmulatedSht3x::write(ByteView out, const Surroundings& around)
{
    if (is_busy(around)) return false;
    if (out.size() == 2 && execute(big_endian_16(out[0], out[1]), around)) {
        status_ = static_cast<std::uint16_t>(status_ & ~command_refused);
        return true;
    }
    status_ |= command_refused;
    return false;
}

bool EmulatedSht3x::execute(std::uint16_t command, const Surroundings& around)
{
    switch (command) {
    case 0x2400:
        measure(high_repeatability_time, around);
        return true;
    case 0x240b:
        measure(medium_repeatability_time, around);
        return true;
    case 0x2416:
        measure(low_repeatability_time, around);
        return true;
    case 0x3093:
        busy_until_ = around.now + break_time;
        return true;
    case 0x30a2:
        reset();
        busy_until_ = around.now + reset_time;
        return true;
    case 0x3041:
        status_ &= heater_on;
        busy_until_ = around.now + pause_after_command;
        return true;
    case 0x306d:
    case 0x3066:
        switch_heater(command == 0x306d);
        busy_until_ = around.now + pause_after_command;
        return true;
    case 0xf32d:
        append_word(answer_.emplace(), status_);
        return true;
    case 0xe11f:  // the alert limits, which are those of the power-on here
    case 0xe114:
    case 0xe109:
    case 0xe102:
        append_word(answer_.emplace(), alert_limit(command));
        return true;
    case 0x3781:
        if (maker_ != 0) append_word(answer_.emplace(), maker_);
        return maker_ != 0;
    default:
        return false;
    }
}

/// Section 4.4: the read header is not acknowledged while the chip measures, nor when there is nothing to fetch.
bool EmulatedSht3x::read(MutableBytes in, const Surroundings& around)
{
    if (is_busy(around) || !answer_) return false;
    send_frame(*std::exchange(answer_, std::nullopt), in);
    return true;
}

const EmulatedModel emulated_sht3x{make_emulated<EmulatedSht3x>, 0x44, 0x45};
const EmulatedModel emulated_hdc302x{make_emulated<EmulatedSht3x, texas_instruments>, 0x47, 0x47};

}  // namespace coapnode
