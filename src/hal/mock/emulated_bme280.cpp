// SPDX-License-Identifier: MIT
#include "hal/mock/emulated_bme280.hpp"

#include "hal/mock/emulated_chips.hpp"

#include <algorithm>

namespace coapnode {

namespace {

// Section 5.3, memory map.
enum Register : std::uint8_t {
    low_trim = 0x88,
    chip_id = 0xd0,
    soft_reset = 0xe0,
    high_trim = 0xe1,
    checksum = 0xe8,
    ctrl_hum = 0xf2,
    status = 0xf3,
    ctrl_meas = 0xf4,
    config = 0xf5,
    pressure_data = 0xf7,
    temperature_data = 0xfa,
    humidity_data = 0xfd,
};

constexpr std::uint8_t reset_word = 0xb6;
constexpr std::uint8_t measuring = 1 << 3;
constexpr std::uint8_t copying_trim = 1 << 0;
constexpr auto start_up_time = 2ms;  // table 1
constexpr std::uint32_t skipped_20_bits = 0x80000;
constexpr std::uint16_t skipped_16_bits = 0x8000;

// Section 3.3, the modes in ctrl_meas.
constexpr std::uint8_t mode_bits = 3;
constexpr std::uint8_t sleep_mode = 0;
constexpr std::uint8_t normal_mode = 3;

constexpr unsigned temperature_code(std::uint8_t control)
{
    return control >> 5;
}
constexpr unsigned pressure_code(std::uint8_t control)
{
    return control >> 2 & 7;
}
constexpr unsigned humidity_code(std::uint8_t control)
{
    return control & 7;
}

/// 16 bits and one more for each doubling of the oversampling, without the filter (section 3.4).
std::uint32_t resolved(std::uint32_t raw, unsigned code)
{
    if (code == 0) return skipped_20_bits;
    return raw & ~((1U << (5 - std::min(code, 5U))) - 1);
}

}  // namespace

const EmulatedBme280::Kind EmulatedBme280::bme280{0x60, true, bme280_trim};
const EmulatedBme280::Kind EmulatedBme280::bmp280{0x58, false, bmp280_trim};
const EmulatedBme280::Kind EmulatedBme280::bmp180{0x55, false, bmp280_trim};

EmulatedBme280::EmulatedBme280(const Kind& kind, Instant powered) : kind_{kind}
{
    reset(powered);
}

void EmulatedBme280::reset(Instant now)
{
    registers_ = {};
    registers_[chip_id] = kind_.id;
    registers_[status] = copying_trim;
    registers_[pressure_data] = registers_[temperature_data] = skipped_20_bits >> 12;
    if (kind_.has_humidity) registers_[humidity_data] = skipped_16_bits >> 8;
    humidity_control_ = 0;
    ready_at_ = now + start_up_time;
}

void EmulatedBme280::load_trim()
{
    std::ranges::copy(low_trim_registers(kind_.trim), registers_.begin() + low_trim);
    std::ranges::copy(high_trim_registers(kind_.trim), registers_.begin() + high_trim);
    if (kind_.has_humidity) registers_[checksum] = trim_checksum(kind_.trim);
}

/// Appendix B, maximum: 1.25 + 2.3 T + (2.3 P + 0.575) + (2.3 H + 0.575) ms.
Duration EmulatedBme280::measuring_time() const
{
    const auto temperature = oversampling(temperature_code(registers_[ctrl_meas]));
    const auto pressure = oversampling(pressure_code(registers_[ctrl_meas]));
    const auto humidity = oversampling(humidity_code(humidity_control_));
    const auto channel = [](unsigned samples) { return samples == 0 ? 0us : samples * 2300us + 575us; };
    return 1250us + temperature * 2300us + channel(pressure) + channel(humidity);
}

void EmulatedBme280::start(const Surroundings& around)
{
    measured_ = around.air;
    registers_[status] |= measuring;
    ready_at_ = around.now + measuring_time();
}

/// Lets happen what is due since the last transaction.
void EmulatedBme280::catch_up(const Surroundings& around)
{
    auto& state = registers_[status];
    if (state == 0 || around.stuck || around.now < ready_at_) return;
    if (state == copying_trim) {
        load_trim();
    } else if ((registers_[ctrl_meas] & mode_bits) == normal_mode) {
        store(around.air);
        return start(around);
    } else {
        store(measured_);
        registers_[ctrl_meas] &= static_cast<std::uint8_t>(~mode_bits);  // forced mode ends in sleep
    }
    state = 0;
}

void EmulatedBme280::store(const Air& air)
{
    const auto raw = raw_air(kind_.trim, air);
    const auto put_20_bits = [this](std::uint8_t at, std::uint32_t value) {
        registers_[at] = static_cast<std::uint8_t>(value >> 12);
        registers_[at + 1U] = static_cast<std::uint8_t>(value >> 4 & 0xff);
        registers_[at + 2U] = static_cast<std::uint8_t>(value << 4 & 0xf0);
    };
    put_20_bits(pressure_data, resolved(raw.pressure, pressure_code(registers_[ctrl_meas])));
    put_20_bits(temperature_data, resolved(raw.temperature, temperature_code(registers_[ctrl_meas])));
    if (!kind_.has_humidity) return;
    const auto humidity = humidity_code(humidity_control_) == 0 ? skipped_16_bits : raw.humidity;
    registers_[humidity_data] = static_cast<std::uint8_t>(humidity >> 8);
    registers_[humidity_data + 1U] = static_cast<std::uint8_t>(humidity & 0xff);
}

void EmulatedBme280::set(std::uint8_t address, std::uint8_t value, const Surroundings& around)
{
    switch (address) {
    case soft_reset:
        if (value == reset_word) reset(around.now);
        break;
    case ctrl_hum:
        if (kind_.has_humidity) registers_[ctrl_hum] = value & 7;
        break;
    case ctrl_meas: {
        registers_[ctrl_meas] = value;
        humidity_control_ = registers_[ctrl_hum];
        if ((value & mode_bits) != sleep_mode) start(around);
        break;
    }
    case config:
        registers_[config] = value;
        break;
    default:
        break;  // read-only
    }
}

/// Section 6.2.1: a register address, or pairs of a register address and its value.
bool EmulatedBme280::write(ByteView out, const Surroundings& around)
{
    catch_up(around);
    if (!out.empty()) pointer_ = out[0];
    for (std::size_t i = 0; i + 1 < out.size(); i += 2)
        set(out[i], out[i + 1], around);
    return true;
}

/// Section 6.2.2: the address counts up by itself.
bool EmulatedBme280::read(MutableBytes in, const Surroundings& around)
{
    catch_up(around);
    for (auto& byte : in)
        byte = registers_[pointer_++];
    return true;
}

const EmulatedModel emulated_bme280{make_emulated<EmulatedBme280, EmulatedBme280::bme280>, 0x76, 0x77};
const EmulatedModel emulated_bmp280{make_emulated<EmulatedBme280, EmulatedBme280::bmp280>};
const EmulatedModel emulated_bmp180{make_emulated<EmulatedBme280, EmulatedBme280::bmp180>};

}  // namespace coapnode
