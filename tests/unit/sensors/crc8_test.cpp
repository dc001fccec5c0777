// SPDX-License-Identifier: MIT
#include "sensors/chip.hpp"

#include "support/scripted_i2c.hpp"

using namespace coapnode;

TEST_CASE("checksums that datasheets and other programs give")
{
    struct Row {
        std::string bytes;
        std::uint8_t initial;
        std::uint8_t crc;
    };
    const Row rows[] = {
        {"beef", 0xff, 0x92},  // SHT3x-DIS, table 20
        {"648b", 0xff, 0xc7},
        {"a133", 0xff, 0x1c},
        {"0000", 0xff, 0x81},
        {"ffff", 0xff, 0xac},
        {"abcd", 0xff, 0x6f},
        {"abab", 0xff, 0x72},
        {"", 0xff, 0xff},
        {"1cb8f5a59cd0", 0xff, 0xa3},  // six bytes of an AHT20
        {"1cb910959c53", 0xff, 0x70},
        {"1cb8f9559c72", 0xff, 0xd5},
        {"dc", 0x00, 0x79},  // HTU21D
        {"683a", 0x00, 0x7c},
        {"4e85", 0x00, 0x6b},
        {"", 0x00, 0x00},
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        CHECK(crc8(hex_bytes(row.bytes), row.initial) == row.crc);
    }
}

TEST_CASE("the checksum of a BME280's calibration is one of another polynomial")
{
    // The calibration of driver_steps.hpp; what is stored is inverted.
    CHECK((crc8(hex_bytes("6c6e77663200a89227d5d00b6f18cafff9ffac260ad8bd10004b 650100140b001e"), 0xff,
                bosch_polynomial) ^
           0xff) == 0x80);
}
