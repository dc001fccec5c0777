// SPDX-License-Identifier: MIT
/// Infineon DPS310, DPS368: temperature and pressure. Sections and tables are those of the datasheet DPS310,
/// version 1.2.
#include "sensors/chip.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>

namespace coapnode {

namespace dps310 {

namespace {

// Section 7, register map.
enum Register : std::uint8_t {
    pressure_data = 0x00,
    temperature_data = 0x03,
    pressure_configuration = 0x06,
    temperature_configuration = 0x07,
    measurement = 0x08,
    reset_register = 0x0c,
    product_id = 0x0d,
    coefficients = 0x10,
    coefficient_source = 0x28,
};

constexpr std::uint8_t dps310_id = 0x10;
constexpr std::uint8_t soft_reset = 0x09;

// Register 08.
constexpr std::uint8_t coefficients_and_sensor_ready = 0xc0;
constexpr std::uint8_t temperature_ready = 0x20;
constexpr std::uint8_t pressure_ready = 0x10;
constexpr std::uint8_t measure_pressure = 0x01;
constexpr std::uint8_t measure_temperature = 0x02;

/// Pressure 8 times. A reset clears this register, so each sample shows whether there was one.
constexpr std::uint8_t eight_times = 0x03;
constexpr std::uint8_t source_bit = 0x80;  // the sensing element that the coefficients are for
constexpr double scale_once = 524'288;     // table 9
constexpr double scale_eight_times = 7'864'320;

constexpr Duration start_up_time = 40ms;        // section 4: until the coefficients are ready
constexpr Duration temperature_time = 3'600us;  // table 16, once

constexpr std::int32_t unmeasured = -0x800000;  // what the data registers hold after a reset

/// Writes to the unnamed registers that Infineon's own library makes: without them some chips show 60 °C.
constexpr std::uint8_t temperature_fuse = 0x32;
constexpr std::uint8_t fuse_is_right = 0x02;
constexpr std::array<std::array<std::uint8_t, 2>, 5> fuse_repair{
    {{0x0e, 0xa5}, {0x0f, 0x96}, {0x62, 0x02}, {0x0e, 0x00}, {0x0f, 0x00}}};

/// The lower `bits` of `word` in two's complement.
constexpr std::int32_t signed_of(std::uint32_t word, unsigned bits)
{
    const std::uint32_t sign = 1U << (bits - 1);
    return static_cast<std::int32_t>(word ^ sign) - static_cast<std::int32_t>(sign);
}

using CoefficientBytes = std::array<std::uint8_t, 18>;

/// Section 8.11, under its names.
struct Coefficients {
    double c0, c1, c00, c10, c01, c11, c20, c21, c30;

    static Coefficients of(const CoefficientBytes& from)
    {
        const auto three = [&](std::size_t at) {
            return std::uint32_t{from[at]} << 16 | std::uint32_t{from[at + 1]} << 8 | from[at + 2];
        };
        const auto number = [](std::uint32_t word, unsigned bits) -> double { return signed_of(word, bits); };
        const auto word = [&](std::size_t at) { return number(three(at - 1) & 0xffff, 16); };
        return {.c0 = number(three(0) >> 12, 12),
                .c1 = number(three(0) & 0xfff, 12),
                .c00 = number(three(3) >> 4, 20),
                .c10 = number(three(5) & 0xfffff, 20),
                .c01 = word(8),
                .c11 = word(10),
                .c20 = word(12),
                .c21 = word(14),
                .c30 = word(16)};
    }

    /// Section 4.9.2, in °C; `t` is the scaled raw value.
    [[nodiscard]] double celsius(double t) const { return c0 / 2 + c1 * t; }
    /// Section 4.9.1, in Pa.
    [[nodiscard]] double pascals(double p, double t) const
    {
        return c00 + p * (c10 + p * (c20 + p * c30)) + t * c01 + t * p * (c11 + p * c21);
    }
};

/// Measures temperature, then pressure; each with a command of its own.
class Dps310 final : public I2cSensor {
public:
    explicit Dps310(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "DPS310"} {}

    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    Result<void> read_coefficients();
    Result<void> repair_fuse();
    Result<void> await(std::uint8_t ready);
    Result<std::int32_t> read_raw(std::uint8_t first);
    Result<Reading> begin_pressure();
    [[nodiscard]] Result<Reading> decode(std::int32_t raw_pressure) const;

