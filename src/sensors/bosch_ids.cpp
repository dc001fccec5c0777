// SPDX-License-Identifier: MIT
#include "sensors/bosch_ids.hpp"

#include "coapnode/core/hex.hpp"
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct Id {
    std::uint8_t id;
    std::string_view chip;
    std::string_view driver;  ///< "": not served
};

constexpr std::array ids{
    Id{0x55, "BMP180", ""},       Id{0x56, "BMP280", "bmp280"},  // a sample
    Id{0x57, "BMP280", "bmp280"},                                // a sample
    Id{0x58, "BMP280", "bmp280"}, Id{0x60, "BME280", "bme280"}, Id{0x61, "BME680", "bme680"},
};

/// One that stands for no chip when the id is unknown.
Id row_of_id(std::uint8_t id)
{
    const auto* const known = std::find_if(ids.begin(), ids.end(), [id](const Id& row) { return row.id == id; });
    return known != ids.end() ? *known : Id{id, "", ""};
}

}  // namespace

std::string_view bosch_chip(std::uint8_t id)
{
    return row_of_id(id).chip;
}

std::string described_bosch(std::uint8_t id)
{
    const auto chip = bosch_chip(id);
    return (chip.empty() ? "unknown" : "a " + std::string{chip}) + " (id " + to_hex_number(id) + ')';
}

Failure other_bosch_chip(I2cDevice& chip, std::string_view expected)
{
    const auto id = read_byte(chip, bosch_id_register, read_agreeing);
    if (!id) return fail(id);
    const auto driver = row_of_id(*id).driver;
    auto message = "the chip at " + chip.where() + " is " + described_bosch(*id) + ", not a ";
    message.append(expected);
    if (!driver.empty()) message.append(": use driver ").append(driver);
    return fail(Errc::wrong_chip, message);
}

}  // namespace coapnode
