// SPDX-License-Identifier: MIT
/// Frames by hand from the SHT3x-DIS datasheet: section 4.11 (status), 4.12 (CRC), 4.13 (conversion).
#include "hal/mock/emulated_sht3x.hpp"
#include "chip_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Sht3xBench {
    EmulatedSht3x chip{ChipBench::powered};
    ChipBench bench{chip};

    Sht3xBench() { bench.wait(2ms); }
};

}  // namespace

TEST_CASE("a measurement is two words with their checksums")
{
    struct Row {
        double celsius;
        double percent;
        std::string frame;
    };
    const Row rows[] = {
        {23.732, 62.969, "648bc7a1331c"},  // 0x648b = 25739: -45 + 175 * 25739 / 65535; 0xa133 = 41267
        {-45, 0, "000081000081"},          // the ends of the scale
        {130, 100, "ffffacffffac"},        //
        {-12.5, 50, "2f8b548000a2"},       // 0x2f8b = 12171 = 32.5 / 175 * 65535, 0x8000 = 0.5 * 65535 rounded
        {-100, -5, "000081000081"},        // beyond them the scale ends
        {200, 120, "ffffacffffac"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.celsius);
        Sht3xBench sht3x;
        sht3x.bench.around.air = {row.celsius, row.percent, 0};
        REQUIRE(sht3x.bench.write("2400"));
        sht3x.bench.wait(15500us);
        CHECK(sht3x.bench.read(6) == row.frame);
    }
}

TEST_CASE("while it measures it does not acknowledge, neither too early nor too late")
{
    struct Row {
        std::string command;
        Duration takes;
    };
    const Row rows[] = {{"2400", 15500us}, {"240b", 6500us}, {"2416", 4500us}};
    for (const auto& row : rows) {
        CAPTURE(row.command);
        Sht3xBench sht3x;
        auto& bench = sht3x.bench;
        REQUIRE(bench.write(row.command));
        CHECK(bench.read(6) == "nack");
        bench.wait(row.takes - 1us);
        CHECK(bench.read(6) == "nack");
        CHECK_FALSE(bench.write("f32d"));
        bench.wait(1us);
        CHECK(bench.read(6) != "nack");
        CHECK(bench.read(6) == "nack");  // fetched once
    }
}

TEST_CASE("the air counts when the measurement starts")
{
    Sht3xBench sht3x;
    sht3x.bench.around.air = {23.732, 62.969, 0};
    REQUIRE(sht3x.bench.write("2400"));
    sht3x.bench.around.air = {0, 0, 0};
    sht3x.bench.wait(16ms);
    CHECK(sht3x.bench.read(6) == "648bc7a1331c");
}

TEST_CASE("a part of the frame can be read, and past its end the bus is idle")
{
    for (const auto& [size, frame] : {std::pair{std::size_t{2}, "648b"}, {std::size_t{8}, "648bc7a1331cffff"}}) {
        Sht3xBench sht3x;
        sht3x.bench.around.air = {23.732, 62.969, 0};
        REQUIRE(sht3x.bench.write("2400"));
        sht3x.bench.wait(16ms);
        CHECK(sht3x.bench.read(size) == frame);
    }
}

TEST_CASE("the status tells of a reset until it is cleared, and of a refused command")
{
    Sht3xBench sht3x;
    auto& bench = sht3x.bench;
    CHECK(bench.write_read("f32d", 3) == "8010e1");
    CHECK(bench.write("3041"));
    CHECK_FALSE(bench.write("f32d"));  // too soon after a command
    bench.wait(1ms);
    CHECK(bench.write_read("f32d", 3) == "000081");
    CHECK(bench.write("306d"));  // the heater, on
    bench.wait(1ms);
    CHECK(bench.write_read("f32d", 3) == "20005d");
    CHECK(bench.write("3066"));
    bench.wait(1ms);
    CHECK(bench.write_read("f32d", 3) == "000081");
    for (const std::string refused : {"2c06", "e000", "24", "240000", ""}) {
        CAPTURE(refused);
        CHECK_FALSE(bench.write(refused));
    }
    CHECK(bench.write("30a2"));
    CHECK_FALSE(bench.write("f32d"));
    bench.wait(1500us);
    CHECK(bench.write_read("f32d", 3) == "8010e1");
}

TEST_CASE("the alert limits are those of the power-on")
{
    Sht3xBench sht3x;
    CHECK(sht3x.bench.write_read("e11f", 2) == "cd33");
    CHECK(sht3x.bench.write_read("e114", 2) == "c92d");
    CHECK(sht3x.bench.write_read("e109", 2) == "3869");
    CHECK(sht3x.bench.write_read("e102", 2) == "3466");
}

TEST_CASE("reset and break forget nothing but what they should")
{
    struct Row {
        std::string command;
        std::string frame;
    };
    for (const auto& row : {Row{"30a2", "nack"}, Row{"3093", "648bc7a1331c"}}) {
        CAPTURE(row.command);
        Sht3xBench sht3x;
        auto& bench = sht3x.bench;
        bench.around.air = {23.732, 62.969, 0};
        REQUIRE(bench.write("2400"));
        bench.wait(16ms);
        REQUIRE(bench.write(row.command));
        bench.wait(2ms);
        CHECK(bench.read(6) == row.frame);
    }
}

TEST_CASE("it answers nothing before it is up, nor ever when it is stuck")
{
    EmulatedSht3x chip{ChipBench::powered};
    ChipBench bench{chip};
    CHECK_FALSE(bench.write("2400"));
    bench.wait(1500us);
    bench.around.stuck = true;
    CHECK_FALSE(bench.write("2400"));
    bench.wait(1h);
    CHECK(bench.read(6) == "nack");
    bench.around.stuck = false;
    CHECK(bench.write("2400"));
}
