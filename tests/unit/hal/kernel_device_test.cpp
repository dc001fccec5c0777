// SPDX-License-Identifier: MIT
#include "coapnode/hal/kernel_device.hpp"

#include "coapnode/hal/kernel_sensors.hpp"
#include "hal/kernel/sysfs_sensors.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("what device: may say, and what a sensor of that name measures")
{
    struct Row {
        std::string device;
        KernelDeviceForm form;
        std::string measures;
    };
    using enum KernelDeviceForm;
    for (const auto& row : {
             Row{"28-0316a27944d2", one_wire, "temperature"},
             Row{"10-000802824e58", one_wire, "temperature"},
             Row{"28-0316a27944d", name, ""},
             Row{"1-0076", i2c, ""},
             Row{"22-0076", i2c, ""},
             Row{"1-76", name, ""},
             Row{"x-0076", name, ""},
             Row{"/sys/bus/i2c/devices/1-0076", path, ""},
             Row{"dht11", name, "temperature, humidity"},
             Row{"dht22", name, "temperature, humidity"},
             Row{"dht11@0", name, "temperature, humidity"},
             Row{"bme280", name, "temperature, humidity, pressure"},
             Row{"bmp280", name, "temperature, pressure"},
             Row{"bme680_i2c", name, "temperature, humidity, pressure"},
             Row{"lm75", name, "temperature"},
             Row{"lm75b", name, "temperature"},
             Row{"greenhouse", name, ""},
             Row{"", name, ""},
         }) {
        CAPTURE(row.device);
        CHECK(form_of(row.device) == row.form);
        CHECK(list_of(quantities_of_kernel_device(row.device)) == row.measures);
    }
}

TEST_CASE("what the kernel calls an I2C address")
{
    CHECK(kernel_name_of({"/dev/i2c-1", 0x76}) == "1-0076");
    CHECK(kernel_name_of({"/dev/i2c-22", 0x08}) == "22-0008");
    CHECK(kernel_name_of({"/dev/sensors", 0x76}) == std::nullopt);
}
