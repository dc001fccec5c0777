// SPDX-License-Identifier: MIT
/// TI TMP117 (datasheet SNOSD82): registers of two bytes behind a pointer; continuous conversion and its data-ready
/// flag. It always averages over eight conversions.
#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coapnode {

namespace tmp117 {

namespace {

enum Register : std::size_t { temperature, configuration, high_limit, low_limit, device_id = 15 };

constexpr Duration conversion_time = 160ms;
constexpr std::uint16_t data_ready = 0x2000;
constexpr std::uint16_t soft_reset = 0x0002;
constexpr std::uint16_t writable = 0x0ffc;
constexpr std::uint16_t shutdown = 0x0400;
constexpr std::array cycles{160ms, 160ms, 250ms, 500ms, 1000ms, 4000ms, 8000ms, 16000ms};

class EmulatedTmp117 final : public EmulatedChip {
public:
    explicit EmulatedTmp117(Instant powered) { reset(powered); }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void reset(Instant now);
    void configure(std::uint16_t word, Instant now);
    void convert(const Surroundings& around);

    std::array<std::uint16_t, 16> registers_{};
    std::size_t pointer_ = 0;
    Instant done_;  ///< with the conversion under way
};

void EmulatedTmp117::reset(Instant now)
{
    registers_ = {0x8000, 0x0220, 0x6000, 0x8000};
    registers_[device_id] = 0x0117;
    done_ = now + conversion_time;
}

void EmulatedTmp117::configure(std::uint16_t word, Instant now)
{
    if ((word & soft_reset) != 0) return reset(now);
    registers_[configuration] = static_cast<std::uint16_t>(word & writable);
    done_ = now + conversion_time;
}

void EmulatedTmp117::convert(const Surroundings& around)
{
    const bool is_off = (registers_[configuration] & 0x0c00) == shutdown;
    if (is_off || around.stuck || around.now < done_) return;
    const auto counts = std::lround(std::clamp(around.air.celsius, -55.0, 150.0) * 128);
    registers_[temperature] = static_cast<std::uint16_t>(counts & 0xffff);
    registers_[configuration] |= data_ready;
    done_ = around.now + cycles[registers_[configuration] >> 7 & 7U];
}

bool EmulatedTmp117::write(ByteView out, const Surroundings& around)
{
    convert(around);
    if (out.empty()) return true;
    pointer_ = out[0] & 0xf;
    if (out.size() < 3) return true;
    const auto word = big_endian_16(out[1], out[2]);
    if (pointer_ == configuration) configure(word, around.now);
    if (pointer_ == high_limit || pointer_ == low_limit) registers_[pointer_] = word;
    return true;
}

bool EmulatedTmp117::read(MutableBytes in, const Surroundings& around)
{
    convert(around);
    const auto word = registers_[pointer_];
    for (std::size_t i = 0; i < in.size(); ++i)
        in[i] = static_cast<std::uint8_t>(i == 0 ? word >> 8 : i == 1 ? word & 0xff : 0xff);
    if (pointer_ <= configuration) registers_[configuration] &= static_cast<std::uint16_t>(~data_ready);
    return true;
}

}  // namespace

}  // namespace tmp117

const EmulatedModel emulated_tmp117{make_emulated<tmp117::EmulatedTmp117>};

}  // namespace coapnode
