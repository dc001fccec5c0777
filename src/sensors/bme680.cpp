// SPDX-License-Identifier: MIT
// Bosch BME680 and BME688 (temperature, humidity, pressure). The gas sensor and its heater stay off: they would warm
// the board. Sections are those of the datasheet BST-BME680-DS001.
#include "sensors/bme680_compensation.hpp"
#include "sensors/bosch_ids.hpp"
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace coapnode {

namespace bme680 {

namespace {

// Section 5.2, memory map.
enum Register : std::uint8_t {
    status = 0x1d,
    data = 0x1f,
    gas_heater = 0x70,  // behind it: the gas sensor, humidity, one that is not used, the measurement, the filter
    humidity_control = 0x72,
    measurement_control = 0x74,
    low_calibration = 0x8a,
    middle_calibration = 0x96,
    soft_reset = 0xe0,
    high_calibration = 0xe1,
};

constexpr std::uint8_t reset_word = 0xb6;
constexpr std::uint8_t is_new = 0x80;
constexpr std::uint8_t is_measuring = 0x20;
constexpr std::uint8_t once = 0x01;       // oversampling of humidity
constexpr std::uint8_t once_each = 0x24;  // oversampling of temperature and pressure
constexpr std::uint8_t forced_mode = 0x01;
constexpr std::uint8_t mode_bits = 0x03;
/// No current for the heater. A reset clears this, so that each sample shows whether there was one.
constexpr std::uint8_t heater_off = 0x08;
constexpr std::int32_t unmeasured = 0x80000;

constexpr Duration start_up_time = 10ms;
// As Bosch's driver has it: 1.963 ms for each of the three, and 5.3 ms to switch between them.
constexpr Duration measuring_time = 3 * 1963us + 5300us;

/// In pieces that stay within the time of one bus transaction even on a bus slowed down to 10 kHz. There is no
/// checksum: each piece is read until two reads agree.
Result<Registers> read_calibration(I2cDevice& chip)
{
    Registers registers{};
    const MutableBytes all{registers};
    constexpr std::size_t first = middle_calibration - low_calibration;
    constexpr std::size_t second = low_size - first;
    if (const auto got = read_agreeing(chip, low_calibration, all.first(first)); !got) return fail(got);
    if (const auto got = read_agreeing(chip, middle_calibration, all.subspan(first, second)); !got) return fail(got);
    if (const auto got = read_agreeing(chip, high_calibration, all.subspan(low_size)); !got) return fail(got);
    return registers;
}

/// Forced mode, each channel once, filter off: the chip sleeps between samples and does not warm itself.
class Bme680 final : public I2cSensor {
public:
    explicit Bme680(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "BME680"} {}

    /// wrong_chip names the chip that is there, and the driver to use.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    Result<void> require_settings();

    Calibration calibration_;
};

Result<Duration> Bme680::reset()
{
    const auto id = read_byte(chip(), bosch_id_register, read_agreeing);
    if (!id) return fail(id);
    if (bosch_chip(*id) != name()) return other_bosch_chip(chip(), name());
    if (const auto sent = write_register(chip(), soft_reset, reset_word); !sent) return fail(sent);
    return start_up_time;
}

Result<void> Bme680::configure()
{
    // This comes first: a chip that is reset or exchanged from now on does not have this setting.
    if (const auto sent = write_register(chip(), gas_heater, heater_off); !sent) return fail(sent);
    const auto registers = read_calibration(chip());
    if (!registers) return fail(registers);
    const ByteView all{*registers};
    if (is_from_dead_bus(low_calibration, all.first(low_size)) ||
        is_from_dead_bus(high_calibration, all.subspan(low_size))) {
        return failure(Errc::bus_io, "no calibration data from the ");
    }
    calibration_ = parse_calibration(*registers);
    return {};
}

/// The oversampling of humidity is written for each sample: it takes effect with the write of the measurement's.
Result<Duration> Bme680::start()
{
    if (const auto sent = write_register(chip(), humidity_control, once); !sent) return fail(sent);
    if (const auto sent = write_register(chip(), measurement_control, once_each | forced_mode); !sent) {
        return fail(sent);
    }
    return measuring_time;
}

/// Those of configure() and start(); the chip has measured and sleeps again. Register 73 has no part in this.
Result<void> Bme680::require_settings()
{
    std::array<std::uint8_t, 6> settings{};
    if (const auto got = read_agreeing(chip(), gas_heater, settings); !got) return fail(got);
    const bool kept = settings[0] == heater_off && settings[1] == 0 && settings[2] == once &&
                      (settings[4] & ~mode_bits) == once_each && settings[5] == 0;
    if (!kept) return settings_lost();
    if ((settings[4] & mode_bits) != 0) return unfinished_measurement();
    return {};
}

/// The settings are read last, so that no reset slips in between. Reading the values twice is the only check of their
/// transfer there is.
Result<Reading> Bme680::collect()
{
    const auto state = read_byte(chip(), status, read_registers);  // the chip may take "new" back when it was read
    if (!state) return fail(state);
    std::array<std::uint8_t, 8> values{};
    if (const auto got = read_agreeing(chip(), data, values); !got) return fail(got);
    if (const auto kept = require_settings(); !kept) return fail(kept);
    if ((*state & (is_new | is_measuring)) != is_new) return unfinished_measurement();
    const auto counts = parse_counts(values);
    if (counts.temperature == unmeasured && counts.pressure == unmeasured) {
        return failure(Errc::bad_value, "measurement skipped by the ");
    }
    if (const auto reading = compensated(calibration_, counts)) return *reading;
    return failure(Errc::bad_value, "impossible value from the ");
}

Match probe(I2cDevice& chip)
{
    const auto id = read_byte(chip, bosch_id_register, read_registers);
    return id && bosch_chip(*id) == "BME680" ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"bme688"};
constexpr std::uint8_t addresses[]{0x76, 0x77};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity, Quantity::pressure};

}  // namespace

}  // namespace bme680

constexpr Model bme680_model{
    .driver = "bme680",
    .chips = "Bosch BME680, BME688 (without gas)",
    .words = bme680::words,
    .addresses = bme680::addresses,
    .quantities = bme680::quantities,
    .open = open_on_i2c<bme680::Bme680>,
    .probe = bme680::probe,
};

}  // namespace coapnode
