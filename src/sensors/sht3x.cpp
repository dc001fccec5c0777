// SPDX-License-Identifier: MIT
#include "sensors/sht3x.hpp"

#include "sensors/chip.hpp"

#include <string>

namespace coapnode {

namespace {

using Sht3xCommand = std::array<std::uint8_t, 2>;

constexpr Sht3xCommand stop_periodic{0x30, 0x93};               // table 13, "break"
constexpr Sht3xCommand reset_command{0x30, 0xa2};               // table 14
constexpr Sht3xCommand read_status{0xf3, 0x2d};                 // table 17
constexpr Sht3xCommand clear_status{0x30, 0x41};                // table 19
constexpr Sht3xCommand measure_high_repeatability{0x24, 0x00};  // table 9, clock stretching disabled

constexpr Duration stop_time = 1ms;              // section 4.8
constexpr Duration single_shot_time = 15'500us;  // table 4, high repeatability, at the lowest supply voltage

constexpr std::uint8_t sht3x_crc_initial = 0xff;  // table 20
constexpr std::uint8_t undriven = 0xff;           // what the pull-ups make of a byte that no chip sends

// Section 4.13.
constexpr LinearScale sht3x_temperature{-45'000, 175'000, 65535};
constexpr LinearScale sht3x_humidity{0, 100'000, 65535};
// Table 2: the specified range. A broken sensing element gives the ends of the formula, -45 and 130 °C.
constexpr std::int32_t sht3x_coldest = -40'000;
constexpr std::int32_t sht3x_hottest = 125'000;

// Table 18.
constexpr std::uint16_t heater_on = 1 << 13;
constexpr std::uint16_t was_reset = 1 << 4;  // by any kind of reset since the status was cleared

constexpr int status_reads = 3;  // at most, until one is intact

using StatusFrame = std::array<std::uint8_t, 3>;

/// Single shots of high repeatability, never with clock stretching: the Broadcom controller breaks it.
class Sht3x final : public I2cSensor {
public:
    explicit Sht3x(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "SHT3x"} {}

    Result<Duration> reset() override;
    /// Fails twice with not_ready: the chip resets itself meanwhile, and needs a pause between two commands.
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    enum class Step : std::uint8_t { identify, clear, confirm };

    Result<void> identify();
    Result<void> clear();
    Result<void> confirm();
    [[nodiscard]] Result<std::uint16_t> intact_status() const;
    [[nodiscard]] Result<void> check_kept() const;
    [[nodiscard]] Failure no_frame(const Error& error) const;
    [[nodiscard]] Failure busy_or(const Error& error, const Failure& busy) const;

    Step step_ = Step::identify;
    std::uint16_t watched_ = 0;  ///< bits of the status that were 0 after the set-up: a reset, the heater
};

Result<Duration> Sht3x::reset()
{
    step_ = Step::identify;
    // In periodic mode the chip does not acknowledge a soft reset. This command ends that mode.
    if (const auto sent = chip().write(stop_periodic); !sent) return fail(sent);
    return stop_time;
}

/// After a command without a read the chip needs a millisecond before the next one (section 4). So each step ends with
/// not_ready, and the caller asks again.
Result<void> Sht3x::configure()
{
    if (step_ == Step::identify) return identify();
    if (step_ == Step::clear) return clear();
    return confirm();
}

/// The status has no fixed bits, but it has a checksum.
Result<void> Sht3x::identify()
{
    if (const auto status = intact_status(); !status) return fail(status);
    // It switches off a heater that was left on (section 4.10), which would falsify every reading.
    if (const auto sent = chip().write(reset_command); !sent) return fail(sent);
    step_ = Step::clear;
    return unfinished_reset();
}

Result<void> Sht3x::clear()
{
    if (const auto sent = chip().write(clear_status); !sent) return busy_or(sent.error(), unfinished_reset());
    step_ = Step::confirm;
    return unfinished_reset();
}

/// Some relatives do not clear their status, so it tells nothing. Their readings are still right: each one is complete
/// in itself.
Result<void> Sht3x::confirm()
{
    const auto status = intact_status();
    if (!status) return busy_or(status.error(), unfinished_reset());
    watched_ = static_cast<std::uint16_t>(~*status & (was_reset | heater_on));
    return {};
}

Result<Duration> Sht3x::start()
{
    if (const auto sent = chip().write(measure_high_repeatability); !sent) return fail(sent);
    return single_shot_time;
}

Result<Reading> Sht3x::collect()
{
    Sht3xFrame frame{};
    if (const auto got = chip().read(frame); !got) return no_frame(got.error());
    auto reading = decode_sht3x(frame, chip().where());
    if (!reading) return reading;
    if (const auto kept = check_kept(); !kept) return fail(kept);
    return reading;
}

/// A chip that was reset meanwhile has no frame to send, but it answers a read of the status.
Failure Sht3x::no_frame(const Error& error) const
{
    if (error == Errc::no_answer) {
        if (const auto kept = check_kept(); !kept && kept.error() == Errc::settings_lost) return fail(kept);
    }
    return busy_or(error, unfinished_measurement());
}

/// While it measures or resets, the chip acknowledges nothing. An unplugged chip does not either. Only asking again
/// tells them apart; the caller does so a bounded number of times. If the chip is gone, reset() of the next attempt
/// fails with no_answer.
Failure Sht3x::busy_or(const Error& error, const Failure& busy) const
{
    return error == Errc::no_answer ? busy : Failure{error};
}

Result<void> Sht3x::check_kept() const
{
    const auto status = intact_status();
    if (!status) return fail(status);
    if ((*status & watched_) == 0) return {};
    return settings_lost();
}

/// Reads until a word is intact. Errors: bad_checksum; wrong_chip.
Result<std::uint16_t> Sht3x::intact_status() const
{
    StatusFrame status{};
    for (int reads = 0; reads < status_reads; ++reads) {
        if (const auto got = chip().write_read(read_status, status); !got) return fail(got);
        if (has_intact_words(status, sht3x_crc_initial)) return big_endian_16(status[0], status[1]);
    }
    // Other chips at these addresses (INA219, OPT3001) have registers of two bytes; the pull-ups make the third.
    if (status.back() == undriven) return fail(Errc::wrong_chip, "the chip at " + chip().where() + " is no SHT3x");
    return failure(Errc::bad_checksum, "checksum error from the ");
}

Match probe_sht3x(I2cDevice& chip)
{
    StatusFrame status{};
    return chip.write_read(read_status, status) && has_intact_words(status, sht3x_crc_initial) ? Match::certain
                                                                                               : Match::no;
}

constexpr std::string_view sht3x_words[]{"sht30", "sht31", "sht35"};
constexpr std::uint8_t sht3x_addresses[]{0x44, 0x45};
constexpr Quantity sht3x_quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

Result<Reading> decode_sht3x(const Sht3xFrame& frame, std::string_view where)
{
    if (!has_intact_words(frame, sht3x_crc_initial)) {
        return chip_failure(Errc::bad_checksum, "checksum error from the ", "SHT3x", where);
    }
    const auto temperature = Temperature::milli_celsius(sht3x_temperature.of(big_endian_16(frame[0], frame[1])));
    if (!is_within(temperature, sht3x_coldest, sht3x_hottest)) {
        return chip_failure(Errc::bad_value, "temperature beyond the range of the ", "SHT3x", where);
    }
    const auto humidity = Humidity::milli_percent(sht3x_humidity.of(big_endian_16(frame[3], frame[4])));
    return Reading{}.with(temperature).with(humidity);
}

constexpr Model sht3x_model{
    .driver = "sht3x",
    .chips = "Sensirion SHT30, SHT31, SHT35",
    .words = sht3x_words,
    .addresses = sht3x_addresses,
    .quantities = sht3x_quantities,
    .open = open_on_i2c<Sht3x>,
    .probe = probe_sht3x,
};

}  // namespace coapnode
