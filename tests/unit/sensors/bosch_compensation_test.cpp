// SPDX-License-Identifier: MIT
#include "sensors/bosch_compensation.hpp"

#include "sensors/driver_steps.hpp"

#include <random>

using namespace coapnode;

namespace {

template <std::size_t size>
std::array<std::uint8_t, size> registers_of(std::string_view digits)
{
    std::array<std::uint8_t, size> registers{};
    std::ranges::copy_n(hex_bytes(digits).begin(), size, registers.begin());
    return registers;
}

BoschCalibration calibration_of(std::string_view low, std::string_view high = "00000000000000")
{
    return parse_bosch_calibration(registers_of<26>(low), registers_of<7>(high));
}

const BoschCalibration bme280 = calibration_of(bme280_low, bme280_high);
const BoschCalibration bmp280 = calibration_of(bmp280_low);

/// Seeded, so that a failure comes back.
class RandomBytes {
public:
    template <std::size_t size>
    std::array<std::uint8_t, size> take()
    {
        std::array<std::uint8_t, size> bytes{};
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(random_() & 0xff);
        return bytes;
    }

    std::int32_t below(std::uint32_t limit) { return static_cast<std::int32_t>(random_() % limit); }

private:
    std::mt19937 random_{280};
};

void check_limits(const Reading& reading)
{
    struct Row {
        Quantity quantity;
        std::int32_t least;
        std::int32_t most;
    };
    const Row rows[] = {
        {Quantity::temperature, -40'000, 85'000},
        {Quantity::humidity, 0, 100'000},
        {Quantity::pressure, 30'000'000, 110'000'000},
    };
    for (const auto& row : rows) {
        const auto value = reading.get(row.quantity);
        if (value) REQUIRE((value->thousandths >= row.least && value->thousandths <= row.most));
    }
}

}  // namespace

TEST_CASE("the calibration is laid out as in the memory map")
{
    CHECK(bmp280.t1 == 27504);
    CHECK(bmp280.t2 == 26435);
    CHECK(bmp280.t3 == -1000);
    CHECK(bmp280.p1 == 36477);
    CHECK(bmp280.p2 == -10685);
    CHECK(bmp280.p3 == 3024);
    CHECK(bmp280.p4 == 2855);
    CHECK(bmp280.p5 == 140);
    CHECK(bmp280.p6 == -7);
    CHECK(bmp280.p7 == 15500);
    CHECK(bmp280.p8 == -14600);
    CHECK(bmp280.p9 == 6000);
    CHECK(bme280.h1 == 75);
    CHECK(bme280.h2 == 357);
    CHECK(bme280.h3 == 0);
    CHECK(bme280.h4 == 331);
    CHECK(bme280.h5 == 0);
    CHECK(bme280.h6 == 30);
}

TEST_CASE("H4 and H5 are signed, of twelve bits, and share E5")
{
    struct Row {
        std::string high;
        int h4;
        int h5;
    };
    const Row rows[] = {
        {"0000 00 14 2b 03 00", 331, 50},  {"0000 00 7f ff 7f 00", 2047, 2047}, {"0000 00 80 00 80 00", -2048, -2048},
        {"0000 00 ff ff ff 00", -1, -1},   {"0000 00 00 f0 00 00", 0, 15},      {"0000 00 00 0f 00 00", 15, 0},
        {"0000 00 ff 01 ff 00", -15, -16},
    };
    for (const auto& row : rows) {
        CAPTURE(row.high);
        const auto parsed = calibration_of(bme280_low, row.high);
        CHECK(parsed.h4 == row.h4);
        CHECK(parsed.h5 == row.h5);
    }
    const auto negative = calibration_of(bme280_low, "ffff ff 00 00 00 80");
    CHECK(negative.h2 == -1);
    CHECK(negative.h3 == 255);
    CHECK(negative.h6 == -128);
}

TEST_CASE("counts are laid out as in the memory map")
{
    CHECK(parse_bosch_counts(hex_bytes(bme280_values)) == BoschCounts{0x55338, 0x817fb, 0x7913});
    CHECK(parse_bosch_counts(hex_bytes(bmp280_values)) == BoschCounts{415148, 519888, {}});
    CHECK(parse_bosch_counts(hex_bytes("fffff0 fffff0 ffff")) == BoschCounts{0xfffff, 0xfffff, 0xffff});
    CHECK(parse_bosch_counts(hex_bytes("00001f 00002f 0003")) == BoschCounts{1, 2, 3});
}

TEST_CASE("the datasheet's example, and a real BME280")
{
    CHECK(bosch_fine_temperature(bmp280, 519888) == 128422);
    CHECK(bosch_temperature(128422) == Temperature::milli_celsius(25'082));
    CHECK(bosch_pressure(bmp280, 128422, 415148) == Pressure::milli_pascal(100'653'254));  // 25767233 / 256 Pa

    CHECK(bosch_fine_temperature(bme280, 0x817fb) == 125113);
    CHECK(to_decimal(bosch_temperature(125113).thousandths) == "24.44");
    CHECK(bosch_pressure(bme280, 125113, 0x55338)->thousandths / 1000 == 99621);
    CHECK(to_decimal(bosch_humidity(bme280, 125113, 0x7913)->thousandths) == "54.18");
}

TEST_CASE("temperatures below zero")
{
    CHECK(bosch_temperature(0) == Temperature::milli_celsius(0));
    CHECK(bosch_temperature(-5120) == Temperature::milli_celsius(-1'000));
    CHECK(bosch_temperature(-2) == Temperature::milli_celsius(0));
    CHECK(bosch_temperature(-3) == Temperature::milli_celsius(-1));
    // One count of 16 bits is some 0.005 °C.
    CHECK(bosch_temperature(bosch_fine_temperature(bmp280, 350'000)) == Temperature::milli_celsius(-28'474));
}

TEST_CASE("humidity ends at 0 and at 100 %")
{
    CHECK(bosch_humidity(bme280, 125113, 0) == Humidity::milli_percent(0));
    CHECK(bosch_humidity(bme280, 125113, 0xffff) == Humidity::milli_percent(100'000));
    CHECK(bosch_humidity(bme280, 125113, 0x8000)->thousandths / 1000 == 63);  // the code of a channel left out
}

TEST_CASE("each parameter of humidity has its part")
{
    struct Row {
        std::string high;
        std::int32_t fine;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {"6501 00 14 0b 00 1e", 125'113, 54'178}, {"6501 00 14 2b 03 1e", 125'113, 53'367},
        {"6501 00 14 2b 03 1e", 10'348, 52'528},  {"6501 40 14 2b 03 e2", 125'113, 51'075},
        {"6501 40 14 2b 03 e2", 10'348, 55'618},
    };
    for (const auto& row : rows) {
        CAPTURE(row.high);
        CHECK(bosch_humidity(calibration_of(bme280_low, row.high), row.fine, 0x7913) ==
              Humidity::milli_percent(row.milli_percent));
    }
}

TEST_CASE("a calibration that no chip has gives no value")
{
    struct Row {
        std::string what;
        std::string low;
        std::int32_t fine;
    };
    const Row rows[] = {
        {"empty", std::string(52, '0'), 128'422},
        {"P1 is 0, and divides", "706b4367 18fc0000 43d6d00b 270b8c00 f9ff8c3c f8c67017 00 00", 128'422},
        {"P1 is 1: above half a megapascal", "706b4367 18fc0100 43d6d00b 270b8c00 f9ff8c3c f8c67017 00 00", 128'422},
        {"P3 at its end, in great heat", "706b4367 18fc7d8e 43d6ff7f 270b8c00 f9ff8c3c f8c67017 00 00", 4'000'000},
        {"P6 at its end, in great heat", "706b4367 18fc7d8e 43d6d00b 270b8c00 ff7f8c3c f8c67017 00 00", 4'000'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(bosch_pressure(calibration_of(row.low), row.fine, 415148));
    }
    CHECK_FALSE(bosch_humidity(calibration_of(bme280_low, "ff7f ff 80 00 80 7f"), 4'000'000, 0xffff));
}

TEST_CASE("what is beyond the operating range is no reading")
{
    struct Row {
        BoschCounts counts;
        bool is_reading;
    };
    const Row rows[] = {
        {{415148, 519888, {}}, true},   {{415148, 0, {}}, false},       {{415148, 0xfffff, {}}, false},
        {{0, 519888, {}}, false},       {{0xfffff, 519888, {}}, false}, {{362'000, 519888, {}}, true},  // 1098 hPa
        {{350'000, 519888, {}}, false},                                                                 // 1119 hPa
        {{829'000, 519888, {}}, true},                                                                  // 301 hPa
        {{830'000, 519888, {}}, false},                                                                 // 299 hPa
        {{415148, 314'000, {}}, true},                                                                  // -39.9 °C
        {{415148, 313'500, {}}, false},                                                                 // -40.1 °C
        {{415148, 712'400, {}}, true},                                                                  // 84.98 °C
        {{415148, 712'500, {}}, false},                                                                 // 85.01 °C
    };
    for (const auto& row : rows) {
        CAPTURE(row.counts.pressure);
        CAPTURE(row.counts.temperature);
        const auto fine = bosch_fine_temperature(bmp280, row.counts.temperature);
        CAPTURE(bosch_temperature(fine).thousandths);
        CAPTURE(bosch_pressure(bmp280, fine, row.counts.pressure).value_or(Value{}).thousandths);
        CHECK(compensate_bosch(bmp280, row.counts).has_value() == row.is_reading);
    }
}

TEST_CASE("whatever the registers hold, a reading is within the chip's range")
{
    RandomBytes random;
    for (int i = 0; i < 200'000; ++i) {
        const auto calibration = parse_bosch_calibration(random.take<26>(), random.take<7>());
        const auto counts = parse_bosch_counts(random.take<8>());
        const auto reading = compensate_bosch(calibration, counts);
        if (reading) check_limits(*reading);
        const auto fine = bosch_fine_temperature(calibration, counts.temperature);
        const auto humidity = bosch_humidity(calibration, fine, *counts.humidity);
        if (humidity) REQUIRE((humidity->thousandths >= 0 && humidity->thousandths <= 100'000));
    }
    for (int i = 0; i < 200'000; ++i) {
        const auto reading =
            compensate_bosch(bme280, {random.below(1 << 20), random.below(1 << 20), random.below(1 << 16)});
        if (reading) check_limits(*reading);
    }
    for (const auto edge : {std::uint8_t{0x00}, std::uint8_t{0x7f}, std::uint8_t{0x80}, std::uint8_t{0xff}}) {
        BoschLowRegisters low{};
        BoschHighRegisters high{};
        for (int i = 0; i < 50'000; ++i) {
            for (auto& byte : low)
                byte = random.below(2) == 0 ? edge : static_cast<std::uint8_t>(~edge);
            for (auto& byte : high)
                byte = random.below(2) == 0 ? edge : static_cast<std::uint8_t>(~edge);
            const auto reading =
                compensate_bosch(parse_bosch_calibration(low, high), parse_bosch_counts(random.take<8>()));
            if (reading) check_limits(*reading);
        }
    }
}
