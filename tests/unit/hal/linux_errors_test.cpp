// SPDX-License-Identifier: MIT
#include "hal/failures.hpp"
#include "hal/linux/errors.hpp"
#include "line_addresses.hpp"

#include <doctest/doctest.h>

#include <cerrno>

using namespace coapnode;

TEST_CASE("what each errno means, by where it came from")
{
    struct Row {
        int error_number;
        Errc open;
        Errc transfer;
        Errc gpio;
    };
    const Row rows[] = {
        {ENOENT, Errc::bus_missing, Errc::bus_io, Errc::line_missing},
        {ENODEV, Errc::bus_missing, Errc::bus_missing, Errc::line_missing},
        {ENXIO, Errc::bus_missing, Errc::no_answer, Errc::line_missing},
        {ENOTTY, Errc::bus_missing, Errc::bus_io, Errc::line_missing},
        {ENOTDIR, Errc::bus_missing, Errc::bus_io, Errc::line_missing},
        {ESHUTDOWN, Errc::bus_io, Errc::bus_missing, Errc::line_io},
        {EACCES, Errc::access_denied, Errc::bus_io, Errc::access_denied},
        {EPERM, Errc::access_denied, Errc::bus_io, Errc::access_denied},
        {EBUSY, Errc::bus_busy, Errc::bus_timeout, Errc::line_busy},
        {EREMOTEIO, Errc::bus_io, Errc::no_answer, Errc::line_io},
        {ETIMEDOUT, Errc::bus_io, Errc::bus_timeout, Errc::line_io},
        {EIO, Errc::bus_io, Errc::bus_io, Errc::line_io},
        {EAGAIN, Errc::bus_io, Errc::bus_io, Errc::line_io},
        {EOPNOTSUPP, Errc::bus_io, Errc::bus_io, Errc::line_io},
        {EINVAL, Errc::bus_io, Errc::bus_io, Errc::line_missing},
        {EMFILE, Errc::bus_io, Errc::bus_io, Errc::line_io},
    };
    for (const auto& row : rows) {
        CAPTURE(row.error_number);
        CHECK(i2c_open_errc(row.error_number) == row.open);
        CHECK(i2c_transfer_errc(row.error_number) == row.transfer);
        CHECK(gpio_errc(row.error_number) == row.gpio);
    }
}

TEST_CASE("the clause of each failure names the place")
{
    const I2cAddress chip{"/dev/i2c-1", 0x44};
    const auto name = named("GPIO17");
    const auto offset = numbered("/dev/gpiochip0", 17);
    struct Row {
        Failure failure;
        std::string message;
    };
    const Row rows[] = {
        {hardware_failure(Errc::no_answer, chip), "no answer at 0x44 on /dev/i2c-1"},
        {hardware_failure(Errc::bus_busy, chip), "a kernel driver owns 0x44 on /dev/i2c-1"},
        {hardware_failure(Errc::bus_timeout, chip), "the bus hung at 0x44 on /dev/i2c-1"},
        {hardware_failure(Errc::bus_missing, chip), "no bus for 0x44 on /dev/i2c-1"},
        {hardware_failure(Errc::access_denied, chip), "no permission for 0x44 on /dev/i2c-1"},
        {hardware_failure(Errc::bus_io, chip, "why"), "transfer failed at 0x44 on /dev/i2c-1 (why)"},
        {hardware_failure(Errc::line_missing, name), "cannot find GPIO17"},
        {hardware_failure(Errc::line_missing, offset), "cannot find line 17 of /dev/gpiochip0"},
        {hardware_failure(Errc::line_busy, name), "another program holds GPIO17"},
        {hardware_failure(Errc::line_io, name), "cannot drive GPIO17"},
    };
    for (const auto& row : rows)
        CHECK(row.failure.value().message == row.message);
}
