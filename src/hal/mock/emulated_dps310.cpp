// SPDX-License-Identifier: MIT
/// Infineon DPS310, DPS368 (datasheet DPS310, version 1.2): single measurements, reset, coefficients.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/nearest_count.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace coapnode {

namespace dps310 {

namespace {

constexpr Duration start_up_time = 40ms;  // section 4

struct Precision {
    double scale;   // table 9
    Duration time;  // table 16
};

// By the lower bits of registers 06 and 07.
constexpr std::array<Precision, 4> precisions{
    {{524'288, 3'600us}, {1'572'864, 5'200us}, {3'670'016, 8'400us}, {7'864'320, 14'800us}}};

// The coefficients of the chip that QEMU emulates; registers 10 to 21 spell them.
constexpr std::array<std::uint8_t, 18> coefficients{0x0e, 0x1e, 0xdd, 0x13, 0xca, 0x5f, 0x21, 0x52, 0xf9,
                                                    0xc6, 0x04, 0xd1, 0xdb, 0x47, 0x00, 0x5b, 0xfb, 0x3a};
constexpr double c0 = 225;
constexpr double c1 = -291;
constexpr double c00 = 81'061;
constexpr double c10 = -57'006;
constexpr double c01 = -1'594;
constexpr double c11 = 1'233;
constexpr double c20 = -9'401;
constexpr double c21 = 91;
constexpr double c30 = -1'222;

/// Measured values, the product's id and the coefficients.
bool is_read_only(std::uint8_t which)
{
    return which <= 0x05 || which == 0x0d || (which >= 0x10 && which <= 0x21) || which == 0x28;
}

/// Section 4.9.1, for the scaled raw values.
double pascals(double p, double t)
{
    return c00 + p * (c10 + p * (c20 + p * c30)) + t * c01 + t * p * (c11 + p * c21);
}

/// The scaled raw value at which the formula comes nearest to this pressure. It falls all the way from -1 to 1.
double raw_for(double wanted, double t, double scale)
{
    const auto scaled = [scale](double count) { return count / scale - 1; };
    const auto vacuum_of = [&](double count) { return -pascals(scaled(count), t); };
    return scaled(nearest_count(static_cast<std::uint32_t>(2 * scale), -wanted, vacuum_of));
}

class EmulatedDps310 final : public EmulatedChip {
public:
    explicit EmulatedDps310(Instant powered) { reset(powered); }

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    static constexpr std::uint8_t pressure_ready = 0x10;
    static constexpr std::uint8_t temperature_ready = 0x20;

    void reset(Instant now);
    void write_register(std::uint8_t which, std::uint8_t value, Instant now);
    [[nodiscard]] const Precision& precision(std::uint8_t which) const { return precisions[memory_[which] & 3]; }
    void finish(const Surroundings& around);
    void store(std::uint8_t first, double scaled, double scale);
    std::uint8_t read_register(std::uint8_t which, const Surroundings& around);

    std::array<std::uint8_t, 256> memory_{};
    std::uint8_t pointer_ = 0;
    Instant starts_at_;
    std::uint8_t measures_ = 0;    ///< the bit that will be ready
    std::optional<Instant> ends_;  ///< of the measurement under way
};

void EmulatedDps310::reset(Instant now)
{
    memory_ = {};
    memory_[0x00] = memory_[0x03] = 0x80;
    memory_[0x0d] = 0x10;
    memory_[0x28] = 0x80;
    std::ranges::copy(coefficients, memory_.begin() + 0x10);
    starts_at_ = now + start_up_time;
    ends_.reset();
}

void EmulatedDps310::write_register(std::uint8_t which, std::uint8_t value, Instant now)
{
    if (which == 0x0c && (value & 0x0f) == 0x09) return reset(now);
    if (which != 0x08) {
        if (!is_read_only(which)) memory_[which] = value;
        return;
    }
    const auto mode = value & 0x07;
    if (mode != 1 && mode != 2) return;
    measures_ = mode == 1 ? pressure_ready : temperature_ready;
    memory_[0x08] &= static_cast<std::uint8_t>(~measures_);
    ends_ = now + precision(mode == 1 ? 0x06 : 0x07).time;
}

void EmulatedDps310::store(std::uint8_t first, double scaled, double scale)
{
    constexpr double largest = 0x7fffff;
    const auto raw = static_cast<std::int32_t>(std::lround(std::clamp(scaled * scale, -largest, largest)));
    for (std::size_t byte = 0; byte < 3; ++byte)
        memory_[first + byte] = static_cast<std::uint8_t>(raw >> (16 - 8 * byte) & 0xff);
}

void EmulatedDps310::finish(const Surroundings& around)
{
    if (!ends_ || around.stuck || around.now < *ends_) return;
    ends_.reset();
    const auto t = (around.air.celsius - c0 / 2) / c1;
    if (measures_ == temperature_ready) {
        store(0x03, t, precision(0x07).scale);
    } else {
        const auto scale = precision(0x06).scale;
        store(0x00, raw_for(100 * around.air.hectopascal, t, scale), scale);
    }
    memory_[0x08] |= measures_;
}

/// Section 8.5: the bits of what is ready go when the data is read.
std::uint8_t EmulatedDps310::read_register(std::uint8_t which, const Surroundings& around)
{
    const auto value = memory_[which];
    const bool has_started = !around.stuck && around.now >= starts_at_;
    if (which == 0x08) return static_cast<std::uint8_t>(value | (has_started ? 0xc0 : 0x00));
    if (which == 0x02) memory_[0x08] &= static_cast<std::uint8_t>(~pressure_ready);
    if (which == 0x05) memory_[0x08] &= static_cast<std::uint8_t>(~temperature_ready);
    return value;
}

bool EmulatedDps310::write(ByteView out, const Surroundings& around)
{
    finish(around);
    if (out.empty()) return true;
    pointer_ = out[0];
    for (const auto value : out.subspan(1))
        write_register(pointer_++, value, around.now);
    return true;
}

bool EmulatedDps310::read(MutableBytes in, const Surroundings& around)
{
    finish(around);
    for (auto& byte : in)
        byte = read_register(pointer_++, around);
    return true;
}

}  // namespace

}  // namespace dps310

const EmulatedModel emulated_dps310{make_emulated<dps310::EmulatedDps310>};

}  // namespace coapnode