    Coefficients coefficients_{};
    std::uint8_t source_ = 0;
    std::optional<std::int32_t> raw_temperature_;  ///< of the measurement under way
};

Result<Duration> Dps310::reset()
{
    const auto id = read_byte(chip(), product_id, read_agreeing);
    if (!id) return fail(id);
    if (*id != dps310_id) return no_such_chip();
    if (const auto sent = write_register(chip(), reset_register, soft_reset); !sent) return fail(sent);
    return start_up_time;
}

Result<void> Dps310::configure()
{
    const auto status = read_byte(chip(), measurement, read_agreeing);
    if (!status) return fail(status);
    if ((*status & coefficients_and_sensor_ready) != coefficients_and_sensor_ready) return unfinished_reset();
    if (const auto got = read_coefficients(); !got) return fail(got);
    if (const auto done = repair_fuse(); !done) return fail(done);
    if (const auto sent = write_register(chip(), pressure_configuration, eight_times); !sent) return fail(sent);
    return write_register(chip(), temperature_configuration, source_);
}

Result<void> Dps310::read_coefficients()
{
    CoefficientBytes bytes{};
    if (const auto got = read_agreeing(chip(), coefficients, bytes); !got) return fail(got);
    if (is_from_dead_bus(coefficients, bytes)) return failure(Errc::bad_value, "an invalid calibration in the ");
    const auto source = read_byte(chip(), coefficient_source, read_agreeing);
    if (!source) return fail(source);
    coefficients_ = Coefficients::of(bytes);
    source_ = static_cast<std::uint8_t>(*source & source_bit);
    return {};
}

Result<void> Dps310::repair_fuse()
{
    const auto fuse = read_byte(chip(), temperature_fuse, read_agreeing);
    if (!fuse) return fail(fuse);
    if ((*fuse & fuse_is_right) != 0) return {};
    for (const auto& [which, value] : fuse_repair) {
        if (const auto sent = write_register(chip(), which, value); !sent) return fail(sent);
    }
    return {};
}

Result<Duration> Dps310::start()
{
    raw_temperature_.reset();
    if (const auto sent = write_register(chip(), measurement, measure_temperature); !sent) return fail(sent);
    return temperature_time;
}

/// Settings and status in one read. Reading the data clears the bit that it is ready.
Result<void> Dps310::await(std::uint8_t ready)
{
    std::array<std::uint8_t, 3> state{};
    if (const auto got = read_agreeing(chip(), pressure_configuration, state); !got) return fail(got);
    if (state[0] != eight_times || state[1] != source_) return settings_lost();
    if ((state[2] & ready) == 0) return unfinished_measurement();
    return {};
}

Result<std::int32_t> Dps310::read_raw(std::uint8_t first)
{
    std::array<std::uint8_t, 3> data{};
    if (const auto got = read_agreeing(chip(), first, data); !got) return fail(got);
    const auto raw = signed_of(std::uint32_t{data[0]} << 16 | std::uint32_t{data[1]} << 8 | data[2], 24);
    if (raw == unmeasured) return settings_lost();
    return raw;
}

Result<Reading> Dps310::collect()
{
    if (!raw_temperature_) return begin_pressure();
    if (const auto ready = await(pressure_ready); !ready) return fail(ready);
    const auto raw = read_raw(pressure_data);
    if (!raw) return fail(raw);
    return decode(*raw);
}

Result<Reading> Dps310::begin_pressure()
{
    if (const auto ready = await(temperature_ready); !ready) return fail(ready);
    const auto raw = read_raw(temperature_data);
    if (!raw) return fail(raw);
    if (const auto sent = write_register(chip(), measurement, measure_pressure); !sent) return fail(sent);
    raw_temperature_ = *raw;
    return unfinished_measurement();
}

Result<Reading> Dps310::decode(std::int32_t raw_pressure) const
{
    const auto t = *raw_temperature_ / scale_once;
    const auto p = raw_pressure / scale_eight_times;
    const auto celsius = coefficients_.celsius(t);
    const auto pascals = coefficients_.pascals(p, t);
    // Table 1: the operating range.
    if (celsius < -40 || celsius > 85) return failure(Errc::bad_value, "temperature beyond the range of the ");
    if (pascals < 30'000 || pascals > 120'000) return failure(Errc::bad_value, "pressure beyond the range of the ");
    return Reading{}
        .with(Temperature::milli_celsius(thousandths(celsius)))
        .with(Pressure::milli_pascal(thousandths(pascals)));
}

Match probe(I2cDevice& chip)
{
    const auto id = read_byte(chip, product_id, read_registers);
    return id && *id == dps310_id ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"dps368"};
constexpr std::uint8_t addresses[]{0x76, 0x77};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::pressure};

}  // namespace

}  // namespace dps310

constexpr Model dps310_model{
    .driver = "dps310",
    .chips = "Infineon DPS310, DPS368",
    .words = dps310::words,
    .addresses = dps310::addresses,
    .quantities = dps310::quantities,
    .open = open_on_i2c<dps310::Dps310>,
    .probe = dps310::probe,
};

}  // namespace coapnode
