// SPDX-License-Identifier: MIT
#include "sensors/bosch.hpp"

#include "sensors/chip_failure.hpp"
#include "sensors/registers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace coapnode {

namespace {

// Section 5.3, memory map.
enum Register : std::uint8_t {
    low_calibration = 0x88,
    middle_calibration = 0x95,
    chip_id = 0xd0,
    soft_reset = 0xe0,
    high_calibration = 0xe1,
    ctrl_hum = 0xf2,
    status = 0xf3,
    ctrl_meas = 0xf4,
    config = 0xf5,
};

constexpr std::uint8_t reset_word = 0xb6;
constexpr std::uint8_t is_measuring = 0x08;
constexpr std::uint8_t is_copying = 0x01;  // calibration from the non-volatile memory
constexpr std::uint8_t once = 0x01;        // oversampling, in ctrl_hum
constexpr std::uint8_t once_each = 0x24;   // oversampling of temperature and pressure, in ctrl_meas
constexpr std::uint8_t forced_mode = 0x01;
constexpr std::uint8_t oversampling_bits = 0xfc;
/// The filter is off (section 5.4.6). The bits of the standby time do nothing in forced mode, but a reset clears them,
/// so that each sample shows whether there was one since they were set.
constexpr std::uint8_t filter_off_and_marked = 0xa0;
constexpr std::size_t parameters_t1_to_p9 = 24;  // of BoschLowRegisters; what follows is reserved, or humidity's

constexpr Duration start_up_time = 2ms;  // table 1
// Section 9.1, maxima: 1.25 ms, temperature 2.3, pressure and humidity 2.3 + 0.575 each.
constexpr Duration measuring_time = 1250us + 2300us + 2875us;
constexpr Duration humidity_time = 2875us;

constexpr std::int32_t unmeasured = 0x80000;  // tables 22 and 23

struct Id {
    std::uint8_t id;
    std::string_view chip;
};

constexpr std::array ids{
    Id{0x55, "BMP180"}, Id{0x56, "BMP280"}, Id{0x57, "BMP280"},  // samples
    Id{0x58, "BMP280"}, Id{0x60, "BME280"}, Id{0x61, "BME680"},
};

/// "" for a chip that is not Bosch's.
std::string_view chip_of(std::uint8_t id)
{
    const auto* const known = std::find_if(ids.begin(), ids.end(), [id](const Id& row) { return row.id == id; });
    return known != ids.end() ? known->chip : std::string_view{};
}

std::string described(std::uint8_t id)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto chip = chip_of(id);
    return (chip.empty() ? "unknown" : "a " + std::string{chip}) + " (id 0x" + digits[id >> 4] + digits[id & 0xf] + ')';
}

/// In two halves, so that each stays within the time of one bus transaction even on a bus slowed down to 10 kHz.
Result<void> read_low_calibration(I2cDevice& chip, BoschLowRegisters& low)
{
    constexpr auto half = std::tuple_size_v<BoschLowRegisters> / 2;
    const MutableBytes all{low};
    if (const auto got = read_registers(chip, low_calibration, all.first(half)); !got) return fail(got);
    return read_registers(chip, middle_calibration, all.last(half));
}

Result<BoschDump> read_dump(I2cDevice& chip, bool has_humidity)
{
    BoschDump dump;
    if (const auto got = read_low_calibration(chip, dump.low); !got) return fail(got);
    if (!has_humidity) return dump;
    std::array<std::uint8_t, std::tuple_size_v<BoschHighRegisters> + 1> high{};
    if (const auto got = read_registers(chip, high_calibration, high); !got) return fail(got);
    std::ranges::copy_n(high.begin(), dump.high.size(), dump.high.begin());
    dump.checksum = high.back();
    return dump;
}

Result<void> write_register(I2cDevice& chip, Register which, std::uint8_t value)
{
    return chip.write(std::array{std::uint8_t{which}, value});
}

Match identifies_as(I2cDevice& chip, std::string_view name)
{
    std::array<std::uint8_t, 1> id{};
    return read_registers(chip, chip_id, id) && chip_of(id[0]) == name ? Match::certain : Match::no;
}

}  // namespace

Result<void> BoschSensor::identify()
{
    std::array<std::uint8_t, 1> id{};
    if (const auto got = read_agreeing(chip_, chip_id, id); !got) return fail(got);
    const auto chip = chip_of(id[0]);
    is_bme280_ = chip == "BME280";
    if (is_bme280_ || chip == name()) return {};
    const auto found = "the chip at " + chip_.where() + " is " + described(id[0]);
    if (chip == "BMP280") return fail(Errc::wrong_chip, found + ", which has no humidity: use driver bmp280");
    return fail(Errc::wrong_chip, found + ", not a " + name());
}

