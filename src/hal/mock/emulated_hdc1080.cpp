// SPDX-License-Identifier: MIT
/// TI HDC1080 (datasheet SNAS672): registers of two bytes behind a pointer, which begins the conversions.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <array>

namespace coapnode {

namespace hdc1080 {

namespace {

enum Register : std::uint8_t { temperature, humidity, configuration, manufacturer_id = 0xfe, device_id };

constexpr Duration start_up_time = 15ms;

// Section 8.6.3.
constexpr std::uint16_t reset_bit = 0x8000;
constexpr std::uint16_t writable = 0x3700;
constexpr std::uint16_t both = 0x1000;
constexpr std::uint16_t at_power_on = both;

class EmulatedHdc1080 final : public EmulatedChip {
public:
    explicit EmulatedHdc1080(Instant powered) : ready_{powered + start_up_time} {}

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    void configure(std::uint16_t word, Instant now);
    void convert(const Surroundings& around);
    void convert_temperature(double celsius);
    void convert_humidity(double percent);
    [[nodiscard]] std::uint16_t word_of(std::uint8_t which) const;

    Instant ready_;  ///< after power-on and resets
    Instant done_;   ///< with the conversions
    std::array<std::uint16_t, 2> results_{};
    std::uint16_t configuration_ = at_power_on;
    std::uint8_t pointer_ = temperature;
};

void EmulatedHdc1080::configure(std::uint16_t word, Instant now)
{
    configuration_ = (word & reset_bit) != 0 ? at_power_on : static_cast<std::uint16_t>(word & writable);
    if ((word & reset_bit) == 0) return;
    ready_ = now + start_up_time;
    results_ = {};
}

void EmulatedHdc1080::convert_temperature(double celsius)
{
    const bool is_short = (configuration_ & 0x0400) != 0;
    results_[temperature] = left_aligned((celsius + 40) / 165, is_short ? 11 : 14);
    done_ += is_short ? 3'650us : 6'350us;
}

void EmulatedHdc1080::convert_humidity(double percent)
{
    const auto resolution = configuration_ >> 8 & 3;
    results_[humidity] = left_aligned(percent / 100, resolution == 0 ? 14 : resolution == 1 ? 11 : 8);
    done_ += resolution == 0 ? 6'500us : resolution == 1 ? 3'850us : 2'500us;
}

/// A conversion under way is given up for the next one.
void EmulatedHdc1080::convert(const Surroundings& around)
{
    const bool is_both = (configuration_ & both) != 0;
    done_ = around.now;
    if (is_both || pointer_ == temperature) convert_temperature(around.air.celsius);
    if (is_both || pointer_ == humidity) convert_humidity(around.air.percent);
}

bool EmulatedHdc1080::write(ByteView out, const Surroundings& around)
{
    if (around.now < ready_) return false;
    if (out.empty()) return true;
    pointer_ = out[0];
    if (out.size() == 1 && pointer_ <= humidity) convert(around);
    if (out.size() == 3 && pointer_ == configuration) configure(big_endian_16(out[1], out[2]), around.now);
    return true;
}

std::uint16_t EmulatedHdc1080::word_of(std::uint8_t which) const
{
    if (which <= humidity) return results_[which];
    if (which == configuration) return configuration_;
    return which == manufacturer_id ? 0x5449 : which == device_id ? 0x1050 : 0xffff;
}

/// In the mode for both, the humidity follows the temperature.
bool EmulatedHdc1080::read(MutableBytes in, const Surroundings& around)
{
    const bool is_converting = pointer_ <= humidity && (around.stuck || around.now < done_);
    if (is_converting || around.now < ready_) return false;
    Bytes sent;
    const auto append = [&sent](std::uint16_t word) {
        sent.insert(sent.end(), {static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word)});
    };
    append(word_of(pointer_));
    if (pointer_ == temperature && (configuration_ & both) != 0) append(word_of(humidity));
    send_frame(sent, in);
    return true;
}

}  // namespace

}  // namespace hdc1080

const EmulatedModel emulated_hdc1080{make_emulated<hdc1080::EmulatedHdc1080>, 0x41, 0x41};

}  // namespace coapnode
