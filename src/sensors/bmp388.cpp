// SPDX-License-Identifier: MIT
// Bosch BMP388 (temperature, pressure), and its relatives BMP384 and BMP390 with the same registers. Sections are those
// of the datasheet BST-BMP388-DS001.
#include "sensors/bosch_ids.hpp"
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

namespace coapnode {

namespace bmp388 {

namespace {

// Section 4.2, memory map.
enum Register : std::uint8_t {
    chip_id = 0x00,
    status = 0x03,
    data = 0x04,
    power_control = 0x1b,  // behind it: the oversampling
    oversampling = 0x1c,
    calibration_checksum = 0x30,  // behind it, up to 45: the calibration
    middle_of_calibration = 0x3b,
    command = 0x7e,
};

constexpr std::uint8_t id_of_bmp388 = 0x50;  // and of a BMP384
constexpr std::uint8_t id_of_bmp390 = 0x60;
constexpr std::uint8_t soft_reset = 0xb6;
constexpr std::uint8_t takes_commands = 0x10;  // of the status
constexpr std::uint8_t has_both_values = 0x60;
constexpr std::uint8_t both_channels = 0x03;
constexpr std::uint8_t forced_mode = 0x10;
constexpr std::uint8_t mode_bits = 0x30;
/// A reset leaves four samples of pressure here (section 4.3.19), so this shows whether there was one.
constexpr std::uint8_t once_each = 0x00;

constexpr Duration start_up_time = 2ms;  // table 1
// Section 3.9.2: 0.234 ms, pressure 0.392 + 2.02, temperature 0.163 + 2.02; and 1 ms for the chip's own clock.
constexpr Duration measuring_time = 5900us;

constexpr double coldest = -40;
constexpr double hottest = 85;
constexpr double thinnest = 30'000;  // Pa
constexpr double densest = 125'000;

using Calibration = std::array<std::uint8_t, 21>;  // 31..45

struct Dump {
    std::uint8_t checksum{};
    Calibration calibration{};

