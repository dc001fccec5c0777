// SPDX-License-Identifier: MIT
/// Registers of the BME280 (BST-BME280-DS002) and BMP280 (BST-BMP280-DS001), against measured frames whose values were
/// computed with Bosch's integer formulas.
#include "hal/mock/emulated_bme280.hpp"
#include "chip_bench.hpp"
#include "hal/mock/bosch_air.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <utility>

using namespace coapnode;

namespace {

struct BoschBench {
    explicit BoschBench(const EmulatedBme280::Kind& kind = EmulatedBme280::bme280) : chip{kind, ChipBench::powered}
    {
        bench.wait(2ms);
    }

    EmulatedBme280 chip;
    ChipBench bench{chip};
};

}  // namespace

TEST_CASE("the ADC values of given air are those that Bosch's formulas turn into that air")
{
    // A BME280 that sent 553380 817fb0 7913: t_fine 125113, 99621 Pa, 54.18 %RH.
    const auto bme280 = raw_air(bme280_trim, {125113 / 5120.0, 54.18, 996.21});
    CHECK(std::abs(static_cast<int>(bme280.temperature) - 0x817fb) <= 8);  // the integer formula drops 3 bits
    CHECK(std::abs(static_cast<int>(bme280.pressure) - 0x55338) <= 6);     // 1 Pa is 6 counts
    CHECK(std::abs(bme280.humidity - 0x7913) <= 3);                        // 0.01 %RH is 2

    // BMP280 datasheet, section 3.12.
    const auto bmp280 = raw_air(bmp280_trim, {128422 / 5120.0, 0, 25767233 / 25600.0});
    CHECK(std::abs(static_cast<int>(bmp280.temperature) - 519888) <= 8);
    CHECK(std::abs(static_cast<int>(bmp280.pressure) - 415148) <= 6);
    CHECK(bmp280.humidity == 0);

    const auto beyond = raw_air(bme280_trim, {1e6, 1e6, -1e6});
    CHECK(beyond.temperature == 0xfffff);
    CHECK(beyond.pressure == 0xfffff);
    CHECK(beyond.humidity == 0xffff);
}

TEST_CASE("identification and calibration")
{
    struct Row {
        const EmulatedBme280::Kind& kind;
        std::string id;
        std::string low;   // 88..A1
        std::string high;  // E1..E8
    };
    const Row rows[] = {
        {EmulatedBme280::bme280, "60", "6c6e77663200a89227d5d00b6f18cafff9ffac260ad8bd10004b", "650100140b001e80"},
        // T1 = 27504 = 0x6b70, T2 = 26435 = 0x6743, T3 = -1000 = 0xfc18, P1 = 36477 = 0x8e7d, ...
        {EmulatedBme280::bmp280, "58", "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c670170000", "0000000000000000"},
        {EmulatedBme280::bmp180, "55", "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c670170000", "0000000000000000"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.id);
        BoschBench bosch{row.kind};
        CHECK(bosch.bench.write_read("d0", 1) == row.id);
        CHECK(bosch.bench.write_read("88", 26) == row.low);
        CHECK(bosch.bench.write_read("e1", 8) == row.high);
    }
}

TEST_CASE("negative and split trimming words are laid out as table 16 says")
{
    EmulatedTrim trim{};
    trim.h4 = -3;     // 0xffd: E4 = ff, E5 low = d
    trim.h5 = 0x123;  // E5 high = 3, E6 = 12
    trim.h6 = -1;
    CHECK(to_hex(high_trim_registers(trim)) == "000000ff3d12ff");
}

TEST_CASE("until the trimming is copied, after power-up and reset, it reads as zeros")
{
    EmulatedBme280 chip{EmulatedBme280::bme280, ChipBench::powered};
    ChipBench bench{chip};
    for (int round = 0; round < 2; ++round) {
        CHECK(bench.write_read("f3", 1) == "01");
        CHECK(bench.write_read("88", 2) == "0000");
        CHECK(bench.write_read("d0", 1) == "60");
        bench.wait(2ms);
        CHECK(bench.write_read("f3", 1) == "00");
        CHECK(bench.write_read("88", 2) == "6c6e");
        CHECK(bench.write("e0b5"));  // not the reset word
        CHECK(bench.write_read("f3", 1) == "00");
        CHECK(bench.write("f201f424f5a0"));
        CHECK(bench.write_read("f2", 4) == "010024a0");
        CHECK(bench.write("e0b6"));
        CHECK(bench.write_read("f2", 4) == "00010000");
    }
}

