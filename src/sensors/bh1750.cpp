// SPDX-License-Identifier: MIT
/// ROHM BH1750FVI: light. Instructions and times are those of the technical note BH1750FVI, 2011.11 rev. D.
#include "sensors/chip.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace bh1750 {

namespace {

using Command = std::array<std::uint8_t, 1>;

constexpr Command power_on{0x01};
constexpr Command reset_data{0x07};  // taken only while the power is on
constexpr Command measure_high_resolution{0x20};
constexpr Command measure_low_resolution{0x23};
// The preset measurement time, 69: another program may have changed it.
constexpr Command time_high_bits{0x42};
constexpr Command time_low_bits{0x65};

constexpr Duration measuring_time = 180ms;  // high resolution, maximum

/// A measurement of low resolution takes 24 ms at most. The sampler asks every 10 ms.
constexpr int asks_for_low_resolution = 4;

constexpr std::uint16_t too_bright = 0xffff;

/// One lux is 1.2 counts; to thousandths.
constexpr LinearScale scale{0, 2'500, 3};

/// Nothing identifies the chip, and a chip that does not measure gives what darkness gives: 0. So each measurement
/// begins with an empty data register; afterwards the chip must take the order to empty it; and darkness is measured
/// a second time. Each measurement is complete in itself: there is nothing that the chip could lose.
class Bh1750 final : public I2cSensor {
public:
    explicit Bh1750(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "BH1750"} {}

    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    Result<void> empty_data();
    Result<std::uint16_t> read_data();
    Result<Reading> measure_darkness_again();

    bool is_dark_ = false;  ///< the measurement under way is the second one
    int asks_left_ = 0;
};

Result<void> Bh1750::empty_data()
{
    if (const auto sent = chip().write(power_on); !sent) return fail(sent);
    return chip().write(reset_data);
}

Result<std::uint16_t> Bh1750::read_data()
{
    std::array<std::uint8_t, 2> data{};
    if (const auto got = read_agreeing(chip(), data); !got) return fail(got);
    return big_endian_16(data[0], data[1]);
}

Result<Duration> Bh1750::reset()
{
    if (const auto sent = empty_data(); !sent) return fail(sent);
    return Duration::zero();
}

Result<void> Bh1750::configure()
{
    const auto data = read_data();
    if (!data) return fail(data);
    if (*data != 0) return no_such_chip();
    if (const auto sent = chip().write(time_high_bits); !sent) return fail(sent);
    return chip().write(time_low_bits);
}

Result<Duration> Bh1750::start()
{
    is_dark_ = false;
    asks_left_ = 0;
    if (const auto sent = chip().write(measure_high_resolution); !sent) return fail(sent);
    return measuring_time;
}

Result<Reading> Bh1750::collect()
{
    if (asks_left_ > 0 && --asks_left_ > 0) return unfinished_measurement();
    const auto light = read_data();
    if (!light) return fail(light);
    if (*light == 0 && !is_dark_) return measure_darkness_again();
    if (*light != 0 && is_dark_) return settings_lost();
    if (const auto sent = empty_data(); !sent) return fail(sent);
    const auto emptied = read_data();
    if (!emptied) return fail(emptied);
    if (*emptied != 0) return settings_lost();
    if (*light == too_bright) return failure(Errc::bad_value, "too much light for the ");
    return Reading{}.with(Illuminance::milli_lux(scale.of(*light)));
}

/// If it is not dark, the chip lost its power while it measured.
Result<Reading> Bh1750::measure_darkness_again()
{
    if (const auto sent = chip().write(measure_low_resolution); !sent) return fail(sent);
    is_dark_ = true;
    asks_left_ = asks_for_low_resolution;
    return unfinished_measurement();
}

Match probe(I2cDevice& chip)
{
    std::array<std::uint8_t, 2> data{};
    return chip.read(data) && big_endian_16(data[0], data[1]) != too_bright ? Match::possible : Match::no;
}

constexpr std::string_view words[]{"gy30", "gy302", "bh1750fvi"};
constexpr std::uint8_t addresses[]{0x23, 0x5c};
constexpr Quantity quantities[]{Quantity::illuminance};

}  // namespace

}  // namespace bh1750

constexpr Model bh1750_model{
    .driver = "bh1750",
    .chips = "ROHM BH1750",
    .words = bh1750::words,
    .addresses = bh1750::addresses,
    .quantities = bh1750::quantities,
    .open = open_on_i2c<bh1750::Bh1750>,
    .probe = bh1750::probe,
};

}  // namespace coapnode
