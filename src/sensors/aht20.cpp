// SPDX-License-Identifier: MIT
/// Aosong AHT20, AHT21, DHT20, AM2301B, and AHT10, AHT15. Sections are those of the datasheet AHT20, version 1.1; what
/// differs in the AHT10 is from its own.
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace coapnode {

namespace aht {

namespace {

// Section 5.3, table 9.
constexpr std::array<std::uint8_t, 3> measure{0xac, 0x33, 0x00};
constexpr std::array<std::uint8_t, 1> soft_reset{0xba};

// Section 5.3, table 10.
constexpr std::uint8_t busy = 0x80;
constexpr std::uint8_t calibrated = 0x08;
/// One of these is set in each state that is known; the datasheet names the second one only as part of 0x18.
constexpr std::uint8_t signs_of_life = 0x18;
constexpr std::uint8_t undriven = 0xff;

constexpr Duration measuring_time = 80ms;  // section 5.4
constexpr Duration reset_time = 20ms;      // section 5.5

// Section 6, and the specified range of table 2: 20 bits of humidity, 20 of temperature.
constexpr std::int64_t full_scale = 1 << 20;
constexpr std::int32_t coldest = -40'000;
constexpr std::int32_t hottest = 85'000;

constexpr std::size_t data_size = 6;  ///< the state, then five bytes of the two values
constexpr std::size_t frame_size = data_size + 1;
constexpr std::uint8_t crc_initial = 0xff;

struct Kind {
    std::string_view name;
    std::array<std::uint8_t, 3> initialise;
    Duration initialising_time;
    bool has_checksum;
};

constexpr Kind aht20{"AHT20", {0xbe, 0x08, 0x00}, 10ms, true};
/// The datasheet does not say how long it takes; Linux' driver waits as long as this.
constexpr Kind aht10{"AHT10", {0xe1, 0x08, 0x00}, 350ms, false};

/// A state and two values. Bytes that no chip sends read as 0xff, because of the pull-ups; they are not a temperature.
bool is_driven(ByteView data)
{
    const auto temperature = data.last(4);
    return std::ranges::any_of(temperature, [](std::uint8_t byte) { return byte != undriven; });
}

/// The state is the first byte of a plain read. A command before it, as the datasheet has it, left some chips busy for
/// good.
class Aht final : public I2cSensor {
public:
    Aht(std::unique_ptr<I2cDevice> chip, const Kind& kind) : I2cSensor{std::move(chip), kind.name}, kind_{kind} {}

    /// Sends nothing to a chip that is ready.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<std::uint8_t> state() const;
    Result<Duration> initialise();
    [[nodiscard]] Result<Reading> decoded(ByteView data) const;

    const Kind& kind_;
    bool is_initialised_ = false;  ///< since reset()
};

/// Another chip with registers of two bytes sends nothing behind them.
Result<std::uint8_t> Aht::state() const
{
    std::array<std::uint8_t, data_size> data{};
    if (const auto got = read_agreeing(chip(), data); !got) return fail(got);
    return is_driven(data) ? Result<std::uint8_t>{data.front()} : no_such_chip();
}

/// Loads the calibration. An AHT20 has loaded it by itself, unless its supply rose too slowly.
Result<Duration> Aht::initialise()
{
    if (const auto sent = chip().write(kind_.initialise); !sent) return fail(sent);
    is_initialised_ = true;
    return kind_.initialising_time;
}

Result<Duration> Aht::reset()
{
    is_initialised_ = false;
    const auto found = state();
    if (!found) return fail(found);
    if ((*found & busy) == 0) return (*found & calibrated) != 0 ? Result<Duration>{Duration::zero()} : initialise();
    if (const auto sent = chip().write(soft_reset); !sent) return fail(sent);
    return reset_time;
}

Result<void> Aht::configure()
{
    const auto found = state();
    if (!found) return busy_or(found.error(), unfinished_reset());
    if ((*found & busy) != 0) return unfinished_reset();
    if ((*found & calibrated) != 0) return {};
    if (is_initialised_) return no_such_chip(": it does not load its calibration");
    if (const auto sent = initialise(); !sent) return fail(sent);
    return unfinished_reset();
}

Result<Duration> Aht::start()
{
    if (const auto sent = chip().write(measure); !sent) return fail(sent);
    return measuring_time;
}

/// An AHT10 has no checksum, but it sends a measurement as often as it is asked.
Result<Reading> Aht::collect()
{
    std::array<std::uint8_t, frame_size> frame{};
    const auto data = std::span{frame}.first<data_size>();
    const auto got = kind_.has_checksum ? chip().read(frame) : read_agreeing(chip(), data);
    if (!got) return busy_or(got.error(), unfinished_measurement());
    if ((data.front() & busy) != 0) return unfinished_measurement();
    if (kind_.has_checksum && crc8(data, crc_initial) != frame.back())
        return failure(Errc::bad_checksum, "checksum error from the ");
    return (data.front() & calibrated) != 0 ? decoded(data) : Result<Reading>{settings_lost()};
}

Result<Reading> Aht::decoded(ByteView data) const
{
    const auto humidity = std::int64_t{data[1]} << 12 | data[2] << 4 | data[3] >> 4;
    const auto temperature = std::int64_t{data[3] & 0xf} << 16 | data[4] << 8 | data[5];
    // A reset while it measured; some chips send it once after the calibration was loaded, too.
    if (humidity == 0 && temperature == 0) return failure(Errc::settings_lost, "no measurement since power-on in the ");
    const auto celsius = Temperature::milli_celsius(
        static_cast<std::int32_t>(rounded_division(temperature * 200'000, full_scale) - 50'000));
    if (!is_within(celsius, coldest, hottest)) return failure(Errc::bad_value, "temperature beyond the range of the ");
    const auto percent = static_cast<std::int32_t>(rounded_division(humidity * 100'000, full_scale));
    return Reading{}.with(celsius).with(Humidity::milli_percent(percent));
}

/// A port expander (PCF8574A) at this address sends the same byte again and again.
bool may_be_one(ByteView data)
{
    const bool all_same = std::ranges::all_of(data, [&](std::uint8_t byte) { return byte == data.front(); });
    return !all_same && is_driven(data) && (data.front() & busy) == 0 && (data.front() & signs_of_life) != 0;
}

template <const Kind& kind>
Match probe(I2cDevice& chip)
{
    std::array<std::uint8_t, frame_size> frame{};
    const auto data = std::span{frame}.first<data_size>();
    if (!chip.read(frame) || !may_be_one(data)) return Match::no;
    const bool has_checksum = crc8(data, crc_initial) == frame.back();
    if (kind.has_checksum) return has_checksum ? Match::certain : Match::possible;
    return has_checksum ? Match::no : Match::possible;
}

constexpr std::string_view words_of_aht20[]{"aht21", "am2301b", "dht20"};
constexpr std::string_view words_of_aht10[]{"aht15"};
constexpr std::uint8_t addresses[]{0x38};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

}  // namespace aht

constexpr Model aht20_model{
    .driver = "aht20",
    .chips = "Aosong AHT20, AHT21, DHT20, AM2301B",
    .words = aht::words_of_aht20,
    .addresses = aht::addresses,
    .quantities = aht::quantities,
    .open = open_on_i2c<aht::Aht, aht::aht20>,
    .probe = aht::probe<aht::aht20>,
    .accuracy = "±0.3 °C, ±2 %",
};

constexpr Model aht10_model{
    .driver = "aht10",
    .chips = "Aosong AHT10, AHT15",
    .words = aht::words_of_aht10,
    .addresses = aht::addresses,
    .quantities = aht::quantities,
    .open = open_on_i2c<aht::Aht, aht::aht10>,
    .probe = aht::probe<aht::aht10>,
};

}  // namespace coapnode
