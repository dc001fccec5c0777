// SPDX-License-Identifier: MIT
#include "hal/linux/errors.hpp"

#include <cerrno>

namespace coapnode {

Errc i2c_open_errc(int error_number)
{
    switch (error_number) {
    case ENOENT:
    case ENODEV:
    case ENXIO:  // a device file whose adapter is gone, or whose i2c-dev is not loaded
    case ENOTDIR:
    case ENOTTY:  // the file is not an I2C bus
        return Errc::bus_missing;
    case EACCES:
    case EPERM:
        return Errc::access_denied;
    case EBUSY:
        return Errc::bus_busy;
    default:
        return Errc::bus_io;
    }
}

Errc i2c_transfer_errc(int error_number)
{
    switch (error_number) {
    case ENXIO:
    case EREMOTEIO:
        return Errc::no_answer;
    case ETIMEDOUT:
    case EBUSY:
        return Errc::bus_timeout;
    case ENODEV:
    case ESHUTDOWN:
        return Errc::bus_missing;
    default:
        return Errc::bus_io;
    }
}

Errc gpio_errc(int error_number)
{
    switch (error_number) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ENOTDIR:
    case ENOTTY:
    case EINVAL:  // an offset beyond the chip's last line
        return Errc::line_missing;
    case EACCES:
    case EPERM:
        return Errc::access_denied;
    case EBUSY:
        return Errc::line_busy;
    default:
        return Errc::line_io;
    }
}

}  // namespace coapnode
