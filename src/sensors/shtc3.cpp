// SPDX-License-Identifier: MIT
/// Sensirion SHTC3. Sections and tables are those of the datasheet SHTC3, version 3.
#include "sensors/sensirion.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace shtc3 {

namespace {

using Command = std::array<std::uint8_t, 2>;

constexpr Command wake_up{0x35, 0x17};              // table 7
constexpr Command measure_normal_mode{0x78, 0x66};  // table 8: temperature first, no clock stretching
constexpr Command read_id{0xef, 0xc8};              // table 14

constexpr Duration wake_up_time = 240us;       // table 5
constexpr Duration measuring_time = 12'100us;  // table 5, normal mode, maximum

// Table 15: the other bits differ from chip to chip.
constexpr std::uint16_t model_bits = 0x083f;
constexpr std::uint16_t model = 0x0807;

// Section 5.11, and the specified range of table 2.
constexpr sensirion::Climate climate{{-45'000, 175'000, 65536}, {0, 100'000, 65536}, -40'000, 125'000};

bool is_shtc3(ByteView id)
{
    return (sensirion::word_at(id, 0) & model_bits) == model;
}

/// Keeps no settings: each measurement is complete in itself. It is never sent to sleep, so a chip that lost its power
/// is awake as well.
class Shtc3 final : public I2cSensor {
public:
    explicit Shtc3(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "SHTC3"} {}

    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;
};

/// Another program may have sent it to sleep. Then it acknowledges nothing else.
Result<Duration> Shtc3::reset()
{
    if (const auto sent = chip().write(wake_up); !sent) return fail(sent);
    return wake_up_time;
}

Result<void> Shtc3::configure()
{
    std::array<std::uint8_t, 3> id{};
    if (const auto got = sensirion::ask(chip(), read_id, id, name()); !got) return fail(got);
    if (is_shtc3(id)) return {};
    return no_such_chip();
}

Result<Duration> Shtc3::start()
{
    if (const auto sent = chip().write(measure_normal_mode); !sent) return fail(sent);
    return measuring_time;
}

Result<Reading> Shtc3::collect()
{
    std::array<std::uint8_t, 6> frame{};
    if (const auto got = chip().read(frame); !got) return no_measurement(got.error(), wake_up);
    return sensirion::decode(frame, climate, name(), chip().where());
}

/// A multiplexer (TCA9548A) at this address would take the command for a choice of channels. It answers a read at any
/// time, and a SHTC3 that has nothing to send does not.
Match probe(I2cDevice& chip)
{
    std::array<std::uint8_t, 1> unasked{};
    if (const auto got = chip.read(unasked); got || got.error() != Errc::no_answer) return Match::no;
    std::array<std::uint8_t, 3> id{};
    const bool is_it = chip.write_read(read_id, id) && sensirion::is_intact(id) && is_shtc3(id);
    return is_it ? Match::certain : Match::no;
}

constexpr std::uint8_t addresses[]{0x70};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

}  // namespace shtc3

constexpr Model shtc3_model{
    .driver = "shtc3",
    .chips = "Sensirion SHTC3",
    .words = {},
    .addresses = shtc3::addresses,
    .quantities = shtc3::quantities,
    .open = open_on_i2c<shtc3::Shtc3>,
    .probe = shtc3::probe,
};

}  // namespace coapnode
