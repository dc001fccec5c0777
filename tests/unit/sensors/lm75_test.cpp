// SPDX-License-Identifier: MIT
#include "sensors/lm75.hpp"

#include "sensors/driver_steps.hpp"

#include <algorithm>
#include <optional>

using namespace coapnode;

namespace {

constexpr auto place = "0x48 on /dev/i2c-1";

const Lm75Chip* const kinds[] = {&lm75_chip, &tmp75_chip, &tmp102_chip, &tmp105_chip};

/// "TMP75" is served by the driver "tmp75".
std::string driver_of(const Lm75Chip& kind)
{
    std::string name{kind.name};
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name;
}

Error impossible(const Lm75Chip& kind)
{
    return {Errc::bad_value, "impossible value from the " + std::string{kind.name} + " at " + place};
}

Error settings_lost(const Lm75Chip& kind)
{
    return {Errc::settings_lost, "settings lost by the " + std::string{kind.name} + " at " + place};
}

Error wrong_chip(const Lm75Chip& kind)
{
    return {Errc::wrong_chip, "the chip at " + std::string{place} + " is not of type " + std::string{kind.name} +
                                  ": it does not keep its settings"};
}

}  // namespace

TEST_CASE("words of the LM75 family decode to what the datasheets say")
{
    struct Row {
        const Lm75Chip& kind;
        unsigned word;
        std::optional<std::int32_t> milli_celsius;
    };
    const Row rows[] = {
        // TMP102, table 5; the words are twelve bits, left-aligned.
        {tmp102_chip, 0x7ff0, {}},  // 127.9375 °C, where the converter ends
        {tmp102_chip, 0x6400, 100'000},
        {tmp102_chip, 0x5000, 80'000},
        {tmp102_chip, 0x4b00, 75'000},
        {tmp102_chip, 0x3200, 50'000},
        {tmp102_chip, 0x1900, 25'000},
        {tmp102_chip, 0x0040, 250},
        {tmp102_chip, 0x0010, 63},  // 0.0625 °C
        {tmp102_chip, 0x0000, 0},
        {tmp102_chip, 0xfff0, -63},
        {tmp102_chip, 0xffc0, -250},
        {tmp102_chip, 0xe700, -25'000},
        {tmp102_chip, 0xc900, -55'000},
        {tmp102_chip, 0xc8f0, {}},
        {tmp102_chip, 0x7d00, 125'000},
        {tmp102_chip, 0x7d10, {}},
        {tmp102_chip, 0x8000, {}},
        {tmp102_chip, 0x1901, {}},  // in extended mode, where the word means half as much
        {tmp102_chip, 0xffff, {}},  // nobody drives the bus
        {tmp75_chip, 0x1908, {}},
        {tmp105_chip, 0x1908, {}},
        {tmp105_chip, 0x1910, 25'063},
        {tmp75_chip, 0xe6f0, -25'063},
        // LM75, table of section "Temperature data format"; the words are nine bits, what follows is undefined.
        {lm75_chip, 0x7d00, 125'000},
        {lm75_chip, 0x1900, 25'000},
        {lm75_chip, 0x197f, 25'000},
        {lm75_chip, 0x1980, 25'500},
        {lm75_chip, 0x0080, 500},
        {lm75_chip, 0x007f, 0},
        {lm75_chip, 0xff80, -500},
        {lm75_chip, 0xffff, -500},
        {lm75_chip, 0xe700, -25'000},
        {lm75_chip, 0xc900, -55'000},
        {lm75_chip, 0xc880, {}},
        {lm75_chip, 0x7d80, {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.kind.name);
        CAPTURE(row.word);
        const auto reading = decode_lm75(row.kind, static_cast<std::uint16_t>(row.word), place);
        if (row.milli_celsius) {
            CHECK(reading == Reading{}.with(Temperature::milli_celsius(*row.milli_celsius)));
        } else {
            CHECK(error_of(reading) == impossible(row.kind));
        }
    }
}

TEST_CASE("whatever the temperature register holds, a value is within the range")
{
    for (const auto* kind : kinds) {
        for (unsigned word = 0; word <= 0xffff; ++word) {
            const auto reading = decode_lm75(*kind, static_cast<std::uint16_t>(word), place);
            if (!reading) continue;
            const auto value = reading->get(Quantity::temperature)->thousandths;
            REQUIRE((value >= -55'000 && value <= 125'000));
        }
    }
}

TEST_CASE("a chip that does not keep the settings is another one")
{
    struct Row {
        const Lm75Chip& kind;
        std::string written;
        std::string read_back;
        bool fits;
    };
    const Row rows[] = {
        {tmp75_chip, "0168", "68", true},
        {tmp75_chip, "0168", "e8", true},   // the one-shot bit may read as it likes
        {tmp75_chip, "0168", "08", false},  // an LM75 has no resolution bits
        {tmp75_chip, "0168", "69", false},  // asleep
        {tmp105_chip, "0168", "68", true},
        {tmp105_chip, "0168", "28", false},
        {tmp102_chip, "0160c0", "60e0", true},
        {tmp102_chip, "0160c0", "60c0", true},   // the alert bit tells the state of the alarm
        {tmp102_chip, "0160c0", "60a0", false},  // as it starts
        {tmp102_chip, "0160c0", "60f0", false},  // extended mode
        {tmp102_chip, "0160c0", "60ff", false},  // a register of one byte
        {tmp102_chip, "0160c0", "61e0", false},
        {lm75_chip, "0108", "08", true},
        {lm75_chip, "0108", "68", true},  // a relative of 12 bits; nine of them are right, too
        {lm75_chip, "0108", "00", false},
        {lm75_chip, "0108", "09", false},
        {lm75_chip, "0108", "ff", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.kind.name);
        CAPTURE(row.read_back);
        ScriptedI2c bus{I2cScript{writes(row.written)} + twice(asks("01", row.read_back)), place};
        const auto driver = open_driver(driver_of(row.kind), bus);
        auto& sensor = *driver;
        const auto settling = sensor.reset();
        if (row.fits) {
            CHECK(settling == row.kind.settling);
        } else {
            CHECK(error_of(settling) == wrong_chip(row.kind));
        }
    }
}

TEST_CASE("a chip that lost its power shows 0 °C and is not believed")
{
    struct Row {
        const Lm75Chip& kind;
        I2cScript script;
    };
    const Row rows[] = {
        {lm75_chip, lm75_set_up() + lm75_sample("00", "0000")},
        {tmp75_chip, tmp75_set_up() + lm75_sample("00", "0000")},
        {tmp105_chip, tmp75_set_up() + lm75_sample("00", "0000")},
        {tmp102_chip, tmp102_set_up() + lm75_sample("60a0", "0000")},
        {tmp75_chip, tmp75_set_up() + lm75_sample("60", "1900")},  // a TMP102 in its place, as it starts
        {tmp105_chip, tmp75_set_up() + lm75_sample("60", "1900")},
    };
    for (const auto& row : rows) {
        CAPTURE(row.kind.name);
        ScriptedI2c bus{row.script, place};
        const auto driver = open_driver(driver_of(row.kind), bus);
        auto& sensor = *driver;
        CHECK(error_of(first_sample(sensor)) == settings_lost(row.kind));
    }
}

TEST_CASE("0 °C with the settings in place is 0 °C")
{
    ScriptedI2c bus{tmp75_set_up() + lm75_sample("68", "0000"), place};
    const auto driver = open_driver("tmp75", bus);
    auto& sensor = *driver;
    CHECK(first_sample(sensor) == Reading{}.with(Temperature::milli_celsius(0)));
}

TEST_CASE("each sample is the latest conversion, and nothing is written for it")
{
    ScriptedI2c bus{tmp102_set_up() + lm75_sample("60e0", "1900") + lm75_sample("60e0", "1910"), place};
    const auto driver = open_driver("tmp102", bus);
    auto& sensor = *driver;
    REQUIRE(first_sample(sensor));
    CHECK(sensor.start() == Duration::zero());
    CHECK(sensor.collect() == Reading{}.with(Temperature::milli_celsius(25'063)));
}

namespace {

/// What stands at an address: its four registers. The second byte of a shorter one is not its own.
class Registers final : public I2cDevice {
public:
    explicit Registers(std::array<Bytes, 4> registers) : registers_{std::move(registers)} {}

    Result<void> write(ByteView) override { return refuse(); }
    Result<void> read(MutableBytes) override { return refuse(); }
    Result<void> write_read(ByteView out, MutableBytes in) override
    {
        REQUIRE(out.size() == 1);
        REQUIRE(out[0] <= 3);
        const auto& bytes = registers_[out[0]];
        if (bytes.empty()) return fail(Errc::no_answer, "no such register");
        for (std::size_t i = 0; i < in.size(); ++i)
            in[i] = i < bytes.size() ? bytes[i] : 0xff;
        return {};
    }
    [[nodiscard]] std::string where() const override { return place; }

private:
    static Result<void> refuse()
    {
        FAIL_CHECK("a probe only reads registers");
        return fail(Errc::bus_io, "not a register");
    }

    std::array<Bytes, 4> registers_;
};

}  // namespace

TEST_CASE("probing tells the family from strangers, and its kinds where they differ")
{
    struct Row {
        std::string what;
        std::array<std::string, 4> registers;
        std::string possible;
    };
    const Row rows[] = {
        {"LM75 or TMP75, as it starts", {"1900", "00", "4b00", "5000"}, "LM75 TMP75 TMP105 "},
        {"LM75 with noise behind its nine bits", {"197f", "00", "4b00", "5000"}, "LM75 "},
        {"TMP75 set to 12 bits", {"1910", "60", "4b00", "5000"}, "TMP75 TMP105 "},
        {"TMP102, as it starts", {"1910", "60a0", "4b00", "5000"}, "TMP75 TMP102 TMP105 "},
        {"asleep, with limits below zero", {"0000", "01", "f600", "0080"}, "LM75 TMP75 TMP105 "},
        {"ADS1115: comparator thresholds", {"0000", "8583", "8000", "7fff"}, ""},
        {"TMP117: limits at the ends", {"0c80", "0220", "6000", "8000"}, ""},
        {"INA219: settings, shunt, bus, power", {"399f", "0010", "2ee2", "0140"}, ""},
        {"INA219 without load", {"399f", "0000", "0002", "0000"}, ""},
        {"PCF8591: the last conversions", {"8012", "1234", "3456", "5678"}, ""},
        {"nobody drives the bus", {"ffff", "ffff", "ffff", "ffff"}, ""},
        {"all zero", {"0000", "00", "0000", "0000"}, ""},
        {"limits with bits behind the twelve", {"1900", "00", "4b08", "5000"}, ""},
        {"limits the wrong way round", {"1900", "00", "5000", "4b00"}, ""},
        {"limits that are the same", {"1900", "00", "5000", "5000"}, ""},
        {"a limit below the range", {"1900", "00", "8000", "5000"}, ""},
        {"a limit above the range", {"1900", "00", "4b00", "7e00"}, ""},
        {"a temperature out of range", {"8000", "00", "4b00", "5000"}, ""},
        {"no second limit", {"1900", "00", "4b00", ""}, ""},
        {"no settings", {"1900", "", "4b00", "5000"}, ""},
        {"no temperature", {"", "00", "4b00", "5000"}, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        std::array<Bytes, 4> bytes;
        std::ranges::transform(row.registers, bytes.begin(), [](const std::string& text) { return hex_bytes(text); });
        Registers chip{bytes};
        std::string possible;
        for (const auto* kind : kinds) {
            const auto match = find_model(driver_of(*kind))->probe(chip);
            CHECK(match != Match::certain);
            if (match == Match::possible) possible += std::string{kind->name} + ' ';
        }
        CHECK(possible == row.possible);
    }
}

TEST_CASE("a probe says no to whatever the bus fails with")
{
    for (const auto* kind : kinds) {
        ScriptedI2c bus{{failing(asks("02", "4b00"), Errc::bus_timeout)}};
        CHECK(find_model(driver_of(*kind))->probe(bus) == Match::no);
    }
}
