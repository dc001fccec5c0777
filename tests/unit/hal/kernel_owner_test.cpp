// SPDX-License-Identifier: MIT
/// What is said of a chip that a driver of the kernel has.
#include "hal/kernel/owner.hpp"

#include "hal/kernel/sysfs_sensors.hpp"
#include "support/sys_tree.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a chip that a kernel driver owns: its name, and the YAML that reads it through that driver")
{
    const SysTree tree;
    tree.iio(tree.chip("i2c", "1-0076", "bmp280"), 0,
             {{"name", "bmp280"}, {"in_temp_input", "25080"}, {"in_pressure_input", "100.656"}});
    tree.chip("i2c", "1-0068", "rtc-ds1307");
    const SysfsSensors sensors{tree.root()};
    struct Row {
        Error failed;
        std::uint8_t address;
        std::string behind;
    };
    for (const auto& row : {
             Row{{Errc::bus_busy, "owned"},
                 0x76,
                 " (bmp280; to read it through that: {driver: kernel, device: 1-0076, measures: [temperature, "
                 "pressure]})"},
             Row{{Errc::bus_busy, "owned"}, 0x68, " (rtc-ds1307)"},
             Row{{Errc::bus_busy, "owned"}, 0x44, ""},
             Row{{Errc::access_denied, "denied"}, 0x76, ""},
         }) {
        CAPTURE(row.address);
        const auto told = with_owner(row.failed, sensors, {"/dev/i2c-1", row.address}).value();
        CHECK(told == Error{row.failed.code, row.failed.message + row.behind});
    }
}

TEST_CASE("measures: stands in the YAML where the name of the device does not tell")
{
    CHECK(as_yaml({"dht11@4", "dht11@0", {Quantity::temperature, Quantity::humidity}}) ==
          "{driver: kernel, device: dht11@4}");
    CHECK(as_yaml({"28-0316a27944d2", "ds18b20", {Quantity::temperature}}) ==
          "{driver: kernel, device: 28-0316a27944d2}");
    CHECK(as_yaml({"1-0044", "sht3x", {Quantity::temperature, Quantity::humidity}}) ==
          "{driver: kernel, device: 1-0044, measures: [temperature, humidity]}");
}
