// SPDX-License-Identifier: MIT
/// What a test makes of one place on a mock bus: other air than the room's, another chip, or a fault.
#pragma once

#include "coapnode/core/result.hpp"
#include "hal/mock/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

enum class Fault {
    none,
    no_answer,  ///< the chip is unplugged; what is plugged in again starts as new
    bus_timeout,
    bus_io,
    bus_busy,  ///< when it is opened, too; so are the next two
    bus_missing,
    access_denied,
    bad_checksum,  ///< a bit of the last byte of every read is wrong
    stuck,         ///< the chip never finishes what it has begun
};

/// What a transaction fails with; nothing for the faults that are the chip's own.
std::optional<Errc> error_of(Fault fault);

struct Injection {
    std::optional<double> temperature{};  ///< °C
    std::optional<double> humidity{};     ///< %RH
    std::optional<double> pressure{};     ///< hPa
    std::string chip{};                   ///< a name of emulated_chips.hpp; empty: the one that usually sits there
    Fault fault = Fault::none;

    [[nodiscard]] Air over(Air room) const;
};

/// Words between white space: "temperature=-12.5 humidity=40 pressure=990 chip=bmp280 fault=no_answer".
/// The error's message is the word that makes no sense.
Result<Injection> parse_injection(std::string_view text);

}  // namespace coapnode
