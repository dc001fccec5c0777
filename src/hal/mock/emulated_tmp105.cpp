// SPDX-License-Identifier: MIT
#include "hal/mock/emulated_tmp105.hpp"

#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <cmath>

namespace coapnode {

namespace {

enum Tmp105Register : std::size_t { temperature, configuration, lower_limit, upper_limit };

// TMP105 table 5, in the upper byte of the configuration.
constexpr std::uint16_t one_shot = 0x8000;
constexpr std::uint16_t shutdown = 0x0100;
constexpr unsigned resolution_shift = 13;

/// Two's complement from the upper end of the register, 1/16 °C a count of 12 bits; a coarser resolution drops the end.
std::uint16_t encode(double celsius, unsigned bits)
{
    const auto counts = std::lround(std::clamp(celsius * 16, -2048.0, 2047.0));
    const auto whole = static_cast<unsigned>(counts * 16);
    return static_cast<std::uint16_t>(whole & (0xffffU << (16 - bits)));
}

}  // namespace

const EmulatedTmp105::Kind EmulatedTmp105::tmp105{
    .has_resolution_bits = true, .writable = 0x7f00, .conversion_time = 300ms};
const EmulatedTmp105::Kind EmulatedTmp105::tmp102{.bits = 12,
                                                  .configuration_size = 2,
                                                  .configuration = 0x60a0,
                                                  .writable = 0x1fc0,  // the extended mode is not emulated
                                                  .conversion_time = 35ms};
const EmulatedTmp105::Kind EmulatedTmp105::lm75{.undefined_bits = 0x007f, .writable = 0x1f00, .conversion_time = 300ms};

EmulatedTmp105::EmulatedTmp105(const Kind& kind, Instant powered)
    : kind_{kind}, registers_{0, kind.configuration, 0x4b00, 0x5000}, started_{powered}
{
}

unsigned EmulatedTmp105::bits() const
{
    return kind_.has_resolution_bits ? 9 + (registers_[configuration] >> resolution_shift & 3U) : kind_.bits;
}

/// Each bit doubles it (TMP105 electrical characteristics: 37.5, 75, 150, 300 ms).
Duration EmulatedTmp105::conversion_time() const
{
    return kind_.has_resolution_bits ? kind_.conversion_time / (1 << (12 - bits())) : kind_.conversion_time;
}

void EmulatedTmp105::configure(ByteView bytes, Instant now)
{
    const auto lower = static_cast<std::uint8_t>(registers_[configuration] & 0xff);
    const auto value = big_endian_16(bytes[0], bytes.size() > 1 ? bytes[1] : lower);
    const unsigned kept = (value & kind_.writable) | (registers_[configuration] & ~kind_.writable);
    registers_[configuration] = static_cast<std::uint16_t>(kept);
    if ((value & shutdown) != 0 && (value & one_shot) == 0) return;
    converting_ = true;
    started_ = now;
}

/// The register holds the last finished conversion. Without shutdown one follows the other, and the air changes slowly
/// enough that the moment of the read will do.
void EmulatedTmp105::convert(const Surroundings& around)
{
    if (!converting_ || around.stuck || around.now < started_ + conversion_time()) return;
    registers_[temperature] = encode(around.air.celsius, bits()) | kind_.undefined_bits;
    converting_ = (registers_[configuration] & shutdown) == 0;
}

bool EmulatedTmp105::write(ByteView out, const Surroundings& around)
{
    convert(around);
    if (out.empty()) return true;
    pointer_ = out[0] & 3;
    const auto value = out.subspan(1);
    if (value.empty() || pointer_ == temperature) return true;
    if (pointer_ == configuration) {
        configure(value, around.now);
    } else if (value.size() >= 2) {
        registers_[pointer_] = big_endian_16(value[0], value[1]);
    }
    return true;
}

bool EmulatedTmp105::read(MutableBytes in, const Surroundings& around)
{
    convert(around);
    const auto size = pointer_ == configuration ? kind_.configuration_size : 2;
    const std::array bytes{static_cast<std::uint8_t>(registers_[pointer_] >> 8),
                           static_cast<std::uint8_t>(registers_[pointer_] & 0xff)};
    // Past the register's end nobody drives the bus, which reads as ones.
    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = i < size ? bytes[i] : 0xff;
    return true;
}

const EmulatedModel emulated_tmp105{make_emulated<EmulatedTmp105, EmulatedTmp105::tmp105>, 0x48, 0x4f};
const EmulatedModel emulated_tmp75{make_emulated<EmulatedTmp105, EmulatedTmp105::tmp105>};
const EmulatedModel emulated_tmp102{make_emulated<EmulatedTmp105, EmulatedTmp105::tmp102>};
const EmulatedModel emulated_lm75{make_emulated<EmulatedTmp105, EmulatedTmp105::lm75>};

}  // namespace coapnode