TEST_CASE("forced mode measures once, in the longest time the datasheet gives")
{
    struct Row {
        std::string humidity;
        std::string control;
        Duration takes;
    };
    const Row rows[] = {
        {"f201", "f425", 9300us},    // x1 each: 1.25 + 2.3 + 2.875 + 2.875
        {"f200", "f425", 6425us},    // no humidity
        {"f200", "f421", 3550us},    // temperature alone
        {"f205", "f4b6", 112800us},  // x16 each
    };
    for (const auto& row : rows) {
        CAPTURE(row.humidity);
        CAPTURE(row.control);
        BoschBench bosch;
        auto& bench = bosch.bench;
        bench.around.air = {24.436, 54.18, 996.21};
        CHECK(bench.write_read("f7", 8) == "8000008000008000");
        CHECK(bench.write(row.humidity));
        CHECK(bench.write(row.control));
        bench.wait(row.takes - 1us);
        CHECK(bench.write_read("f3", 1) == "08");
        CHECK(bench.write_read("f7", 8) == "8000008000008000");
        bench.wait(1us);
        CHECK(bench.write_read("f3", 1) == "00");
        CHECK(bench.write_read("f7", 8) != "8000008000008000");
        CHECK((std::stoi(bench.write_read("f4", 1), nullptr, 16) & 3) == 0);  // asleep
    }
}

TEST_CASE("normal mode measures again and again, until it is left")
{
    BoschBench bosch;
    bosch.bench.around.air = {20, 50, 1000};
    REQUIRE(bosch.bench.write("f201f427"));
    const auto skipped = bosch.bench.write_read("f7", 8);
    bosch.bench.wait(10ms);
    const auto first = bosch.bench.write_read("f7", 8);
    CHECK(first != skipped);
    bosch.bench.around.air = {25, 40, 990};
    bosch.bench.wait(10ms);
    const auto second = bosch.bench.write_read("f7", 8);
    CHECK(second != first);
    CHECK(bosch.bench.write_read("f4", 1) == "27");
    REQUIRE(bosch.bench.write("f424"));
    bosch.bench.around.air = {30, 30, 980};
    bosch.bench.wait(10ms);
    CHECK(bosch.bench.write_read("f7", 8) == second);
}

TEST_CASE("what is not measured reads as skipped; oversampling adds bits")
{
    struct Row {
        std::string humidity;
        std::string control;
        std::string pressure;
        std::string temperature;
        std::string humidity_data;
    };
    const Row rows[] = {
        {"f201", "f425", "553300", "817f00", "79"},  // x1: 16 bits
        {"f201", "f429", "553380", "817f00", "79"},  // pressure x2: 17 bits
        {"f200", "f425", "553300", "817f00", "8000"}, {"f201", "f405", "553300", "800000", "79"},
        {"f201", "f421", "800000", "817f00", "79"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.humidity);
        CAPTURE(row.control);
        BoschBench bosch;
        auto& bench = bosch.bench;
        bench.around.air = {24.4362, 54.18, 996.21};
        CHECK(bench.write(row.humidity));
        CHECK(bench.write(row.control));
        bench.wait(20ms);
        CHECK(bench.write_read("f7", 3) == row.pressure);
        CHECK(bench.write_read("fa", 3) == row.temperature);
        CHECK(bench.write_read("fd", 2).starts_with(row.humidity_data));
    }
}

TEST_CASE("ctrl_hum takes effect with the next write of ctrl_meas, which one transaction can hold")
{
    BoschBench bosch;
    auto& bench = bosch.bench;
    bench.around.air = {24.436, 54.18, 996.21};
    CHECK(bench.write("f425f201"));  // the wrong way round
    bench.wait(20ms);
    CHECK(bench.write_read("fd", 2) == "8000");
    CHECK(bench.write("f201f425"));
    bench.wait(20ms);
    CHECK(bench.write_read("fd", 2).starts_with("79"));
}

TEST_CASE("a BMP280 has neither humidity nor its registers")
{
    BoschBench bosch{EmulatedBme280::bmp280};
    auto& bench = bosch.bench;
    bench.around.air = {128422 / 5120.0, 50, 25767233 / 25600.0};
    CHECK(bench.write("f201f5a0f4b5"));  // x16 temperature and x16 pressure, forced
    CHECK(bench.write_read("f2", 1) == "00");
    CHECK(bench.write_read("f5", 1) == "a0");
    bench.wait(43300us);  // BMP280 table 13: x16 pressure, x2 temperature
    bench.wait(100ms);
    CHECK(bench.write_read("fa", 3) == "7eed00");  // 519888 = 0x7eed0
    CHECK(bench.write_read("fd", 2) == "0000");
}

TEST_CASE("a stuck chip measures for ever")
{
    BoschBench bosch;
    auto& bench = bosch.bench;
    CHECK(bench.write("f425"));
    bench.around.stuck = true;
    bench.wait(1h);
    CHECK(bench.write_read("f3", 1) == "08");
    CHECK(bench.write_read("f7", 3) == "800000");
}
