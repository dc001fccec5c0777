// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

using namespace coapnode;

namespace {

constexpr auto bh1750_place = "0x23 on /dev/i2c-1";

I2cScript bh1750_empties()
{
    return {writes("01"), writes("07")};
}

I2cScript bh1750_begins()
{
    return bh1750_empties() + twice(reads("0000")) + I2cScript{writes("42"), writes("65"), writes("20")};
}

I2cScript bh1750_sample(std::string_view data)
{
    return twice(reads(data)) + bh1750_empties() + twice(reads("0000"));
}

Error bh1750_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the BH1750 at " + bh1750_place};
}

constexpr int bh1750_asks = 5;

}  // namespace

TEST_CASE("counts of the BH1750 are 1.2 to the lux")
{
    struct Row {
        std::string_view data;
        std::int32_t milli_lux;
    };
    const Row rows[] = {{"8390", 28'066'667}, {"0001", 833}, {"0006", 5'000}, {"fffe", 54'611'667}};
    for (const auto& row : rows) {
        CAPTURE(row.data);
        ScriptedI2c bus{bh1750_begins() + bh1750_sample(row.data), bh1750_place};
        CHECK(first_sample(*open_driver("bh1750", bus)) == Reading{}.with(Illuminance::milli_lux(row.milli_lux)));
    }
}

TEST_CASE("more light than the BH1750 counts is no reading")
{
    ScriptedI2c bus{bh1750_begins() + bh1750_sample("ffff"), bh1750_place};
    CHECK(error_of(first_sample(*open_driver("bh1750", bus))) == bh1750_error(Errc::bad_value, "too much light for"));
}

TEST_CASE("a BH1750 measures darkness twice")
{
    const auto again = twice(reads("0000")) + I2cScript{writes("23")};
    ScriptedI2c dark{bh1750_begins() + again + bh1750_sample("0000"), bh1750_place};
    CHECK(first_sample(*open_driver("bh1750", dark), bh1750_asks) == Reading{}.with(Illuminance::milli_lux(0)));

    ScriptedI2c early{bh1750_begins() + again, bh1750_place};
    CHECK(error_of(first_sample(*open_driver("bh1750", early), bh1750_asks - 1)) ==
          bh1750_error(Errc::not_ready, "unfinished measurement of"));

    ScriptedI2c reset{bh1750_begins() + again + twice(reads("0180")), bh1750_place};
    CHECK(error_of(first_sample(*open_driver("bh1750", reset), bh1750_asks)) ==
          bh1750_error(Errc::settings_lost, "settings lost by"));
}

TEST_CASE("a chip that keeps its data when it should empty it is no BH1750")
{
    ScriptedI2c first{bh1750_empties() + twice(reads("1900")), bh1750_place};
    CHECK(error_of(first_sample(*open_driver("bh1750", first))) ==
          Error{Errc::wrong_chip, "the chip at " + std::string{bh1750_place} + " is not of type BH1750"});

    ScriptedI2c later{bh1750_begins() + twice(reads("1900")) + bh1750_empties() + twice(reads("4b00")), bh1750_place};
    CHECK(error_of(first_sample(*open_driver("bh1750", later))) ==
          bh1750_error(Errc::settings_lost, "settings lost by"));
}

TEST_CASE("data of a BH1750 is read until two reads agree")
{
    ScriptedI2c once{bh1750_begins() + I2cScript{reads("8390"), reads("8391")} + bh1750_sample("8390"), bh1750_place};
    CHECK(first_sample(*open_driver("bh1750", once)));

    ScriptedI2c never{bh1750_begins() + I2cScript{reads("0001"), reads("0002"), reads("0003"), reads("0004")},
                      bh1750_place};
    CHECK(error_of(first_sample(*open_driver("bh1750", never))) ==
          Error{Errc::bad_checksum, "each read gives a different value at " + std::string{bh1750_place}});
}

TEST_CASE("a BH1750 is possible wherever two bytes can be read that are not all ones")
{
    ScriptedI2c dark{{reads("0000")}, bh1750_place};
    CHECK(find_model("bh1750")->probe(dark) == Match::possible);
    ScriptedI2c nobody{{reads("ffff")}, bh1750_place};
    CHECK(find_model("bh1750")->probe(nobody) == Match::no);
}
