// SPDX-License-Identifier: MIT
#include "sensors/chip.hpp"

#include "sensors/driver_steps.hpp"

#include <array>

using namespace coapnode;

TEST_CASE("a register is read until two reads in a row agree, within a bound")
{
    struct Row {
        std::vector<std::string> reads;
        std::string agreed;  ///< empty: none
    };
    const Row rows[] = {
        {{"1900", "1900"}, "1900"},
        {{"5900", "1900", "1900"}, "1900"},
        {{"1900", "5900", "1900", "1900"}, "1900"},
        {{"1900", "1910", "1910"}, "1910"},  // a new conversion in between
        {{"0001", "0002", "0003", "0003"}, "0003"},
        {{"1900", "5900", "1900", "5900"}, ""},
        {{"0001", "0002", "0003", "0004"}, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.agreed);
        I2cScript script;
        for (const auto& read : row.reads)
            script.push_back(asks("00", read));
        ScriptedI2c bus{script};
        std::array<std::uint8_t, 2> value{};
        const auto got = read_agreeing(bus, 0x00, value);
        if (row.agreed.empty()) {
            CHECK(error_of(got) ==
                  Error{Errc::bad_checksum, "each read gives a different value at 0x44 on /dev/i2c-1"});
        } else {
            REQUIRE(got);
            CHECK(hex_text(value) == row.agreed);
        }
    }
}

TEST_CASE("a bus that fails at the second read fails the register")
{
    ScriptedI2c bus{{asks("00", "1900"), failing(asks("00", "1900"), Errc::bus_io)}};
    std::array<std::uint8_t, 2> value{};
    CHECK(read_agreeing(bus, 0x00, value).error() == Errc::bus_io);
}

TEST_CASE("what a dead bus shows instead of registers")
{
    struct Row {
        std::string bytes;
        bool is_dead;
    };
    const Row rows[] = {
        {"00000000", true},  {"ffffffff", true},  {"01010101", true},   // SparkFun's library, issue 4: all the same
        {"88898a8b", true},  {"88898a8c", false}, {"898a8b8c", false},  // from register 88 on
        {"00000001", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        CHECK(is_from_dead_bus(0x88, hex_bytes(row.bytes)) == row.is_dead);
    }
}
