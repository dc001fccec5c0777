// SPDX-License-Identifier: MIT
/// The USB device that the kernel's i2c-tiny-usb drives, with a bus of the mock behind it: control transfers only.
#pragma once

#include "hal/mock/mock_bus.hpp"
#include "usbip.hpp"

#include <optional>
#include <string>

namespace coapnode {

class I2cTinyUsb {
public:
    struct Outcome {
        int status = 0;  ///< a negative errno
        Bytes data{};
    };

    explicit I2cTinyUsb(MockBus& buses) : buses_{buses} {}

    /// As the mock names the bus: "/dev/i2c-3". Without a name nobody is on it.
    void set_bus(std::string bus) { bus_ = std::move(bus); }
    [[nodiscard]] const std::string& bus() const { return bus_; }

    /// `written`: the bytes of a transfer to the device. nullopt: the device hangs, and the host has to give up.
    std::optional<Outcome> transfer(const usbip::Request& request, ByteView written);

private:
    std::optional<Outcome> transfer_i2c(const usbip::Request& request, ByteView written);

    MockBus& buses_;
    std::string bus_;
    bool acknowledged_ = true;  ///< the last message
};

}  // namespace coapnode
