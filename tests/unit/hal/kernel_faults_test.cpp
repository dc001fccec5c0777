// SPDX-License-Identifier: MIT
/// What reading sysfs fails with.
#include "hal/kernel/failures.hpp"
#include "hal/kernel/sysfs_sensors.hpp"

#include "support/sys_tree.hpp"

#include <doctest/doctest.h>

#include <cerrno>

using namespace coapnode;

namespace {

constexpr Quantity of_air[]{Quantity::temperature, Quantity::humidity};
constexpr Quantity temperature[]{Quantity::temperature};
constexpr Quantity pressure[]{Quantity::pressure};

}  // namespace

TEST_CASE("each error number of the kernel says what is the matter")
{
    struct Row {
        int error_number;
        Errc code;
        std::string message;
    };
    for (const auto& row : {
             Row{EIO, Errc::bus_io, "the kernel cannot read humidity of kernel sensor \"dht11\" (Input/output error)"},
             Row{ETIMEDOUT, Errc::bus_io,
                 "the kernel cannot read humidity of kernel sensor \"dht11\" (Connection timed out)"},
             Row{0, Errc::bus_io, "the kernel cannot read humidity of kernel sensor \"dht11\" (no data)"},
             Row{EAGAIN, Errc::bus_io, ""},
             Row{EBUSY, Errc::bus_io, ""},
             Row{ENODATA, Errc::bus_io, ""},
             Row{ENXIO, Errc::no_answer, "no answer from kernel sensor \"dht11\""},
             Row{EREMOTEIO, Errc::no_answer, "no answer from kernel sensor \"dht11\""},
             Row{ENODEV, Errc::sensor_missing, "kernel sensor \"dht11\" is gone"},
             Row{ENOENT, Errc::sensor_missing, "kernel sensor \"dht11\" is gone"},
             Row{EACCES, Errc::access_denied, ""},
         }) {
        CAPTURE(row.error_number);
        const auto failure = cannot_read("dht11", "humidity", row.error_number);
        CHECK(failure.value() == row.code);
        if (!row.message.empty()) CHECK(failure.value().message == row.message);
    }
}

TEST_CASE("a sensor without the quantity that is asked for is another one than was meant")
{
    const SysTree tree;
    tree.dht11(0, "21500", "45200");
    tree.ds18b20("28-0316a27944d2", "");
    const SysfsSensors sensors{tree.root()};
    CHECK(sensors.read("dht11", pressure).error() ==
          Error{Errc::wrong_chip, "kernel sensor \"dht11\" has no pressure"});
    CHECK(sensors.read("28-0316a27944d2", pressure).error() == Errc::wrong_chip);
    CHECK(sensors.read("28-0316a27944d2", temperature).error() == Errc::no_answer);
}

TEST_CASE("one value that fails fails the reading: no half of it is given")
{
    const SysTree tree;
    tree.dht11(0, "21500", "");
    CHECK(SysfsSensors{tree.root()}.read("dht11", of_air).error() == Errc::bus_io);
}

TEST_CASE("attributes that are not there yet, or cannot be read")
{
    const SysTree tree;
    const auto folder = tree.ds18b20("28-0316a27944d2", "");
    const SysfsSensors sensors{tree.root()};
    std::filesystem::remove(folder / "w1_slave");
    CHECK(sensors.read("28-0316a27944d2", temperature).error() == Errc::sensor_missing);
    std::filesystem::create_directory(folder / "w1_slave");
    CHECK(sensors.read("28-0316a27944d2", temperature).error() == Errc::bus_io);
}

TEST_CASE("an attribute that is longer than any is refused")
{
    for (const auto& [size, code] : {std::pair<std::size_t, Errc>{4096, Errc::bad_value}, {4097, Errc::bus_io}}) {
        const SysTree tree;
        tree.iio(tree.chip("i2c", "1-0076", "bmp280"), 0,
                 {{"name", "bme280"}, {"in_temp_input", std::string(size - 1, '7')}});
        CHECK(SysfsSensors{tree.root()}.read("bme280", temperature).error() == code);
    }
}
