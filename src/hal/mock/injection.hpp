// SPDX-License-Identifier: MIT
/// What a test makes of one place on a mock bus: other air than the room's, another chip, or a fault.
#pragma once

#include "coapnode/core/result.hpp"
#include "hal/mock/world.hpp"

#include <map>
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
    zeros,         ///< what is read is all zero, whoever sits there: a data line that is held
    ones,          ///< all ones: nobody drives it
    echo,          ///< every byte equal to its address, as if the bus gave back what was written
    stuck,         ///< the chip never finishes what it has begun
};

/// What a transaction fails with; nothing for the faults that are the chip's own.
std::optional<Errc> error_of(Fault fault);

/// One bit of one read is wrong: of the `read`-th from now on, counted from 0; bit 0 is the lowest of its first byte.
struct Flip {
    unsigned read{};
    unsigned bit{};

    bool operator==(const Flip&) const = default;
};

struct Injection {
    std::optional<double> temperature{};  ///< °C
    std::optional<double> humidity{};     ///< %RH
    std::optional<double> pressure{};     ///< hPa
    std::optional<double> co2{};          ///< ppm
    std::optional<double> illuminance{};  ///< lx
    std::string chip{};                   ///< a name of emulated_chips.hpp; empty: the one that is plugged in
    Fault fault = Fault::none;
    unsigned power{};  ///< each other number but 0: the chip lost its power for a moment, between two transactions
    std::optional<Flip> flip{};
    /// What registers hold instead, of a chip whose address counts up by itself: a memory that has changed.
    std::map<std::uint8_t, std::uint8_t> memory{};

    [[nodiscard]] Air over(Air room) const;
};

/// Words between white space: "temperature=-12.5 humidity=40 pressure=990 co2=612 illuminance=300 chip=bmp280
/// fault=no_answer power=1 flip=2:13 memory=88:6c6e" (the flip is of bit 13 in the third read; registers 0x88 and 0x89
/// hold 0x6c and 0x6e). The error's message is the word that is not understood.
Result<Injection> parse_injection(std::string_view text);

}  // namespace coapnode