    bool operator==(const Dump&) const = default;
    /// As the BME280's: an inverted CRC-8. The datasheet does not name it; Bosch's own driver checks it.
    [[nodiscard]] bool is_sure() const { return (crc8(calibration, 0xff, bosch_polynomial) ^ 0xff) == checksum; }
};

/// In two halves, so that each stays within the time of one bus transaction even on a bus slowed down to 10 kHz.
Result<Dump> read_dump(I2cDevice& chip)
{
    constexpr std::size_t half = middle_of_calibration - calibration_checksum;
    std::array<std::uint8_t, 2 * half> all{};
    const MutableBytes bytes{all};
    if (const auto got = read_registers(chip, calibration_checksum, bytes.first(half)); !got) return fail(got);
    if (const auto got = read_registers(chip, middle_of_calibration, bytes.last(half)); !got) return fail(got);
    Dump dump{.checksum = all[0]};
    std::ranges::copy(bytes.subspan(1), dump.calibration.begin());
    return dump;
}

double unsigned_at(const Calibration& bytes, std::size_t at)
{
    return little_endian_16(bytes[at], bytes[at + 1]);
}

double signed_at(const Calibration& bytes, std::size_t at)
{
    return signed_16(little_endian_16(bytes[at], bytes[at + 1]));
}

double signed_byte_at(const Calibration& bytes, std::size_t at)
{
    return static_cast<std::int8_t>(bytes[at]);
}

double count_of_24_bits(ByteView bytes)
{
    return bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}

/// Section 9.2, °C.
double celsius(const Calibration& c, double count)
{
    const double distance = count - std::ldexp(unsigned_at(c, 0), 8);
    const double linear = std::ldexp(unsigned_at(c, 2), -30);
    const double square = std::ldexp(signed_byte_at(c, 4), -48);
    return distance * (linear + distance * square);
}

/// Section 9.3, Pa: a polynomial of the count whose coefficients are polynomials of the temperature.
double pascal(const Calibration& c, double t, double count)
{
    const double offset = std::ldexp(unsigned_at(c, 11), 3) +
                          t * (std::ldexp(unsigned_at(c, 13), -6) + t * (std::ldexp(signed_byte_at(c, 15), -8) +
                                                                         t * std::ldexp(signed_byte_at(c, 16), -15)));
    const double gain = std::ldexp(signed_at(c, 5) - 16'384, -20) +
                        t * (std::ldexp(signed_at(c, 7) - 16'384, -29) +
                             t * (std::ldexp(signed_byte_at(c, 9), -32) + t * std::ldexp(signed_byte_at(c, 10), -37)));
    const double square = std::ldexp(signed_at(c, 17), -48) + t * std::ldexp(signed_byte_at(c, 19), -48);
    const double cube = std::ldexp(signed_byte_at(c, 20), -65);
    return offset + count * (gain + count * (square + count * cube));
}

/// `counts` are registers 04..09. nullopt for what is beyond the operating range.
std::optional<Reading> compensated(const Calibration& calibration, ByteView counts)
{
    const double t = celsius(calibration, count_of_24_bits(counts.subspan(3)));
    const double p = pascal(calibration, t, count_of_24_bits(counts));
    if (t < coldest || t > hottest || p < thinnest || p > densest) return std::nullopt;
    return Reading{}.with(Temperature::milli_celsius(thousandths(t))).with(Pressure::milli_pascal(thousandths(p)));
}

/// Forced mode, each channel once, filter off: the chip sleeps between samples and does not warm itself.
class Bmp388 final : public I2cSensor {
public:
    explicit Bmp388(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "BMP388"} {}

    /// wrong_chip names the chip that is there, and the driver to use.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;
    /// A calibration that does not fit its checksum.
    [[nodiscard]] std::optional<Error> doubt() const override { return doubt_; }

private:
    Result<void> read_calibration();
    Result<void> adopt(const Dump& dump);
    Result<void> require_settings();

    Calibration calibration_{};
    std::optional<Error> doubt_;
};

Result<Duration> Bmp388::reset()
{
    const auto id = read_byte(chip(), chip_id, read_agreeing);
    if (!id) return fail(id);
    if (*id != id_of_bmp388 && *id != id_of_bmp390) return other_bosch_chip(chip(), name());
    if (const auto sent = write_register(chip(), command, soft_reset); !sent) return fail(sent);
    return start_up_time;
}

Result<void> Bmp388::configure()
{
    const auto state = read_byte(chip(), status, read_agreeing);
    if (!state) return fail(state);
    if ((*state & takes_commands) == 0) return unfinished_reset();
    // This comes first: a chip that is reset or exchanged from now on does not have this setting.
    if (const auto sent = write_register(chip(), oversampling, once_each); !sent) return fail(sent);
    return read_calibration();
}

/// A calibration with the right checksum is taken at once; any other must come twice.
Result<void> Bmp388::read_calibration()
{
    std::optional<Dump> before;
    for (int reads = 0; reads < most_reads; ++reads) {
        const auto dump = read_dump(chip());
        if (!dump) return fail(dump);
        if (dump->is_sure() || before == *dump) return adopt(*dump);
        before = *dump;
    }
    return failure(Errc::bad_checksum, "each read gives a different calibration of the ");
}

Result<void> Bmp388::adopt(const Dump& dump)
{
    if (is_from_dead_bus(calibration_checksum + 1, dump.calibration)) {
        return failure(Errc::bus_io, "no calibration data from the ");
    }
    calibration_ = dump.calibration;
    doubt_.reset();
    if (!dump.is_sure()) {
        doubt_ = Error{Errc::bad_value, "the calibration of the BMP388 at " + chip().where() +
                                            " does not fit its checksum, but is used"};
    }
    return {};
}

Result<Duration> Bmp388::start()
{
    if (const auto sent = write_register(chip(), power_control, forced_mode | both_channels); !sent) return fail(sent);
    return measuring_time;
}

/// Those of configure() and start(); the chip has measured and sleeps again.
Result<void> Bmp388::require_settings()
{
    std::array<std::uint8_t, 2> settings{};
    if (const auto got = read_agreeing(chip(), power_control, settings); !got) return fail(got);
    if (settings[1] != once_each || (settings[0] & ~mode_bits) != both_channels) return settings_lost();
    if ((settings[0] & mode_bits) != 0) return unfinished_measurement();
    return {};
}

/// The settings are read last, so that no reset slips in between. Reading the values twice is the only check of their
/// transfer there is. They are left alone until both are there: reading them takes them off the status.
Result<Reading> Bmp388::collect()
{
    const auto state = read_byte(chip(), status, read_agreeing);
    if (!state) return fail(state);
    const bool is_ready = (*state & has_both_values) == has_both_values;
    std::array<std::uint8_t, 6> counts{};
    const auto got = is_ready ? read_agreeing(chip(), data, counts) : Result<void>{};
    if (!got) return fail(got);
    if (const auto kept = require_settings(); !kept) return fail(kept);
    if (!is_ready) return unfinished_measurement();
    if (const auto reading = compensated(calibration_, counts)) return *reading;
    return failure(Errc::bad_value, "impossible value from the ");
}

/// Register 00 alone would not do: in a DPS310 it is a part of the pressure.
Match probe(I2cDevice& chip)
{
    const auto id = read_byte(chip, chip_id, read_registers);
    if (!id || (*id != id_of_bmp388 && *id != id_of_bmp390)) return Match::no;
    const auto dump = read_dump(chip);
    return dump && dump->is_sure() ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"bmp380", "bmp384", "bmp390"};
constexpr std::uint8_t addresses[]{0x76, 0x77};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::pressure};

}  // namespace

}  // namespace bmp388

constexpr Model bmp388_model{
    .driver = "bmp388",
    .chips = "Bosch BMP384, BMP388, BMP390",
    .words = bmp388::words,
    .addresses = bmp388::addresses,
    .quantities = bmp388::quantities,
    .open = open_on_i2c<bmp388::Bmp388>,
    .probe = bmp388::probe,
};

}  // namespace coapnode
