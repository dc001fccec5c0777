// SPDX-License-Identifier: MIT
#include "chip_bench.hpp"
#include "hal/mock/mock_hardware.hpp"
#include "support/fake_scheduler.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Mock {
    FakeScheduler time;
    TemporaryDirectory directory;
    MockHardware hardware{time, MockFiles{directory.path()}};

    Mock() { time.advance(1s); }

    std::unique_ptr<I2cDevice> open(std::uint8_t address, const std::string& bus = "/dev/i2c-1",
                                    std::string_view driver = {})
    {
        auto device = hardware.open_i2c({bus, address}, driver);
        REQUIRE(device);
        return std::move(*device);
    }

    /// One SHT3x measurement as hexadecimal digits, or the error.
    std::string measure(I2cDevice& sht3x)
    {
        if (const auto sent = sht3x.write(from_hex("2400")); !sent) return sent.error().message;
        time.advance(16ms);
        return read(sht3x, 6);
    }

    static std::string read(I2cDevice& device, std::size_t size)
    {
        Bytes frame(size);
        const auto got = device.read(frame);
        return got ? to_hex(frame) : got.error().message;
    }
};

}  // namespace

TEST_CASE("which chip sits where")
{
    struct Row {
        std::uint8_t address;
        std::string write;
        std::string answer;
    };
    const Row rows[] = {
        {0x44, "f32d", "8010e1"},
        {0x45, "f32d", "8010e1"},  // SHT3x: status
        {0x76, "d0", "600000"},    // BME280: id
        {0x77, "d0", "600000"},    //
        {0x48, "02", "4b00ff"},
        {0x4f, "02", "4b00ff"},                           // TMP105: limit
        {0x40, "00", "no answer at 0x40 on /dev/i2c-1"},  // nothing
        {0x47, "00", "no answer at 0x47 on /dev/i2c-1"},  //
        {0x50, "00", "no answer at 0x50 on /dev/i2c-1"},  //
    };
    for (const auto& row : rows) {
        CAPTURE(row.address);
        Mock mock;
        const auto device = mock.open(row.address);
        Bytes answer(3);
        const auto got = device->write_read(from_hex(row.write), answer);
        CHECK((got ? to_hex(answer) : got.error().message) == row.answer);
    }
}

TEST_CASE("one bus is listed, any other has the same chips, but of its own")
{
    Mock mock;
    CHECK(mock.hardware.i2c_buses() == std::vector<std::string>{"/dev/i2c-1"});
    const auto here = mock.open(0x44);
    const auto there = mock.open(0x44, "/dev/i2c-7");
    CHECK(here->where() == "0x44 on /dev/i2c-1");
    CHECK(there->where() == "0x44 on /dev/i2c-7");
    REQUIRE(here->write(from_hex("3041")));
    mock.time.advance(1ms);
    REQUIRE(there->write(from_hex("f32d")));
    CHECK(Mock::read(*there, 3) == "8010e1");
}

TEST_CASE("all chips see the same air, and it moves")
{
    Mock mock;
    const auto first = mock.open(0x44);
    const auto second = mock.open(0x45);
    REQUIRE(first->write(from_hex("2400")));
    REQUIRE(second->write(from_hex("2400")));
    mock.time.advance(16ms);
    const auto frame = Mock::read(*first, 6);
    CHECK(frame == Mock::read(*second, 6));
    mock.time.advance(60s);
    CHECK(mock.measure(*first) != frame);
}

TEST_CASE("a chip that converts does not answer")
{
    Mock mock;
    const auto chip = mock.open(0x44);
    REQUIRE(chip->write(from_hex("2400")));
    CHECK(Mock::read(*chip, 6) == "no answer at 0x44 on /dev/i2c-1");
    Bytes frame(6);
    CHECK(chip->write_read(from_hex("2400"), frame).error() == Errc::no_answer);
}

