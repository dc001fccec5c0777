// SPDX-License-Identifier: MIT
#include "i2c_tiny_usb.hpp"

#include <linux/i2c.h>
#include <linux/usb/ch9.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace coapnode {

namespace {

using Outcome = I2cTinyUsb::Outcome;

// Vendor requests of the firmware. A transfer of one message is 4, and 1 more with a START before it, 2 more with a
// STOP.
enum Vendor : std::uint8_t { get_functions = 1, set_delay = 2, get_status = 3, first_transfer = 4, last_transfer = 7 };
constexpr std::uint8_t was_acknowledged = 1;
constexpr std::uint8_t was_not_acknowledged = 2;

// Full speed, vendor 0403, product c631: what the kernel's driver looks for. One interface, no endpoint but the first.
constexpr std::array<std::uint8_t, USB_DT_DEVICE_SIZE> device_descriptor{USB_DT_DEVICE_SIZE,
                                                                         USB_DT_DEVICE,
                                                                         0x10,
                                                                         0x01,
                                                                         USB_CLASS_VENDOR_SPEC,
                                                                         0,
                                                                         0,
                                                                         64,
                                                                         0x03,
                                                                         0x04,
                                                                         0x31,
                                                                         0xc6,
                                                                         0,
                                                                         1,
                                                                         0,
                                                                         0,
                                                                         0,
                                                                         1};
constexpr std::array<std::uint8_t, USB_DT_CONFIG_SIZE + USB_DT_INTERFACE_SIZE> configuration_descriptor{
    USB_DT_CONFIG_SIZE,
    USB_DT_CONFIG,
    USB_DT_CONFIG_SIZE + USB_DT_INTERFACE_SIZE,
    0,
    1,
    1,
    0,
    USB_CONFIG_ATT_ONE,
    50,
    USB_DT_INTERFACE_SIZE,
    USB_DT_INTERFACE,
    0,
    0,
    0,
    USB_CLASS_VENDOR_SPEC,
    0,
    0,
    0};

Outcome standard(const usbip::Setup& setup)
{
    switch (setup.request) {
    case USB_REQ_GET_DESCRIPTOR:
        switch (setup.value >> 8) {
        case USB_DT_DEVICE:
            return {0, {device_descriptor.begin(), device_descriptor.end()}};
        case USB_DT_CONFIG:
            return {0, {configuration_descriptor.begin(), configuration_descriptor.end()}};
        default:
            return {-EPIPE};
        }
    case USB_REQ_GET_STATUS:
        return {0, {0, 0}};
    default:
        return {};
    }
}

/// Little-endian: I2C with every kind of SMBus transfer that can be made of it.
Outcome functions()
{
    const std::uint32_t all = I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
    return {0, {all & 0xff, all >> 8 & 0xff, all >> 16 & 0xff, all >> 24}};
}

}  // namespace

std::optional<Outcome> I2cTinyUsb::transfer(const usbip::Request& request, ByteView written)
{
    const auto& setup = request.setup;
    if ((setup.type & USB_TYPE_MASK) == USB_TYPE_STANDARD) return standard(setup);
    if (setup.request == get_functions) return functions();
    if (setup.request == set_delay) return Outcome{};
    if (setup.request == get_status) return Outcome{0, {acknowledged_ ? was_acknowledged : was_not_acknowledged}};
    if (setup.request >= first_transfer && setup.request <= last_transfer) return transfer_i2c(request, written);
    return Outcome{-EPIPE};
}

std::optional<Outcome> I2cTinyUsb::transfer_i2c(const usbip::Request& request, ByteView written)
{
    const I2cAddress where{bus_, static_cast<std::uint8_t>(request.setup.index & 0x7f)};
    Outcome outcome;
    if (request.is_read) outcome.data.resize(request.setup.length);
    const auto done = bus_.empty()      ? fail(Errc::no_answer, "no name yet")
                      : request.is_read ? buses_.read(where, outcome.data)
                                        : buses_.write(where, written);
    acknowledged_ = done.has_value();
    if (done || done.error().code == Errc::no_answer) return outcome;
    if (done.error().code == Errc::bus_timeout) return std::nullopt;
    return Outcome{-EPIPE};
}

}  // namespace coapnode
