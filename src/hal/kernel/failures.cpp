// SPDX-License-Identifier: MIT
#include "hal/kernel/failures.hpp"

#include "coapnode/hal/kernel_device.hpp"

#include <cerrno>
#include <system_error>

namespace coapnode {

namespace {

std::string overlay_of(std::string_view device)
{
    if (form_of(device) == KernelDeviceForm::one_wire) return "dtoverlay=w1-gpio";
    const auto* const driver = form_of(device) == KernelDeviceForm::name ? find_kernel_driver(device) : nullptr;
    if (driver == nullptr || driver->overlay.empty()) return "its dtoverlay";
    return "dtoverlay=" + std::string{driver->overlay};
}

/// Others are of a moment: EIO, ETIMEDOUT, EAGAIN, EBUSY, ENODATA.
Errc read_errc(int error_number)
{
    switch (error_number) {
    case ENOENT:
    case ENODEV:
    case ENOTDIR:
        return Errc::sensor_missing;
    case ENXIO:
    case EREMOTEIO:
        return Errc::no_answer;
    case EACCES:
    case EPERM:
        return Errc::access_denied;
    default:
        return Errc::bus_io;
    }
}

}  // namespace

std::string kernel_sensor(std::string_view device)
{
    return "kernel sensor \"" + std::string{device} + '"';
}

Failure no_kernel_sensor(std::string_view device)
{
    return fail(Errc::sensor_missing,
                "no " + kernel_sensor(device) + " (is " + overlay_of(device) + " in /boot/firmware/config.txt?)");
}

Failure cannot_read(std::string_view device, std::string_view what, int error_number)
{
    const auto code = read_errc(error_number);
    if (code == Errc::sensor_missing) return fail(code, kernel_sensor(device) + " is gone");
    if (code == Errc::no_answer) return fail(code, "no answer from " + kernel_sensor(device));
    const auto why = error_number == 0 ? "no data" : std::generic_category().message(error_number);
    return fail(code,
                "the kernel cannot read " + std::string{what} + " of " + kernel_sensor(device) + " (" + why + ')');
}

}  // namespace coapnode
