// SPDX-License-Identifier: MIT
/// Sensirion SHT40, SHT41, SHT43, SHT45. Sections and tables are those of the datasheet SHT4x, version 6.
#include "sensors/sensirion.hpp"

#include <array>

namespace coapnode {

namespace sht4x {

namespace {

using Command = std::array<std::uint8_t, 1>;
using Frame = std::array<std::uint8_t, 6>;

// Table 8. The commands that heat the chip (39, 32, 2F, 24, 1E, 15) are never sent.
constexpr Command measure_high_precision{0xfd};
constexpr Command read_serial{0x89};

constexpr Duration serial_time = 1ms;         // what Sensirion's own driver waits
constexpr Duration measuring_time = 8'300us;  // table 5, high repeatability, maximum

// Section 4.6, and the specified range of table 2.
constexpr sensirion::Climate climate{sensirion::usual_temperature, {-6'000, 125'000, 65535}, -40'000, 125'000};

/// Keeps no settings: each measurement is complete in itself.
class Sht4x final : public I2cSensor {
public:
    explicit Sht4x(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "SHT4x"} {}

    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;
};

/// A serial number with right checksums is what identifies the chip. There is nothing to reset.
Result<Duration> Sht4x::reset()
{
    if (const auto sent = chip().write(read_serial); !sent) return fail(sent);
    return serial_time;
}

Result<void> Sht4x::configure()
{
    Frame serial{};
    if (const auto got = chip().read(serial); !got) return busy_or(got.error(), unfinished_reset());
    if (sensirion::is_intact(serial)) return {};
    return sensirion::ask(chip(), read_serial, serial, name());
}

Result<Duration> Sht4x::start()
{
    if (const auto sent = chip().write(measure_high_precision); !sent) return fail(sent);
    return measuring_time;
}

Result<Reading> Sht4x::collect()
{
    Frame frame{};
    if (const auto got = chip().read(frame); !got) return no_measurement(got.error(), read_serial);
    return sensirion::decode(frame, climate, name(), chip().where());
}

/// A chip that needs a moment for its serial number has it when --probe asks the next time.
Match probe(I2cDevice& chip)
{
    Frame serial{};
    const bool was_asked = chip.read(serial) && sensirion::is_intact(serial);
    if (was_asked) return Match::certain;
    return chip.write_read(read_serial, serial) && sensirion::is_intact(serial) ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"sht40", "sht41", "sht43", "sht45"};
constexpr std::uint8_t addresses[]{0x44, 0x45, 0x46};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

}  // namespace sht4x

constexpr Model sht4x_model{
    .driver = "sht4x",
    .chips = "Sensirion SHT40, SHT41, SHT43, SHT45",
    .words = sht4x::words,
    .addresses = sht4x::addresses,
    .quantities = sht4x::quantities,
    .open = open_on_i2c<sht4x::Sht4x>,
    .probe = sht4x::probe,
    .accuracy = "±0.2 °C, ±1.8 % (SHT45: ±0.1 °C, ±1 %)",
};

}  // namespace coapnode
