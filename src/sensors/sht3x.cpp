// SPDX-License-Identifier: MIT
#include "sensors/sht3x.hpp"

#include "sensors/chip_failure.hpp"
#include "sensors/crc8.hpp"

#include <string>

namespace coapnode {

namespace {

using Command = std::array<std::uint8_t, 2>;

constexpr Command stop_periodic{0x30, 0x93};               // table 13, "break"
constexpr Command reset_command{0x30, 0xa2};               // table 14
constexpr Command read_status{0xf3, 0x2d};                 // table 17
constexpr Command clear_status{0x30, 0x41};                // table 19
constexpr Command measure_high_repeatability{0x24, 0x00};  // table 9, clock stretching disabled

constexpr Duration stop_time = 1ms;              // section 4.8
constexpr Duration single_shot_time = 15'500us;  // table 4, high repeatability, at the lowest supply voltage

constexpr std::uint8_t crc_initial = 0xff;  // table 20
constexpr std::uint8_t undriven = 0xff;     // what the pull-ups make of a byte that no chip sends

// Table 2: the specified range. The formula's own ends, -45 and 130 °C, are what a broken sensing element gives.
constexpr std::int32_t sht3x_coldest = -40'000;
constexpr std::int32_t sht3x_hottest = 125'000;

// Table 18.
constexpr std::uint16_t heater_on = 1 << 13;
constexpr std::uint16_t was_reset = 1 << 4;  // of whatever kind, since the status was cleared

constexpr int status_reads = 3;  // at most, until one is intact

using StatusFrame = std::array<std::uint8_t, 3>;

bool is_intact(ByteView word_and_crc)
{
    return crc8(word_and_crc.first(2), crc_initial) == word_and_crc[2];
}

/// The word, once a read of it is intact. Errors: bad_checksum; wrong_chip.
Result<std::uint16_t> intact_status(I2cDevice& chip)
{
    StatusFrame status{};
    for (int reads = 0; reads < status_reads; ++reads) {
        if (const auto got = chip.write_read(read_status, status); !got) return fail(got);
        if (is_intact(status)) return big_endian_16(status[0], status[1]);
    }
    // Other chips at these addresses (INA219, OPT3001) have registers of two bytes and leave the third to the pull-ups.
    if (status.back() == undriven) return fail(Errc::wrong_chip, "the chip at " + chip.where() + " is no SHT3x");
    return chip_failure(Errc::bad_checksum, "checksum error from the SHT3x", chip.where());
}

/// Section 4.13: both conversions are a span times S / 65535.
std::int32_t share_of(std::int64_t span, ByteView word)
{
    return static_cast<std::int32_t>(rounded_division(span * big_endian_16(word[0], word[1]), 65535));
}

/// While it measures or resets, the chip acknowledges nothing; nor does a chip that was unplugged meanwhile. One
/// transaction cannot tell, asking again can: the caller does so a bounded number of times. If the chip is gone, the
/// next attempt's reset() says so, as no_answer.
template <class T>
Failure busy_or(const Result<T>& failed, std::string clause, std::string_view where)
{
    if (failed.error() != Errc::no_answer) return fail(failed);
    return chip_failure(Errc::not_ready, std::move(clause), where);
}

}  // namespace

Result<Reading> decode_sht3x(const Sht3xFrame& frame, std::string_view where)
{
    const auto temperature_word = ByteView{frame}.first(3);
    const auto humidity_word = ByteView{frame}.last(3);
    if (!is_intact(temperature_word) || !is_intact(humidity_word)) {
        return chip_failure(Errc::bad_checksum, "checksum error from the SHT3x", where);
    }
    const auto temperature = share_of(175'000, temperature_word) - 45'000;
    if (temperature < sht3x_coldest || temperature > sht3x_hottest) {
        return chip_failure(Errc::bad_value, "temperature beyond the range of the SHT3x", where);
    }
    const auto humidity = share_of(100'000, humidity_word);
    return Reading{}.with(Temperature::milli_celsius(temperature)).with(Humidity::milli_percent(humidity));
}

Result<Duration> Sht3x::reset()
{
    step_ = Step::identify;
    // A chip that somebody left in periodic mode does not acknowledge the soft reset before it has this.
    if (const auto sent = chip_.write(stop_periodic); !sent) return fail(sent);
    return stop_time;
}

/// After a command that is only written, the next one has to wait for a millisecond (section 4): until it is asked
/// again.
Result<void> Sht3x::configure()
{
    switch (step_) {
    case Step::identify:
        return identify();
    case Step::clear:
        return clear();
    case Step::confirm:
        break;
    }
    return confirm();
}

/// The status has no fixed bits, but a checksum.
Result<void> Sht3x::identify()
{
    if (const auto status = intact_status(chip_); !status) return fail(status);
    // It switches off a heater that was left on (section 4.10), which would falsify every reading.
    if (const auto sent = chip_.write(reset_command); !sent) return fail(sent);
    step_ = Step::clear;
    return chip_failure(Errc::not_ready, "unfinished reset of the SHT3x", chip_.where());
}

Result<void> Sht3x::clear()
{
    constexpr auto unfinished = "unfinished reset of the SHT3x";
    if (const auto sent = chip_.write(clear_status); !sent) return busy_or(sent, unfinished, chip_.where());
    step_ = Step::confirm;
    return chip_failure(Errc::not_ready, unfinished, chip_.where());
}

/// A relative that does not clear its status tells nothing by it. Its readings are right all the same: each of them is
/// complete in itself.
Result<void> Sht3x::confirm()
{
    const auto status = intact_status(chip_);
    if (!status) return busy_or(status, "unfinished reset of the SHT3x", chip_.where());
    watched_ = static_cast<std::uint16_t>(~*status & (was_reset | heater_on));
    return {};
}

Result<void> Sht3x::check_kept()
{
    const auto status = intact_status(chip_);
    if (!status) return fail(status);
    if ((*status & watched_) == 0) return {};
    return chip_failure(Errc::settings_lost, "settings lost by the SHT3x", chip_.where());
}

Result<Duration> Sht3x::start()
{
    if (const auto sent = chip_.write(measure_high_repeatability); !sent) return fail(sent);
    return single_shot_time;
}

Result<Reading> Sht3x::collect()
{
    Sht3xFrame frame{};
    if (const auto got = chip_.read(frame); !got) return no_frame(got);
    auto reading = decode_sht3x(frame, chip_.where());
    if (!reading) return reading;
    if (const auto kept = check_kept(); !kept) return fail(kept);
    return reading;
}

/// A chip that was reset meanwhile has nothing to send, but answers.
Failure Sht3x::no_frame(const Result<void>& failed)
{
    if (failed.error() == Errc::no_answer) {
        if (const auto kept = check_kept(); !kept && kept.error() == Errc::settings_lost) return fail(kept);
    }
    return busy_or(failed, "unfinished measurement of the SHT3x", chip_.where());
}

Match Sht3x::probe(I2cDevice& chip)
{
    StatusFrame status{};
    return chip.write_read(read_status, status) && is_intact(status) ? Match::certain : Match::no;
}

}  // namespace coapnode
