// SPDX-License-Identifier: MIT
/// TE HTU21D and its relatives, as slow as the slowest of them, the SHT21. It refuses to stretch the clock.
#include "hal/mock/emulated_chips.hpp"
#include "hal/mock/emulated_words.hpp"

#include <optional>
#include <utility>

namespace coapnode {

namespace htu21d {

namespace {

constexpr Duration start_time = 15ms;  // after power-on and after a soft reset
constexpr std::uint8_t at_power_on = 0x02;
constexpr std::uint8_t heater = 0x04;
constexpr std::uint8_t writable = 0x87;  // resolution, heater, reload

struct Resolution {
    int temperature_bits;
    int humidity_bits;
    Duration temperature_time;
    Duration humidity_time;
};

// SHT21, tables 7 and 8, by bits 7 and 0 of the user register.
constexpr Resolution resolutions[]{{14, 12, 85ms, 29ms}, {12, 8, 22ms, 4ms}, {13, 10, 43ms, 9ms}, {11, 11, 11ms, 15ms}};

class EmulatedHtu21d final : public EmulatedChip {
public:
    explicit EmulatedHtu21d(Instant powered) : busy_until_{powered + start_time} {}

    bool write(ByteView out, const Surroundings& around) override;
    bool read(MutableBytes in, const Surroundings& around) override;

private:
    [[nodiscard]] bool is_busy(const Surroundings& around) const { return around.stuck || around.now < busy_until_; }
    [[nodiscard]] const Resolution& resolution() const { return resolutions[(user_ >> 6 & 2) | (user_ & 1)]; }
    bool execute(std::uint8_t command, const Surroundings& around);
    bool measure(double share, int bits, std::uint16_t status, Instant done);
    bool reset(const Surroundings& around);

    Instant busy_until_;
    std::uint8_t user_ = at_power_on;
    std::optional<Bytes> answer_;  ///< what the next read gets, once
};

/// The lowest two bits are the status: 2 for humidity.
bool EmulatedHtu21d::measure(double share, int bits, std::uint16_t status, Instant done)
{
    append_word(answer_.emplace(), static_cast<std::uint16_t>(left_aligned(share, bits) | status), 0);
    busy_until_ = done;
    return true;
}

/// All but the heater.
bool EmulatedHtu21d::reset(const Surroundings& around)
{
    user_ = static_cast<std::uint8_t>(at_power_on | (user_ & heater));
    answer_.reset();
    busy_until_ = around.now + start_time;
    return true;
}

bool EmulatedHtu21d::execute(std::uint8_t command, const Surroundings& around)
{
    const auto& [temperature_bits, humidity_bits, temperature_time, humidity_time] = resolution();
    switch (command) {
    case 0xf3:
        return measure((around.air.celsius + 46.85) / 175.72, temperature_bits, 0, around.now + temperature_time);
    case 0xf5:
        return measure((around.air.percent + 6) / 125, humidity_bits, 2, around.now + humidity_time);
    case 0xe7:
        answer_ = Bytes{user_};
        return true;
    case 0xfe:
        return reset(around);
    default:
        return false;
    }
}

bool EmulatedHtu21d::write(ByteView out, const Surroundings& around)
{
    if (is_busy(around) || out.empty()) return false;
    if (out.size() == 1) return execute(out[0], around);
    if (out.size() != 2 || out[0] != 0xe6) return false;
    user_ = static_cast<std::uint8_t>((user_ & ~writable) | (out[1] & writable));
    return true;
}

bool EmulatedHtu21d::read(MutableBytes in, const Surroundings& around)
{
    if (is_busy(around) || !answer_) return false;
    send_frame(*std::exchange(answer_, std::nullopt), in);
    return true;
}

}  // namespace

}  // namespace htu21d

const EmulatedModel emulated_htu21d{make_emulated<htu21d::EmulatedHtu21d>, 0x40, 0x40};

}  // namespace coapnode