TEST_CASE("faults, by the interface for tests and by a file")
{
    struct Row {
        std::string fault;
        Fault injected;
        std::string message;
    };
    const Row rows[] = {
        {"no_answer", Fault::no_answer, "no answer at 0x44 on /dev/i2c-1"},
        {"bus_timeout", Fault::bus_timeout, "the bus hung at 0x44 on /dev/i2c-1"},
        {"bus_io", Fault::bus_io, "transfer failed at 0x44 on /dev/i2c-1"},
        {"bus_busy", Fault::bus_busy, "a kernel driver owns 0x44 on /dev/i2c-1"},
        {"bus_missing", Fault::bus_missing, "no bus for 0x44 on /dev/i2c-1"},
        {"access_denied", Fault::access_denied, "no permission for 0x44 on /dev/i2c-1"},
        {"stuck", Fault::stuck, "no answer at 0x44 on /dev/i2c-1"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.fault);
        Mock mock;
        const auto chip = mock.open(0x44);
        const auto other = mock.open(0x45);
        mock.hardware.inject({"/dev/i2c-1", 0x44}, {.fault = row.injected});
        CHECK(mock.measure(*chip) == row.message);
        CHECK(Mock::read(*chip, 6) == row.message);
        CHECK(mock.measure(*other).size() == 12);
        mock.hardware.inject({"/dev/i2c-1", 0x44}, {});
        mock.time.advance(2ms);
        CHECK(mock.measure(*chip).size() == 12);

        mock.directory.write("i2c-1/0x44", "fault=" + row.fault + "\n");
        CHECK(mock.measure(*chip) == row.message);
        CHECK(mock.measure(*other).size() == 12);
        std::filesystem::remove(mock.directory.path() / "i2c-1/0x44");
        mock.time.advance(2ms);
        CHECK(mock.measure(*chip).size() == 12);
    }
}

TEST_CASE("the faults that show when the chip is opened")
{
    struct Row {
        Fault fault;
        bool opens;
    };
    const Row rows[] = {
        {Fault::bus_busy, false}, {Fault::bus_missing, false}, {Fault::access_denied, false},
        {Fault::no_answer, true}, {Fault::bus_timeout, true},  {Fault::bus_io, true},
    };
    for (const auto& row : rows) {
        Mock mock;
        mock.hardware.inject({"/dev/i2c-1", 0x44}, {.fault = row.fault});
        const auto opened = mock.hardware.open_i2c({"/dev/i2c-1", 0x44}, {});
        CHECK(opened.has_value() == row.opens);
        if (!opened) CHECK(opened.error().code == error_of(row.fault));
    }
}

TEST_CASE("a bad checksum is one wrong bit")
{
    Mock mock;
    const auto chip = mock.open(0x44);
    mock.directory.write("i2c-1/0x44", "temperature=23.732 humidity=62.969 fault=bad_checksum");
    CHECK(mock.measure(*chip) == "648bc7a1331d");
    mock.directory.write("i2c-1/0x44", "temperature=23.732 humidity=62.969");
    CHECK(mock.measure(*chip) == "648bc7a1331c");
}

TEST_CASE("a chip that was unplugged starts as new")
{
    Mock mock;
    const auto chip = mock.open(0x48);
    mock.hardware.inject({"/dev/i2c-1", 0x48}, {.temperature = 25.0625});
    REQUIRE(chip->write(from_hex("0160")));
    mock.time.advance(300ms);
    REQUIRE(chip->write(from_hex("00")));
    CHECK(Mock::read(*chip, 2) == "1910");

    mock.hardware.inject({"/dev/i2c-1", 0x48}, {.fault = Fault::no_answer});
    CHECK_FALSE(chip->write(from_hex("00")));
    mock.hardware.inject({"/dev/i2c-1", 0x48}, {.temperature = 25.0625});
    CHECK(Mock::read(*chip, 2) == "0000");
    mock.time.advance(300ms);
    CHECK(Mock::read(*chip, 2) == "1900");  // 9 bits again
}

TEST_CASE("another chip at an address, or one where none usually sits")
{
    struct Row {
        std::uint8_t address;
        std::string chip;
        std::string id;
    };
    const Row rows[] = {{0x76, "bmp280", "58"}, {0x76, "bmp180", "55"}, {0x77, "bmp280", "58"}, {0x20, "bme280", "60"}};
    for (const auto& row : rows) {
        CAPTURE(row.chip);
        Mock mock;
        const auto chip = mock.open(row.address);
        mock.hardware.inject({"/dev/i2c-1", row.address}, {.chip = row.chip});
        Bytes id(1);
        REQUIRE(chip->write_read(from_hex("d0"), id));
        CHECK(to_hex(id) == row.id);
    }
}

