// SPDX-License-Identifier: MIT
/// Sensirion SCD40, SCD41, SCD43: CO2, temperature and humidity. Sections and tables are those of the datasheet SCD4x,
/// version 1.3.
#include "sensors/sensirion.hpp"

#include <array>

namespace coapnode {

namespace scd4x {

namespace {

using Command = std::array<std::uint8_t, 2>;

// Table 9. While it measures, the chip acknowledges none of them but reading and stopping.
constexpr Command stop_periodic_measurement{0x3f, 0x86};
constexpr Command get_serial_number{0x36, 0x82};
constexpr Command start_periodic_measurement{0x21, 0xb1};
constexpr Command read_measurement{0xec, 0x05};
constexpr Command get_data_ready_status{0xe4, 0xb8};

constexpr Duration stop_time = 500ms;  // section 3.5.3
constexpr Duration period = 5s;        // section 3.5.1: between two results

/// A result may come so much later than the sampler asks for it: the chip measures by a clock of its own. Three pauses
/// make 6 s.
constexpr Duration pause = 2s;

/// Reads that are not acknowledged until the time of a command, 1 ms, is over; each takes a while on the bus.
constexpr int most_refused_reads = 40;

// Section 3.5.2. The chip measures beyond its specified range (table 3), too.
constexpr sensirion::Climate climate{sensirion::usual_temperature, {0, 100'000, 65535}, -40'000, 125'000};

/// It measures all the time. A command needs 1 ms until its answer can be read (section 3.3), so each question takes
/// two calls.
class Scd4x final : public I2cSensor {
public:
    explicit Scd4x(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "SCD4x"} {}

    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;
    [[nodiscard]] std::optional<Duration> pause_after(const Error& error) const override
    {
        return error == Errc::not_ready ? std::optional{pause} : std::nullopt;
    }

private:
    Failure ask(const Command& command, const Failure& unanswered);
    [[nodiscard]] Result<Reading> decode(ByteView frame) const;

    bool is_asked_ = false;  ///< the next call reads the answer
    int spoilt_ = 0;         ///< answers, since reset()
    bool is_first_ = true;   ///< the first result since the chip began to measure
};

Failure Scd4x::ask(const Command& command, const Failure& unanswered)
{
    const auto sent = chip().write(command);
    if (!sent) return fail(sent);
    is_asked_ = true;
    return unanswered;
}

/// The chip may still measure, since before a restart.
Result<Duration> Scd4x::reset()
{
    is_asked_ = false;
    spoilt_ = 0;
    if (const auto sent = chip().write(stop_periodic_measurement); !sent) return fail(sent);
    return stop_time;
}

/// A serial number with right checksums is what identifies the chip.
Result<void> Scd4x::configure()
{
    if (!is_asked_) return ask(get_serial_number, unfinished_reset());
    is_asked_ = false;
    std::array<std::uint8_t, 9> serial{};
    if (const auto got = chip().read(serial); !got) return fail(got);
    if (!sensirion::is_intact(serial)) {
        if (++spoilt_ < sensirion::most_asks) return unfinished_reset();
        return sensirion::spoilt(serial, name(), chip().where());
    }
    if (const auto sent = chip().write(start_periodic_measurement); !sent) return fail(sent);
    is_first_ = true;
    return {};
}

Result<Duration> Scd4x::start()
{
    is_asked_ = false;
    return std::exchange(is_first_, false) ? period : Duration::zero();
}

/// Without a new result the chip acknowledges no read (section 3.5.2). If it takes another command then, it does not
/// measure: it lost its power.
Result<Reading> Scd4x::collect()
{
    if (!is_asked_) return ask(read_measurement, unfinished_measurement());
    is_asked_ = false;
    std::array<std::uint8_t, 9> frame{};
    if (const auto got = chip().read(frame); !got) return no_measurement(got.error(), get_serial_number);
    return decode(frame);
}

Result<Reading> Scd4x::decode(ByteView frame) const
{
    if (!sensirion::is_intact(frame)) return failure(Errc::bad_checksum, "checksum error from the ");
    const auto ppm = sensirion::word_at(frame, 0);
    if (ppm == 0) return failure(Errc::bad_value, "no CO2 measured by the ");
    const auto reading = sensirion::decode(frame.subspan(3), climate, name(), chip().where());
    return reading ? Result<Reading>{reading->with(Co2::ppm(ppm))} : reading;
}

/// The status can be read while the chip measures, the serial number cannot.
Match probe(I2cDevice& chip)
{
    std::array<std::uint8_t, 3> status{};
    auto got = chip.write_read(get_data_ready_status, status);
    for (int reads = 0; reads < most_refused_reads && !got && got.error() == Errc::no_answer; ++reads)
        got = chip.read(status);
    return got && sensirion::is_intact(status) ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"scd40", "scd41", "scd43"};
constexpr std::uint8_t addresses[]{0x62};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity, Quantity::co2};

}  // namespace

}  // namespace scd4x

constexpr Model scd4x_model{
    .driver = "scd4x",
    .chips = "Sensirion SCD40, SCD41, SCD43",
    .words = scd4x::words,
    .addresses = scd4x::addresses,
    .quantities = scd4x::quantities,
    .shortest_interval = scd4x::period,
    .open = open_on_i2c<scd4x::Scd4x>,
    .probe = scd4x::probe,
    .accuracy = "±0.8 °C, ±6 %, ±(50 ppm + 5 %)",
};

}  // namespace coapnode