Result<Duration> BoschSensor::reset()
{
    if (const auto known = identify(); !known) return fail(known);
    if (const auto sent = write_register(chip_, soft_reset, reset_word); !sent) return fail(sent);
    return start_up_time;
}

Result<void> BoschSensor::configure()
{
    std::array<std::uint8_t, 1> state{};
    if (const auto got = read_agreeing(chip_, status, state); !got) return fail(got);
    if ((state[0] & is_copying) != 0) return failure(Errc::not_ready, "unfinished reset of the ");
    // First of all: a chip that is reset or exchanged from now on does not have it.
    if (const auto sent = write_register(chip_, config, filter_off_and_marked); !sent) return fail(sent);
    return read_calibration();
}

/// What its checksum confirms is taken at once, anything else must come twice.
Result<void> BoschSensor::read_calibration()
{
    std::optional<BoschDump> before;
    for (int reads = 0; reads < most_reads; ++reads) {
        const auto dump = read_dump(chip_, is_bme280_);
        if (!dump) return fail(dump);
        const bool is_sure = is_bme280_ && fits_checksum(*dump);
        if (is_sure || (before && *dump == *before)) return take(*dump, is_sure);
        before = *dump;
    }
    return failure(Errc::bad_checksum, "each read gives another calibration of the ");
}

Result<void> BoschSensor::take(const BoschDump& dump, bool is_sure)
{
    if (is_from_dead_bus(low_calibration, ByteView{dump.low}.first(parameters_t1_to_p9))) {
        return failure(Errc::bus_io, "a dead bus instead of the calibration of the ");
    }
    calibration_ = parse_bosch_calibration(dump.low, dump.high);
    if (!is_sure && !is_plausible(calibration_)) {
        return failure(Errc::bad_value, "a calibration that makes no sense in the ");
    }
    doubt_.reset();
    if (is_bme280_ && !is_sure) {
        doubt_ = Error{Errc::bad_value,
                       "the calibration of the BME280 at " + chip_.where() + " does not fit its checksum, but is used"};
    }
    return {};
}

Result<Duration> BoschSensor::start()
{
    if (has_humidity_) {
        // Takes effect with the write to ctrl_meas (section 5.4.3). Each time, because a chip that lost its power
        // meanwhile would leave out the humidity.
        if (const auto sent = write_register(chip_, ctrl_hum, once); !sent) return fail(sent);
    }
    if (const auto sent = write_register(chip_, ctrl_meas, once_each | forced_mode); !sent) return fail(sent);
    return has_humidity_ ? measuring_time + humidity_time : measuring_time;
}

Result<Reading> BoschSensor::collect()
{
    std::array<std::uint8_t, 12> all{};  // F3..FE: state, settings and values of one moment
    const auto registers = MutableBytes{all}.first(has_humidity_ ? 12 : 10);
    // The values stand still after the measurement: that they come twice is the only check of the transfer there is.
    if (const auto got = read_agreeing(chip_, status, registers); !got) return fail(got);

    // As configure() and start() wrote them, or the chip was reset since.
    const bool kept = (all[1] & oversampling_bits) == once_each && all[2] == filter_off_and_marked;
    if (!kept) return failure(Errc::settings_lost, "settings lost by the ");
    if ((all[0] & (is_measuring | is_copying)) != 0) {
        return failure(Errc::not_ready, "unfinished measurement of the ");
    }
    // 0x80000 and 0x8000 stand for a channel that was left out, but are measured now and then, too.
    const auto counts = parse_bosch_counts(registers.subspan(4));
    if (counts.temperature == unmeasured && counts.pressure == unmeasured) {
        return failure(Errc::bad_value, "measurement left out by the ");
    }
    if (const auto reading = compensate_bosch(calibration_, counts)) return *reading;
    return failure(Errc::bad_value, "impossible value from the ");
}

Failure BoschSensor::failure(Errc code, std::string_view clause) const
{
    return chip_failure(code, std::string{clause} + name(), chip_.where());
}

Match probe_bme280(I2cDevice& chip)
{
    return identifies_as(chip, "BME280");
}

Match probe_bmp280(I2cDevice& chip)
{
    return identifies_as(chip, "BMP280");
}

}  // namespace coapnode
