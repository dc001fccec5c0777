// SPDX-License-Identifier: MIT
#include "sensors/sht3x.hpp"

#include "sensors/sensirion.hpp"

#include <string>

namespace coapnode {

namespace {

using Sht3xCommand = std::array<std::uint8_t, 2>;

constexpr Sht3xCommand stop_periodic{0x30, 0x93};               // table 13, "break"
constexpr Sht3xCommand reset_command{0x30, 0xa2};               // table 14
constexpr Sht3xCommand read_status{0xf3, 0x2d};                 // table 17
constexpr Sht3xCommand clear_status{0x30, 0x41};                // table 19
constexpr Sht3xCommand measure_high_repeatability{0x24, 0x00};  // table 9, clock stretching disabled

constexpr Duration stop_time = 1ms;  // section 4.8
/// Table 4, high repeatability, at the lowest supply voltage. An HDC302x takes 12.5 ms, typically.
constexpr Duration single_shot_time = 15'500us;

// TI HDC3020, HDC3021, HDC3022 (datasheet SNAS778): the same commands, status, checksums and formulas, and a maker's
// id, which an SHT3x does not have.
constexpr Sht3xCommand read_maker{0x37, 0x81};
constexpr std::uint16_t texas_instruments = 0x3000;

struct Sht3xKind {
    std::string_view name;
    bool has_maker;
};

constexpr Sht3xKind sht3x_kind{"SHT3x", false};
constexpr Sht3xKind hdc302x_kind{"HDC302x", true};

// Section 4.13, and the specified range of table 2.
constexpr sensirion::Climate sht3x_climate{sensirion::usual_temperature, {0, 100'000, 65535}, -40'000, 125'000};

// Table 18.
constexpr std::uint16_t heater_on = 1 << 13;
constexpr std::uint16_t was_reset = 1 << 4;  // by any kind of reset since the status was cleared

using StatusFrame = std::array<std::uint8_t, 3>;

/// Single shots of high repeatability, never with clock stretching: the Broadcom controller breaks it.
class Sht3x final : public I2cSensor {
public:
    Sht3x(std::unique_ptr<I2cDevice> chip, const Sht3xKind& kind) : I2cSensor{std::move(chip), kind.name}, kind_{kind}
    {
    }

    Result<Duration> reset() override;
    /// Fails twice with not_ready: the chip resets itself meanwhile, and needs a pause between two commands.
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    enum class Step : std::uint8_t { identify, clear, confirm };

    Result<void> identify();
    [[nodiscard]] Result<void> check_maker() const;
    Result<void> clear();
    Result<void> confirm();
    [[nodiscard]] Result<std::uint16_t> intact_status() const;
    [[nodiscard]] Result<void> check_kept() const;
    [[nodiscard]] Failure no_frame(const Error& error) const;

    const Sht3xKind& kind_;
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

Result<void> Sht3x::check_maker() const
{
    std::array<std::uint8_t, 3> maker{};
    if (const auto got = sensirion::ask(chip(), read_maker, maker, name()); !got) return fail(got);
    if (sensirion::word_at(maker, 0) == texas_instruments) return {};
    return no_such_chip();
}

/// The status has no fixed bits, but it has a checksum.
Result<void> Sht3x::identify()
{
    if (const auto status = intact_status(); !status) return fail(status);
    if (const auto known = kind_.has_maker ? check_maker() : Result<void>{}; !known) return fail(known);
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
    auto reading = decode_sht3x(frame, chip().where(), name());
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

Result<void> Sht3x::check_kept() const
{
    const auto status = intact_status();
    if (!status) return fail(status);
    if ((*status & watched_) == 0) return {};
    return settings_lost();
}

Result<std::uint16_t> Sht3x::intact_status() const
{
    StatusFrame status{};
    if (const auto got = sensirion::ask(chip(), read_status, status, name()); !got) return fail(got);
    return sensirion::word_at(status, 0);
}

/// An HDC302x answers this, too. So its own driver stands before this one in the list.
Match probe_sht3x(I2cDevice& chip)
{
    StatusFrame status{};
    return chip.write_read(read_status, status) && sensirion::is_intact(status) ? Match::certain : Match::no;
}

/// Only a chip that has a status with a checksum is asked for its maker: others might take the command for a setting.
Match probe_hdc302x(I2cDevice& chip)
{
    if (probe_sht3x(chip) == Match::no) return Match::no;
    std::array<std::uint8_t, 3> maker{};
    const bool is_it = chip.write_read(read_maker, maker) && sensirion::is_intact(maker) &&
                       sensirion::word_at(maker, 0) == texas_instruments;
    return is_it ? Match::certain : Match::no;
}

constexpr std::string_view sht3x_words[]{"sht30", "sht31", "sht35"};
constexpr std::string_view hdc302x_words[]{"hdc3020", "hdc3021", "hdc3022"};
constexpr std::uint8_t sht3x_addresses[]{0x44, 0x45};
constexpr std::uint8_t hdc302x_addresses[]{0x44, 0x45, 0x46, 0x47};
constexpr Quantity sht3x_quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

Result<Reading> decode_sht3x(const Sht3xFrame& frame, std::string_view where, std::string_view name)
{
    return sensirion::decode(frame, sht3x_climate, name, where);
}

constexpr Model sht3x_model{
    .driver = "sht3x",
    .chips = "Sensirion SHT30, SHT31, SHT35",
    .words = sht3x_words,
    .addresses = sht3x_addresses,
    .quantities = sht3x_quantities,
    .open = open_on_i2c<Sht3x, sht3x_kind>,
    .probe = probe_sht3x,
    .accuracy = "±0.2 °C, ±2 %",
};

constexpr Model hdc302x_model{
    .driver = "hdc302x",
    .chips = "TI HDC3020, HDC3021, HDC3022",
    .words = hdc302x_words,
    .addresses = hdc302x_addresses,
    .quantities = sht3x_quantities,
    .open = open_on_i2c<Sht3x, hdc302x_kind>,
    .probe = probe_hdc302x,
    .accuracy = "±0.1 °C, ±0.5 %",
};

}  // namespace coapnode