TEST_CASE("a file that makes no sense fails the transaction, so that its writer notices")
{
    Mock mock;
    const auto chip = mock.open(0x44);
    mock.directory.write("i2c-1/0x44", "temprature=1");
    const auto path = (mock.directory.path() / "i2c-1/0x44").string();
    CHECK(mock.measure(*chip) == "'temprature=1' in " + path + " is not valid");
    CHECK_FALSE(mock.hardware.open_i2c({"/dev/i2c-1", 0x44}, {}));
    mock.directory.write("i2c-1/0x44", "");
    CHECK(mock.measure(*chip).size() == 12);
}

TEST_CASE("the chip that a driver is for sits where it looks")
{
    struct Row {
        std::uint8_t address;
        std::string driver;
        std::string write;
        std::string answer;
    };
    const Row rows[] = {
        {0x76, "bmp280", "d0", "5800"}, {0x76, "bme280", "d0", "6000"}, {0x76, "", "d0", "6000"},
        {0x76, "dht22", "d0", "6000"},  // none that is emulated
        {0x48, "tmp102", "01", "60a0"}, {0x48, "tmp105", "01", "00ff"}, {0x20, "tmp75", "01", "00ff"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.driver);
        Mock mock;
        const auto chip = mock.open(row.address, "/dev/i2c-1", row.driver);
        Bytes answer(2);
        REQUIRE(chip->write_read(from_hex(row.write), answer));
        CHECK(to_hex(answer) == row.answer);
    }
}

TEST_CASE("what is read over broken wires, whoever sits there and whatever he does")
{
    struct Row {
        Fault fault;
        std::string frame;
    };
    for (const auto& row :
         {Row{Fault::zeros, "00000000"}, Row{Fault::ones, "ffffffff"}, Row{Fault::echo, "88898a8b"}}) {
        Mock mock;
        const auto chip = mock.open(0x76);
        mock.hardware.inject({"/dev/i2c-1", 0x76}, {.fault = row.fault});
        Bytes frame(4);
        REQUIRE(chip->write_read(from_hex("88"), frame));
        CHECK(to_hex(frame) == row.frame);
        const auto busy = mock.open(0x44);
        REQUIRE(busy->write(from_hex("2400")));
        mock.hardware.inject({"/dev/i2c-1", 0x44}, {.fault = row.fault});
        CHECK(Mock::read(*busy, 4) != "no answer at 0x44 on /dev/i2c-1");
    }
}

TEST_CASE("one bit of one read is wrong, and then no more")
{
    Mock mock;
    const auto chip = mock.open(0x76);
    const auto read = [&] {
        Bytes frame(2);
        REQUIRE(chip->write_read(from_hex("88"), frame));
        return to_hex(frame);
    };
    mock.directory.write("i2c-1/0x76", "flip=1:9");
    CHECK(read() == "6c6e");
    CHECK(read() == "6c6c");
    CHECK(read() == "6c6e");
    mock.directory.write("i2c-1/0x76", "flip=0:0");
    CHECK(read() == "6d6e");
    CHECK(read() == "6c6e");
    mock.directory.write("i2c-1/0x76", "flip=0:16");  // beyond what is read
    CHECK(read() == "6c6e");
}

TEST_CASE("a memory that has changed shows it at its address")
{
    Mock mock;
    const auto chip = mock.open(0x76);
    mock.directory.write("i2c-1/0x76", "memory=89:0102");
    Bytes frame(4);
    REQUIRE(chip->write_read(from_hex("88"), frame));
    CHECK(to_hex(frame) == "6c010266");
}

TEST_CASE("each new number is a loss of power, between two transactions")
{
    Mock mock;
    const auto chip = mock.open(0x76);
    const auto settings = [&] {
        Bytes frame(1);
        REQUIRE(chip->write_read(from_hex("f5"), frame));
        return to_hex(frame);
    };
    REQUIRE(chip->write(from_hex("f5a0")));
    for (const auto* words : {"", "power=1", "power=1 temperature=2", "", "power=2"}) {
        CAPTURE(words);
        REQUIRE(chip->write(from_hex("f5a0")));
        mock.directory.write("i2c-1/0x76", words);
        mock.time.advance(1s);
        const bool is_new = std::string{words} == "power=1" || std::string{words} == "power=2";
        CHECK(settings() == (is_new ? "00" : "a0"));
    }
}
