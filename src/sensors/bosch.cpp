// SPDX-License-Identifier: MIT
// Bosch BME280 (temperature, humidity, pressure) and BMP280 (the same without humidity). Sections are those of the
// datasheets BST-BME280-DS002 and, where it says so, BST-BMP280-DS001.
#include "sensors/bosch_calibration.hpp"
#include "sensors/bosch_ids.hpp"
#include "sensors/chip.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace {

// Section 5.3, memory map.
enum Register : std::uint8_t {
    soft_reset = 0xe0,
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

constexpr Duration start_up_time = 2ms;  // table 1
// Section 9.1, maxima: 1.25 ms, temperature 2.3, pressure and humidity 2.3 + 0.575 each.
constexpr Duration measuring_time = 1250us + 2300us + 2875us;
constexpr Duration humidity_time = 2875us;

constexpr std::int32_t unmeasured = 0x80000;  // tables 22 and 23

/// Which of the two a driver is for.
struct BoschKind {
    std::string_view name;
    bool has_humidity;
};
constexpr BoschKind bme280_kind{"BME280", true};
/// A BME280 works as well: it has the same registers (section 5.2).
constexpr BoschKind bmp280_kind{"BMP280", false};

/// Forced mode, oversampling x1, filter off: the chip sleeps between samples and does not warm itself.
class BoschSensor final : public I2cSensor {
public:
    BoschSensor(std::unique_ptr<I2cDevice> chip, const BoschKind& kind)
        : I2cSensor{std::move(chip), kind.name}, has_humidity_{kind.has_humidity}
    {
    }

    /// wrong_chip names the driver to use instead where there is one.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;
    /// A BME280's calibration that does not fit its checksum.
    [[nodiscard]] std::optional<Error> doubt() const override { return doubt_; }

private:
    Result<void> identify();
    Result<void> read_calibration();

    bool has_humidity_;
    bool is_bme280_ = false;  ///< since identify()
    BoschCalibration calibration_;
    std::optional<Error> doubt_;
};

Result<void> BoschSensor::identify()
{
    const auto id = read_byte(chip(), bosch_id_register, read_agreeing);
    if (!id) return fail(id);
    const auto found = bosch_chip(*id);
    is_bme280_ = found == "BME280";
    if (is_bme280_ || found == name()) return {};
    const auto what = "the chip at " + chip().where() + " is " + described_bosch(*id);
    if (found == "BMP280") return fail(Errc::wrong_chip, what + ", which has no humidity: use driver bmp280");
    return fail(Errc::wrong_chip, what + ", not a " + std::string{name()});
}

Result<Duration> BoschSensor::reset()
{
    if (const auto known = identify(); !known) return fail(known);
    if (const auto sent = write_register(chip(), soft_reset, reset_word); !sent) return fail(sent);
    return start_up_time;
}

Result<void> BoschSensor::configure()
{
    const auto state = read_byte(chip(), status, read_agreeing);
    if (!state) return fail(state);
    if ((*state & is_copying) != 0) return unfinished_reset();
    // This comes first: a chip that is reset or exchanged from now on does not have this setting.
    if (const auto sent = write_register(chip(), config, filter_off_and_marked); !sent) return fail(sent);
    return read_calibration();
}

Result<void> BoschSensor::read_calibration()
{
    const auto found = read_bosch_calibration(chip(), is_bme280_, name());
    if (!found) return fail(found);
    calibration_ = found->calibration;
    doubt_.reset();
    if (is_bme280_ && !found->is_sure) {
        doubt_ = Error{Errc::bad_value, "the calibration of the BME280 at " + chip().where() +
                                            " does not fit its checksum, but is used"};
    }
    return {};
}

Result<Duration> BoschSensor::start()
{
    if (has_humidity_) {
        // This takes effect with the write to ctrl_meas (section 5.4.3). It is written for each sample: a chip that
        // lost its power meanwhile would leave out the humidity.
        if (const auto sent = write_register(chip(), ctrl_hum, once); !sent) return fail(sent);
    }
    if (const auto sent = write_register(chip(), ctrl_meas, once_each | forced_mode); !sent) return fail(sent);
    return has_humidity_ ? measuring_time + humidity_time : measuring_time;
}

Result<Reading> BoschSensor::collect()
{
    std::array<std::uint8_t, 12> all{};  // F3..FE: state, settings and values of one moment
    const auto registers = MutableBytes{all}.first(has_humidity_ ? 12 : 10);
    // The values do not change after the measurement. Reading them twice is the only check of the transfer there is.
    if (const auto got = read_agreeing(chip(), status, registers); !got) return fail(got);

    // Other settings than those of configure() and start() mean that the chip was reset.
    const bool kept = (all[1] & oversampling_bits) == once_each && all[2] == filter_off_and_marked;
    if (!kept) return settings_lost();
    if ((all[0] & (is_measuring | is_copying)) != 0) return unfinished_measurement();
    // 0x80000 and 0x8000 mean that a channel was left out. They can also be measured values.
    const auto counts = parse_bosch_counts(registers.subspan(4));
    if (counts.temperature == unmeasured && counts.pressure == unmeasured) {
        return failure(Errc::bad_value, "measurement skipped by the ");
    }
    if (const auto reading = compensate_bosch(calibration_, counts)) return *reading;
    return failure(Errc::bad_value, "impossible value from the ");
}

template <const BoschKind& kind>
Match probe_bosch(I2cDevice& chip)
{
    const auto id = read_byte(chip, bosch_id_register, read_registers);
    return id && bosch_chip(*id) == kind.name ? Match::certain : Match::no;
}

constexpr std::string_view bosch_words[]{"bmebmp280", "bmpbme280"};  // boards sold with either
constexpr std::uint8_t bosch_addresses[]{0x76, 0x77};
constexpr Quantity bme280_quantities[]{Quantity::temperature, Quantity::humidity, Quantity::pressure};
constexpr Quantity bmp280_quantities[]{Quantity::temperature, Quantity::pressure};

template <const BoschKind& kind>
constexpr Model bosch_row(std::string_view driver, std::string_view chips, std::span<const Quantity> quantities,
                          std::string_view accuracy)
{
    return {.driver = driver,
            .chips = chips,
            .words = bosch_words,
            .addresses = bosch_addresses,
            .quantities = quantities,
            .open = open_on_i2c<BoschSensor, kind>,
            .probe = probe_bosch<kind>,
            .accuracy = accuracy};
}

}  // namespace

constexpr Model bme280_model =
    bosch_row<bme280_kind>("bme280", "Bosch BME280", bme280_quantities, "±1 °C, ±3 %, ±1 hPa");
constexpr Model bmp280_model = bosch_row<bmp280_kind>("bmp280", "Bosch BMP280", bmp280_quantities, "±1 °C, ±1 hPa");

}  // namespace coapnode
