// SPDX-License-Identifier: MIT
#include "sensors/bosch.hpp"

#include "sensors/chip_failure.hpp"

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
constexpr std::uint8_t filter_off = 0x00;

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

Result<std::uint8_t> read_register(I2cDevice& chip, Register which)
{
    std::array<std::uint8_t, 1> value{};
    if (const auto got = chip.write_read(std::array{std::uint8_t{which}}, value); !got) return fail(got);
    return value[0];
}

Result<void> read_registers(I2cDevice& chip, Register first, MutableBytes values)
{
    return chip.write_read(std::array{std::uint8_t{first}}, values);
}

/// In two halves, so that each stays within the time of one bus transaction even on a bus slowed down to 10 kHz.
Result<void> read_low_calibration(I2cDevice& chip, BoschLowRegisters& low)
{
    constexpr auto half = std::tuple_size_v<BoschLowRegisters> / 2;
    const MutableBytes all{low};
    if (const auto got = read_registers(chip, low_calibration, all.first(half)); !got) return fail(got);
    return read_registers(chip, middle_calibration, all.last(half));
}

Result<void> write_register(I2cDevice& chip, Register which, std::uint8_t value)
{
    return chip.write(std::array{std::uint8_t{which}, value});
}

/// A memory that was never written, or erased: the formulas may still make a believable value of it.
bool is_blank(const BoschLowRegisters& low)
{
    const auto parameters = ByteView{low}.first(24);  // T1..P9; what follows is reserved, or humidity's
    return std::ranges::all_of(parameters, [&](std::uint8_t byte) { return byte == parameters.front(); });
}

Match identifies_as(I2cDevice& chip, std::string_view name)
{
    const auto id = read_register(chip, chip_id);
    return id && chip_of(*id) == name ? Match::certain : Match::no;
}

}  // namespace

Result<void> BoschSensor::identify()
{
    const auto id = read_register(chip_, chip_id);
    if (!id) return fail(id);
    const auto chip = chip_of(*id);
    if (chip == "BME280" || chip == name()) return {};
    const auto found = "the chip at " + chip_.where() + " is " + described(*id);
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
    const auto state = read_register(chip_, status);
    if (!state) return fail(state);
    if ((*state & is_copying) != 0) {
        return chip_failure(Errc::not_ready, "unfinished reset of the " + name(), chip_.where());
    }
    if (const auto got = read_calibration(); !got) return fail(got);
    return write_register(chip_, config, filter_off);
}

Result<void> BoschSensor::read_calibration()
{
    BoschLowRegisters low{};
    BoschHighRegisters high{};
    if (const auto got = read_low_calibration(chip_, low); !got) return fail(got);
    if (is_blank(low)) return chip_failure(Errc::bad_value, "no calibration in the " + name(), chip_.where());
    if (has_humidity_) {
        if (const auto got = read_registers(chip_, high_calibration, high); !got) return fail(got);
    }
    calibration_ = parse_bosch_calibration(low, high);
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
    std::array<std::uint8_t, 12> all{};  // status..FE: state, settings and values of one moment
    const auto registers = MutableBytes{all}.first(has_humidity_ ? 12 : 10);
    if (const auto got = read_registers(chip_, status, registers); !got) return fail(got);

    if ((all[0] & (is_measuring | is_copying)) != 0) {
        return chip_failure(Errc::not_ready, "unfinished measurement of the " + name(), chip_.where());
    }
    // 0x80000 and 0x8000 stand for a channel that was left out, but are measured now and then, too. The settings tell:
    // they are as start() wrote them, or the chip lost its power since.
    const auto counts = parse_bosch_counts(registers.subspan(4));
    const bool kept = (all[1] & oversampling_bits) == once_each;
    if (!kept || (counts.temperature == unmeasured && counts.pressure == unmeasured)) {
        return chip_failure(Errc::bad_value, "measurement left out by the " + name(), chip_.where());
    }
    if (const auto reading = compensate_bosch(calibration_, counts)) return *reading;
    return chip_failure(Errc::bad_value, "impossible value from the " + name(), chip_.where());
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
