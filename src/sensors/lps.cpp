// SPDX-License-Identifier: MIT
// ST LPS25H and LPS25HB, LPS22HB and LPS22HH (temperature, pressure). Sections and tables are those of the datasheets
// DocID023722 (LPS25H) and DocID027083 (LPS22HB).
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace coapnode {

namespace lps {

namespace {

constexpr std::uint8_t who_am_i = 0x0f;
constexpr std::uint8_t status = 0x27;
constexpr std::uint8_t values = 0x28;  // pressure 28..2A, temperature 2B and 2C
constexpr std::uint8_t has_both_values = 0x03;

constexpr Duration boot_time = 5ms;
constexpr Duration measuring_time = 50ms;  // what Linux' driver grants a single measurement
constexpr std::int32_t thinnest = 26'000'000;
constexpr std::int32_t densest = 126'000'000;

/// What differs: where the settings stand, and the temperature's scale.
struct Kind {
    std::string_view chip;
    std::uint8_t settings;  ///< the register, after which comes the one of the commands
    /// Values are updated as a whole; no measurements but those that are asked for. A reset clears this.
    std::uint8_t own_settings;
    std::uint8_t once;    ///< a command: one measurement
    std::uint8_t reset;   ///< a command, which the chip clears when it is done
    std::uint8_t many;    ///< added to a register's address to read those behind it
    std::int32_t middle;  ///< m°C at 0
    std::int32_t counts;  ///< in one °C
    std::int32_t coldest;
    std::int32_t hottest;
};

constexpr Kind lps25h{.chip = "LPS25H",
                      .settings = 0x20,
                      .own_settings = 0x84,  // power on, too
                      .once = 0x01,
                      .reset = 0x84,
                      .many = 0x80,
                      .middle = 42'500,
                      .counts = 480,
                      .coldest = -30'000,
                      .hottest = 105'000};
constexpr Kind lps22hb{.chip = "LPS22HB",
                       .settings = 0x10,
                       .own_settings = 0x02,
                       .once = 0x11,  // and addresses count up by themselves
                       .reset = 0x14,
                       .many = 0,
                       .middle = 0,
                       .counts = 100,
                       .coldest = -40'000,
                       .hottest = 85'000};

/// The LPS22HH has the registers of the LPS22HB that are used here.
struct Known {
    std::uint8_t id;
    std::string_view chip;
    const Kind& kind;
    std::string_view driver;
};
constexpr Known known[]{
    {0xbd, "LPS25H", lps25h, "lps25h"},
    {0xb1, "LPS22HB", lps22hb, "lps22hb"},
    {0xb3, "LPS22HH", lps22hb, "lps22hb"},
};

/// nullptr for a chip that is none of them.
const Known* chip_of(std::uint8_t id)
{
    const auto* const found = std::ranges::find(known, id, &Known::id);
    return found != std::end(known) ? found : nullptr;
}

std::int32_t signed_24(ByteView bytes)
{
    return static_cast<std::int8_t>(bytes[2]) * 65'536 + little_endian_16(bytes[0], bytes[1]);
}

Value pressure_of(std::int32_t count)  // 1/4096 hPa
{
    return Pressure::milli_pascal(static_cast<std::int32_t>(rounded_division(std::int64_t{count} * 100'000, 4096)));
}

Value temperature_of(const Kind& kind, std::int16_t count)
{
    const auto distance = rounded_division(std::int64_t{count} * 1000, kind.counts);
    return Temperature::milli_celsius(kind.middle + static_cast<std::int32_t>(distance));
}

/// Measures when it is asked to, and sleeps in between.
class LpsSensor final : public I2cSensor {
public:
    LpsSensor(std::unique_ptr<I2cDevice> chip, const Kind& kind) : I2cSensor{std::move(chip), kind.chip}, kind_{kind} {}

    /// wrong_chip names the driver to use where there is one.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;

private:
    [[nodiscard]] std::uint8_t commands() const { return static_cast<std::uint8_t>(kind_.settings + 1); }
    [[nodiscard]] Result<void> identify() const;
    [[nodiscard]] Result<Reading> decoded(ByteView bytes) const;

    const Kind& kind_;
};

Result<void> LpsSensor::identify() const
{
    const auto id = read_byte(chip(), who_am_i, read_agreeing);
    if (!id) return fail(id);
    const auto* const found = chip_of(*id);
    if (found != nullptr && &found->kind == &kind_) return {};
    const auto what = "the chip at " + chip().where() + " is ";
    if (found == nullptr) return fail(Errc::wrong_chip, what + "not of type " + std::string{name()});
    return fail(Errc::wrong_chip, what + "an " + std::string{found->chip} + ", not an " + std::string{name()} +
                                      ": use driver " + std::string{found->driver});
}

Result<Duration> LpsSensor::reset()
{
    if (const auto is_it = identify(); !is_it) return fail(is_it);
    if (const auto sent = write_register(chip(), commands(), kind_.reset); !sent) return fail(sent);
    return boot_time;
}

Result<void> LpsSensor::configure()
{
    const auto command = read_byte(chip(), commands(), read_agreeing);
    if (!command) return fail(command);
    // 0x10 of an LPS22HB stays: addresses count up.
    if ((*command & kind_.reset & ~0x10U) != 0) return unfinished_reset();
    return write_register(chip(), kind_.settings, kind_.own_settings);
}

Result<Duration> LpsSensor::start()
{
    if (const auto sent = write_register(chip(), commands(), kind_.once); !sent) return fail(sent);
    return measuring_time;
}

Result<Reading> LpsSensor::decoded(ByteView bytes) const
{
    const auto pressure = pressure_of(signed_24(bytes));
    const auto temperature = temperature_of(kind_, signed_16(little_endian_16(bytes[3], bytes[4])));
    const bool is_possible =
        is_within(pressure, thinnest, densest) && is_within(temperature, kind_.coldest, kind_.hottest);
    if (is_possible) return Reading{}.with(temperature).with(pressure);
    return failure(Errc::bad_value, "impossible value from the ");
}

/// The settings are read last, so that no reset slips in between. The values are left alone until both are there:
/// reading them takes them off the status.
Result<Reading> LpsSensor::collect()
{
    const auto state = read_byte(chip(), status, read_agreeing);
    if (!state) return fail(state);
    const bool is_ready = (*state & has_both_values) == has_both_values;
    std::array<std::uint8_t, 5> bytes{};
    const auto from = static_cast<std::uint8_t>(values | kind_.many);
    const auto got = is_ready ? read_agreeing(chip(), from, bytes) : Result<void>{};
    if (!got) return fail(got);
    const auto settings = read_byte(chip(), kind_.settings, read_agreeing);
    if (!settings) return fail(settings);
    if (*settings != kind_.own_settings) return settings_lost();
    return is_ready ? decoded(bytes) : unfinished_measurement();
}

template <const Kind& kind>
Match probe(I2cDevice& chip)
{
    const auto id = read_byte(chip, who_am_i, read_registers);
    if (!id) return Match::no;
    const auto* const found = chip_of(*id);
    return found != nullptr && &found->kind == &kind ? Match::certain : Match::no;
}

constexpr std::string_view lps25h_words[]{"lps25"};
constexpr std::string_view lps22hb_words[]{"lps22"};
constexpr std::uint8_t addresses[]{0x5c, 0x5d};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::pressure};

template <const Kind& kind>
constexpr Model row(std::string_view driver, std::string_view chips, std::span<const std::string_view> words)
{
    return {.driver = driver,
            .chips = chips,
            .words = words,
            .addresses = addresses,
            .quantities = quantities,
            .open = open_on_i2c<LpsSensor, kind>,
            .probe = probe<kind>};
}

}  // namespace

}  // namespace lps

constexpr Model lps25h_model = lps::row<lps::lps25h>("lps25h", "ST LPS25H, LPS25HB", lps::lps25h_words);
constexpr Model lps22hb_model = lps::row<lps::lps22hb>("lps22hb", "ST LPS22HB, LPS22HH", lps::lps22hb_words);

}  // namespace coapnode
