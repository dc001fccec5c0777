// SPDX-License-Identifier: MIT
/// Sensirion SHTC3 (datasheet SHTC3): measurements without clock stretching, id, sleep, soft reset.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <optional>
#include <utility>

namespace coapnode {

namespace shtc3 {

namespace {

// Table 5: the longest times; power-up, wake-up and reset take the same.
constexpr Duration start_time = 240us;
constexpr Duration normal_mode_time = 12'100us;
constexpr Duration low_power_mode_time = 800us;

constexpr std::uint16_t id = 0x0887;

class EmulatedShtc3 final : public EmulatedChip {
public:
    explicit EmulatedShtc3(Instant powered) : busy_until_{powered + start_time} {}

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] bool is_busy(const Surroundings& around) const { return around.stuck || around.now < busy_until_; }
    bool execute(std::uint16_t command, const Surroundings& around);
    bool restart(bool asleep, const Surroundings& around);
    bool measure(Duration takes, bool humidity_first, const Surroundings& around);

    Instant busy_until_;
    bool asleep_ = false;
    std::optional<Bytes> answer_;  ///< what the next read gets, once
};

bool EmulatedShtc3::restart(bool asleep, const Surroundings& around)
{
    asleep_ = asleep;
    answer_.reset();
    busy_until_ = around.now + start_time;
    return true;
}

/// Section 5.11: T = -45 + 175 S / 65536, RH = 100 S / 65536.
bool EmulatedShtc3::measure(Duration takes, bool humidity_first, const Surroundings& around)
{
    auto temperature = ticks((around.air.celsius + 45) / 175, 65536);
    auto humidity = ticks(around.air.percent / 100, 65536);
    if (humidity_first) std::swap(temperature, humidity);
    auto& frame = answer_.emplace();
    append_word(frame, temperature);
    append_word(frame, humidity);
    busy_until_ = around.now + takes;
    return true;
}

bool EmulatedShtc3::execute(std::uint16_t command, const Surroundings& around)
{
    switch (command) {
    case 0x7866:
        return measure(normal_mode_time, false, around);
    case 0x58e0:
        return measure(normal_mode_time, true, around);
    case 0x609c:
        return measure(low_power_mode_time, false, around);
    case 0x401a:
        return measure(low_power_mode_time, true, around);
    case 0xefc8:
        append_word(answer_.emplace(), id);
        return true;
    case 0x3517:
    case 0x805d:
        return restart(false, around);
    case 0xb098:
        return restart(true, around);
    default:
        return false;
    }
}

/// Asleep it acknowledges the wake-up alone (section 5.1).
bool EmulatedShtc3::write(ByteView out, const Surroundings& around)
{
    if (is_busy(around) || out.size() != 2) return false;
    const auto command = big_endian_16(out[0], out[1]);
    return (!asleep_ || command == 0x3517) && execute(command, around);
}

bool EmulatedShtc3::read(MutableBytes in, const Surroundings& around)
{
    if (is_busy(around) || !answer_) return false;
    send_frame(*std::exchange(answer_, std::nullopt), in);
    return true;
}

}  // namespace

}  // namespace shtc3

const EmulatedModel emulated_shtc3{make_emulated<shtc3::EmulatedShtc3>, 0x70, 0x70};

}  // namespace coapnode
