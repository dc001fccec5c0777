// SPDX-License-Identifier: MIT
/// Register values by hand from the TMP105, TMP102 and LM75 datasheets.
#include "hal/mock/emulated_tmp105.hpp"
#include "chip_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("the temperature register at each resolution")
{
    struct Row {
        const EmulatedTmp105::Kind& kind;
        std::string configure;
        double celsius;
        std::string frame;
    };
    const Row rows[] = {
        // TMP102 table 7, 12 bits.
        {EmulatedTmp105::tmp102, "", 25, "1900"},
        {EmulatedTmp105::tmp102, "", -25, "e700"},
        {EmulatedTmp105::tmp102, "", -0.25, "ffc0"},
        {EmulatedTmp105::tmp102, "", -55, "c900"},
        {EmulatedTmp105::tmp102, "", 127.9375, "7ff0"},
        {EmulatedTmp105::tmp102, "", 1000, "7ff0"},
        {EmulatedTmp105::tmp102, "", -1000, "8000"},
        {EmulatedTmp105::tmp102, "", 21.03, "1500"},  // 336.48 counts: 336
        {EmulatedTmp105::tmp102, "010000", 0.0625, "0010"},
        // TMP105: 9 bits at power-up, R1 R0 select more.
        {EmulatedTmp105::tmp105, "", 25.4375, "1900"},
        {EmulatedTmp105::tmp105, "", 25.5, "1980"},
        {EmulatedTmp105::tmp105, "", -0.25, "ff80"},
        {EmulatedTmp105::tmp105, "0120", 25.4375, "1940"},
        {EmulatedTmp105::tmp105, "0140", 25.4375, "1960"},
        {EmulatedTmp105::tmp105, "0160", 25.4375, "1970"},
        {EmulatedTmp105::tmp105, "0160a0", 25.4375, "1970"},  // as a driver of the TMP102 writes it
        {EmulatedTmp105::lm75, "", 25.4375, "197f"},
        {EmulatedTmp105::lm75, "0160", 25.4375, "197f"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.configure);
        CAPTURE(row.celsius);
        EmulatedTmp105 chip{row.kind, ChipBench::powered};
        ChipBench bench{chip};
        bench.around.air.celsius = row.celsius;
        CHECK(bench.write(row.configure));
        bench.wait(300ms);
        CHECK(bench.write_read("00", 2) == row.frame);
        CHECK(bench.read(2) == row.frame);  // the pointer stays
    }
}

TEST_CASE("a conversion takes its time and then the register follows the air")
{
    struct Row {
        std::string configure;
        Duration takes;
    };
    for (const auto& row : {Row{"0100", 37500us}, Row{"0120", 75ms}, Row{"0140", 150ms}, Row{"0160", 300ms}}) {
        CAPTURE(row.configure);
        EmulatedTmp105 chip{EmulatedTmp105::tmp105, ChipBench::powered};
        ChipBench bench{chip};
        bench.around.air.celsius = 25;
        REQUIRE(bench.write(row.configure));
        bench.wait(row.takes - 1us);
        CHECK(bench.write_read("00", 2) == "0000");
        bench.wait(1us);
        CHECK(bench.write_read("00", 2) == "1900");
        bench.around.air.celsius = 30;
        CHECK(bench.read(2) == "1e00");
    }
}

TEST_CASE("shut down it converts once when asked")
{
    EmulatedTmp105 chip{EmulatedTmp105::tmp105, ChipBench::powered};
    ChipBench bench{chip};
    bench.around.air.celsius = 25;
    bench.wait(40ms);
    REQUIRE(bench.write("0161"));
    CHECK(bench.write_read("01", 1) == "61");
    bench.wait(300ms);
    CHECK(bench.write_read("00", 2) == "1900");
    bench.around.air.celsius = 30;
    bench.wait(1s);
    CHECK(bench.read(2) == "1900");

    REQUIRE(bench.write("01e1"));
    CHECK(bench.write_read("01", 1) == "61");  // the one-shot bit is not kept
    bench.wait(299ms);
    CHECK(bench.write_read("00", 2) == "1900");
    bench.wait(1ms);
    CHECK(bench.read(2) == "1e00");
    bench.around.air.celsius = 35;
    bench.wait(1s);
    CHECK(bench.read(2) == "1e00");
}

TEST_CASE("the other registers")
{
    struct Row {
        const EmulatedTmp105::Kind& kind;
        std::string write;
        std::string pointer;
        std::string frame;
    };
    const Row rows[] = {
        {EmulatedTmp105::tmp105, "", "01", "00ff"},  // one byte; past it the bus is idle
        {EmulatedTmp105::tmp102, "", "01", "60a0"},
        {EmulatedTmp105::tmp102, "0161", "01", "61a0"},    // the second byte stays
        {EmulatedTmp105::tmp102, "0100c0", "01", "60e0"},  // R1 R0 and AL are read-only
        {EmulatedTmp105::tmp105, "017f", "01", "7fff"},    //
        {EmulatedTmp105::tmp105, "01800c", "01", "00ff"},  // the one-shot bit is not kept
        {EmulatedTmp105::lm75, "01ff", "01", "1fff"},      //
        {EmulatedTmp105::tmp105, "", "02", "4b00"},        // 75 °C
        {EmulatedTmp105::tmp105, "", "03", "5000"},        // 80 °C
        {EmulatedTmp105::tmp105, "021e00", "02", "1e00"},
        {EmulatedTmp105::tmp105, "021e", "02", "4b00"},    // half a word
        {EmulatedTmp105::tmp105, "001234", "00", "0000"},  // read-only
    };
    for (const auto& row : rows) {
        CAPTURE(row.write);
        EmulatedTmp105 chip{row.kind, ChipBench::powered};
        ChipBench bench{chip};
        CHECK(bench.write(row.write));
        CHECK(bench.write_read(row.pointer, 2) == row.frame);
    }
}

TEST_CASE("a TMP102 converts in 35 ms")
{
    EmulatedTmp105 chip{EmulatedTmp105::tmp102, ChipBench::powered};
    ChipBench bench{chip};
    bench.around.air.celsius = 25.0625;
    REQUIRE(bench.write("0160a0"));
    bench.wait(35ms - 1us);
    CHECK(bench.write_read("00", 2) == "0000");
    bench.wait(1us);
    CHECK(bench.write_read("00", 2) == "1910");
}

TEST_CASE("a stuck chip keeps the old value")
{
    EmulatedTmp105 chip{EmulatedTmp105::tmp105, ChipBench::powered};
    ChipBench bench{chip};
    bench.around.air.celsius = 25;
    bench.wait(300ms);
    CHECK(bench.read(2) == "1900");
    bench.around.stuck = true;
    bench.around.air.celsius = 30;
    bench.wait(1h);
    CHECK(bench.read(2) == "1900");
}
