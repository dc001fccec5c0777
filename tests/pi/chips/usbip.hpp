// SPDX-License-Identifier: MIT
/// The kernel's USB/IP protocol, as vhci-hcd speaks it to the owner of a device (Documentation/usb/usbip_protocol.rst).
#pragma once

#include "coapnode/core/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace coapnode::usbip {

constexpr std::size_t header_size = 48;
using Header = std::array<std::uint8_t, header_size>;

enum class Command : std::uint32_t { submit = 1, unlink = 2 };

/// The eight bytes that begin a control transfer (USB 2.0, section 9.3).
struct Setup {
    std::uint8_t type;
    std::uint8_t request;
    std::uint16_t value;
    std::uint16_t index;
    std::uint16_t length;
};

struct Request {
    Command command;
    std::uint32_t number;  ///< by which its answer is known
    bool is_read;          ///< the host reads; otherwise `length` bytes follow the header
    std::uint32_t length;
    std::uint32_t unlinked;  ///< with Command::unlink: the number of the request that the host gives up
    Setup setup;
};

Request parse(const Header& header);

/// The end of a transfer: 0 or a negative errno, and what the host reads.
Bytes submitted(const Request& request, int status, ByteView data);

/// `was_pending`: the request that is given up had no answer yet, and gets none.
Bytes unlinked(const Request& request, bool was_pending);

}  // namespace coapnode::usbip
