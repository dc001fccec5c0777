// SPDX-License-Identifier: MIT
// The scripted bus itself: what it must not let through.
#include "support/scripted_i2c.hpp"

using namespace coapnode;

namespace {

std::array<std::uint8_t, 2> two_bytes{};

}  // namespace

TEST_CASE("a script is played step by step")
{
    ScriptedI2c chip{
        {writes("2400"), reads("648B"), asks("f3 2d", "8010"), failing(writes("30a2"), Errc::bus_timeout)}};
    REQUIRE(chip.write(hex_bytes("2400")));
    REQUIRE(chip.read(two_bytes));
    CHECK(hex_text(two_bytes) == "648b");
    REQUIRE(chip.write_read(hex_bytes("f32d"), two_bytes));
    CHECK(hex_text(two_bytes) == "8010");
    CHECK(error_of(chip.write(hex_bytes("30a2"))) == Errc::bus_timeout);
}

TEST_CASE("a step that never comes fails the test" * doctest::should_fail())
{
    const ScriptedI2c chip{{writes("2400")}};
}

TEST_CASE("a transaction beyond the script fails the test" * doctest::should_fail())
{
    ScriptedI2c chip{{}};
    CHECK_FALSE(chip.write(hex_bytes("2400")));
}

TEST_CASE("another byte fails the test" * doctest::should_fail())
{
    ScriptedI2c chip{{writes("2400")}};
    CHECK_FALSE(chip.write(hex_bytes("2401")));
}

TEST_CASE("another size fails the test" * doctest::should_fail())
{
    ScriptedI2c chip{{reads("648bc7")}};
    CHECK_FALSE(chip.read(two_bytes));
}
