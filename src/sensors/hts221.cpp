// SPDX-License-Identifier: MIT
/// ST HTS221, on the Sense HAT (datasheet DocID026333, revision 4). Its registers have no checksum.
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace coapnode {

namespace hts221 {

namespace {

// Table 16. With the upper bit set, a transfer goes on to the next register.
enum Register : std::uint8_t {
    who_am_i = 0x0f,
    averages = 0x10,
    control_1 = 0x20,
    control_2 = 0x21,
    status = 0x27,
    humidity_and_temperature = 0x28 | 0x80,
    calibration = 0x30 | 0x80,
};

constexpr std::uint8_t id = 0xbc;
constexpr std::uint8_t usual_averages = 0x1b;            // 16 of the temperature, 32 of the humidity
constexpr std::uint8_t on_and_block_data_update = 0x84;  // one shot at a time; 00 after a reset
constexpr std::uint8_t one_shot = 0x01;                  // and the heater is off
constexpr std::uint8_t both_available = 0x03;

/// The datasheet gives none; Linux' driver waits as long as this.
constexpr Duration measuring_time = 50ms;

constexpr std::int32_t coldest = -40'000;
constexpr std::int32_t hottest = 120'000;

/// Two points, measured at the factory: raw counts and what they stand for, in thousandths.
struct Line {
    std::int64_t raw_0;
    std::int64_t raw_1;
    std::int64_t value_0;
    std::int64_t value_1;

    [[nodiscard]] bool makes_sense() const { return raw_0 != raw_1 && value_0 != value_1; }
    [[nodiscard]] std::int64_t at(std::int16_t raw) const
    {
        const auto rise = (value_1 - value_0) * (raw_1 > raw_0 ? 1 : -1);
        return value_0 + rounded_division(rise * (raw - raw_0), raw_1 > raw_0 ? raw_1 - raw_0 : raw_0 - raw_1);
    }
};

struct Lines {
    Line humidity;
    Line temperature;
};

using Calibration = std::array<std::uint8_t, 16>;

std::int16_t little_endian(ByteView bytes, std::size_t first)
{
    return signed_16(big_endian_16(bytes[first + 1], bytes[first]));
}

/// Table 19: half percents.
Line humidity_line(const Calibration& bytes)
{
    const auto value = [](int halves) { return std::int64_t{500} * halves; };
    return {little_endian(bytes, 0x6), little_endian(bytes, 0xa), value(bytes[0]), value(bytes[1])};
}

/// Table 19: eighths of a degree, of ten bits.
Line temperature_line(const Calibration& bytes)
{
    const auto upper = [&](int shift) { return (bytes[5] >> shift & 3) << 8; };
    const auto value = [](int eighths) { return std::int64_t{125} * eighths; };
    return {little_endian(bytes, 0xc), little_endian(bytes, 0xe), value(bytes[2] | upper(0)),
            value(bytes[3] | upper(2))};
}

/// One shot for each sample: the chip rests in between.
class Hts221 final : public I2cSensor {
public:
    explicit Hts221(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "HTS221"} {}

    /// Begins a measurement that nobody collects: the first one after power-on may be wrong by degrees. Errors besides
    /// those of the bus: wrong_chip.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<std::array<std::uint8_t, 4>> measured() const;
    [[nodiscard]] Result<void> check_kept() const;
    [[nodiscard]] Result<Reading> decoded(ByteView raw) const;

    std::optional<Lines> lines_;  ///< of a calibration that makes sense
};

Result<Duration> Hts221::reset()
{
    lines_.reset();
    const auto found = read_byte(chip(), who_am_i, read_agreeing);
    if (!found) return fail(found);
    if (*found != id) return no_such_chip();
    if (const auto sent = write_register(chip(), averages, usual_averages); !sent) return fail(sent);
    if (const auto sent = write_register(chip(), control_1, on_and_block_data_update); !sent) return fail(sent);
    return start();
}

Result<void> Hts221::configure()
{
    if (const auto dropped = measured(); !dropped) return fail(dropped);
    Calibration bytes{};
    if (const auto got = read_agreeing(chip(), calibration, bytes); !got) return fail(got);
    const Lines read{humidity_line(bytes), temperature_line(bytes)};
    const bool makes_sense = read.humidity.makes_sense() && read.temperature.makes_sense();
    if (!makes_sense || is_from_dead_bus(calibration, bytes))
        return failure(Errc::bad_value, "an invalid calibration in the ");
    lines_ = read;
    return {};
}

Result<Duration> Hts221::start()
{
    if (const auto sent = write_register(chip(), control_2, one_shot); !sent) return fail(sent);
    return measuring_time;
}

Result<void> Hts221::check_kept() const
{
    const auto found = read_byte(chip(), control_1, read_agreeing);
    if (!found) return fail(found);
    if (*found != on_and_block_data_update) return settings_lost();
    return {};
}

/// The settings are read last, so that no reset slips in between. The data stands still until the next one shot.
Result<std::array<std::uint8_t, 4>> Hts221::measured() const
{
    const auto available = read_byte(chip(), status, read_agreeing);
    if (!available) return fail(available);
    const bool is_done = (*available & both_available) == both_available;
    std::array<std::uint8_t, 4> raw{};
    if (is_done) {
        if (const auto got = read_agreeing(chip(), humidity_and_temperature, raw); !got) return fail(got);
    }
    if (const auto kept = check_kept(); !kept) return fail(kept);
    if (!is_done) return unfinished_measurement();
    return raw;
}

Result<Reading> Hts221::collect()
{
    const auto raw = measured();
    if (!raw) return fail(raw);
    if (!lines_) return settings_lost();
    return decoded(*raw);
}

Result<Reading> Hts221::decoded(ByteView raw) const
{
    const auto celsius = lines_->temperature.at(little_endian(raw, 2));
    if (celsius < coldest || celsius > hottest) return failure(Errc::bad_value, "temperature beyond the range of the ");
    const auto percent = std::clamp<std::int64_t>(lines_->humidity.at(little_endian(raw, 0)), 0, 100'000);
    return Reading{}
        .with(Temperature::milli_celsius(static_cast<std::int32_t>(celsius)))
        .with(Humidity::milli_percent(static_cast<std::int32_t>(percent)));
}

Match probe(I2cDevice& chip)
{
    const auto found = read_byte(chip, who_am_i, read_registers);
    return found && *found == id ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"sensehat"};
constexpr std::uint8_t addresses[]{0x5f};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

}  // namespace hts221

constexpr Model hts221_model{
    .driver = "hts221",
    .chips = "ST HTS221",
    .words = hts221::words,
    .addresses = hts221::addresses,
    .quantities = hts221::quantities,
    .open = open_on_i2c<hts221::Hts221>,
    .probe = hts221::probe,
    .accuracy = "±0.5 °C, ±3.5 %",
};

}  // namespace coapnode
