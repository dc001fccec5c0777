// SPDX-License-Identifier: MIT
/// What can be told of /dev/i2c-* and /dev/gpiochip* on a machine that has none.
#include "hal/linux/device_nodes.hpp"
#include "hal/linux/gpio_chip.hpp"
#include "hal/linux/i2c_dev.hpp"
#include "hal/linux/linux_hardware.hpp"
#include "line_addresses.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("device files are listed by number, without links and without what is named otherwise")
{
    const TemporaryDirectory dev;
    for (const std::string name :
         {"i2c-10", "i2c-1", "i2c-2", "i2c-", "i2c-1a", "i2c--1", "i2c", "xi2c-3", "gpiochip0"}) {
        dev.write(name, "");
    }
    dev.write("i2c-4/inside", "");
    std::filesystem::create_symlink("i2c-1", dev.path() / "i2c-5");
    std::filesystem::create_symlink("nowhere", dev.path() / "i2c-6");
    std::vector<std::string> expected;
    for (const std::string name : {"i2c-1", "i2c-2", "i2c-4", "i2c-10"})
        expected.push_back((dev.path() / name).string());
    CHECK(device_nodes(dev.path().string(), "i2c-") == expected);
    CHECK(device_nodes((dev.path() / "nowhere").string(), "i2c-").empty());
}

TEST_CASE("a bus that is not there, or is none")
{
    const TemporaryDirectory dev;
    dev.write("file", "");
    for (const auto& bus : {(dev.path() / "i2c-1").string(), (dev.path() / "file").string(),
                            (dev.path() / "file/i2c-1").string(), std::string{"/dev/null"}}) {
        CAPTURE(bus);
        const auto opened = linux_hardware()->open_i2c({bus, 0x44}, {});
        REQUIRE_FALSE(opened);
        CHECK(opened.error() == Error{Errc::bus_missing, "no bus for 0x44 on " + bus});
    }
    const auto directory = linux_hardware()->open_i2c({dev.path().string(), 0x44}, {});
    CHECK(directory.error() ==
          Error{Errc::bus_io, "transfer failed at 0x44 on " + dev.path().string() + " (Is a directory)"});
}

TEST_CASE("a GPIO chip that is not there, or is none")
{
    const TemporaryDirectory dev;
    dev.write("file", "");
    for (const auto& chip :
         {(dev.path() / "gpiochip0").string(), (dev.path() / "file").string(), std::string{"/dev/null"}}) {
        CAPTURE(chip);
        CHECK(open_gpiod_chip(chip) == nullptr);
        const auto opened = linux_hardware()->open_output(numbered(chip, 17), false);
        REQUIRE_FALSE(opened);
        CHECK(opened.error() == Error{Errc::line_missing, "cannot find line 17 of " + chip});
    }
}
