// SPDX-License-Identifier: MIT
/// Sensirion SHT40, SHT41, SHT43, SHT45 (datasheet SHT4x): measurements, serial number, soft reset. It refuses to heat.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <optional>
#include <utility>

namespace coapnode {

namespace sht4x {

namespace {

// Table 5: the longest times.
constexpr Duration power_up_time = 1ms;
constexpr Duration reset_time = 1ms;
constexpr Duration high_precision_time = 8'300us;
constexpr Duration medium_precision_time = 4'500us;
constexpr Duration low_precision_time = 1'700us;

constexpr std::uint16_t serial_high = 0x0f8e;
constexpr std::uint16_t serial_low = 0x3cd1;

class EmulatedSht4x final : public EmulatedChip {
public:
    explicit EmulatedSht4x(Instant powered) : busy_until_{powered + power_up_time} {}

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] bool is_busy(const Surroundings& around) const { return around.stuck || around.now < busy_until_; }
    bool execute(std::uint8_t command, const Surroundings& around);
    bool measure(Duration takes, const Surroundings& around);
    bool answer(std::uint16_t first, std::uint16_t second);

    Instant busy_until_;
    std::optional<Bytes> answer_;  ///< what the next read gets, once
};

bool EmulatedSht4x::answer(std::uint16_t first, std::uint16_t second)
{
    auto& frame = answer_.emplace();
    append_word(frame, first);
    append_word(frame, second);
    return true;
}

/// Section 4.6: T = -45 + 175 S / 65535, RH = -6 + 125 S / 65535.
bool EmulatedSht4x::measure(Duration takes, const Surroundings& around)
{
    busy_until_ = around.now + takes;
    return answer(ticks((around.air.celsius + 45) / 175), ticks((around.air.percent + 6) / 125));
}

bool EmulatedSht4x::execute(std::uint8_t command, const Surroundings& around)
{
    switch (command) {
    case 0xfd:
        return measure(high_precision_time, around);
    case 0xf6:
        return measure(medium_precision_time, around);
    case 0xe0:
        return measure(low_precision_time, around);
    case 0x89:
        return answer(serial_high, serial_low);
    case 0x94:
        answer_.reset();
        busy_until_ = around.now + reset_time;
        return true;
    default:
        return false;
    }
}

bool EmulatedSht4x::write(ByteView out, const Surroundings& around)
{
    return !is_busy(around) && out.size() == 1 && execute(out[0], around);
}

/// The read header is not acknowledged while the chip measures, nor when there is nothing to fetch.
bool EmulatedSht4x::read(MutableBytes in, const Surroundings& around)
{
    if (is_busy(around) || !answer_) return false;
    send_frame(*std::exchange(answer_, std::nullopt), in);
    return true;
}

}  // namespace

}  // namespace sht4x

const EmulatedModel emulated_sht4x{make_emulated<sht4x::EmulatedSht4x>, 0x46, 0x46};

}  // namespace coapnode
