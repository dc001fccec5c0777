// SPDX-License-Identifier: MIT
/// One I2C adapter of this machine: an i2c-tiny-usb, plugged into a port of vhci-hcd's hub.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "i2c_tiny_usb.hpp"

#include <optional>
#include <set>

namespace coapnode {

class Adapter {
public:
    /// Plugs it in; it has a bus once the kernel has asked it what it is. Throws std::system_error.
    Adapter(MockBus& buses, unsigned port);

    [[nodiscard]] int fd() const { return link_.get(); }
    /// The bus that the kernel made of it; empty: not yet.
    [[nodiscard]] const std::string& find_bus();
    /// Answers what has come over fd(). False: the kernel has unplugged it.
    bool serve();

private:
    void answer(const usbip::Request& request, ByteView written);

    unsigned port_;
    FileDescriptor link_;
    I2cTinyUsb device_;
    std::set<std::uint32_t> pending_;  ///< requests that hang
};

}  // namespace coapnode
