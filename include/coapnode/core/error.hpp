// SPDX-License-Identifier: MIT
/// Expected failures as values.
///
/// `Errc` lists every way in which a chip, a bus, a line, a file or a peer's request can fail. One table maps it to a
/// CoAP response code (src/rest/problem.cpp), another one to advice for the user (`advice`). `Error::message` is one
/// clause without a full stop. It names the place: "no answer at 0x44 on /dev/i2c-1".
#pragma once

#include <string>
#include <string_view>

namespace coapnode {

enum class Errc {
    // The bus and the chip.
    no_answer,       ///< address not acknowledged (ENXIO, EREMOTEIO)
    bus_busy,        ///< a kernel driver owns the chip (EBUSY)
    bus_timeout,     ///< the bus hung (ETIMEDOUT)
    bus_io,          ///< any other transfer failure (EIO)
    bus_missing,     ///< no such bus device (ENOENT, ENODEV)
    sensor_missing,  ///< no sensor of the kernel's drivers has this name
    access_denied,   ///< the device file cannot be opened by this user (EACCES, EPERM)
    bad_checksum,    ///< the CRC of a frame does not match its bytes
    wrong_chip,      ///< another chip answers at this address
    not_believed,    ///< a value outside the limits in the configuration
    bad_value,       ///< a frame that no working chip sends, such as "channel skipped"; or an invalid value in a file
    not_ready,       ///< no value yet: the chip still converts, or there was no sample so far
    settings_lost,   ///< the chip was reset or replaced since it was configured
    // The output line.
    line_missing,  ///< no GPIO line of this name or offset
    line_busy,     ///< another program holds the line
    line_io,       ///< the line cannot be driven
    // The network.
    cannot_listen,  ///< an address or port cannot be opened
    // Another machine that was asked.
    bad_uri,          ///< not a CoAP URI
    unknown_name,     ///< the host name cannot be resolved
    no_route,         ///< this machine has no route to it
    unreachable,      ///< its port is closed (ICMP)
    silent,           ///< no answer in time
    late,             ///< no answer in time, although the peer was heard meanwhile
    key_refused,      ///< DTLS: the peer rejects the identity or its key
    session_lost,     ///< DTLS: the peer no longer knows the session of the request
    outcome_unknown,  ///< no answer came to a request that must not be repeated
    rejected,         ///< the peer answered with Reset
    refused,          ///< the peer answered with an error
    bad_answer,       ///< the answer is not understood
    // The user of a command.
    bad_input,  ///< unusable arguments: a missing file, no key for a host
    // Files.
    not_stored,  ///< a file cannot be written, or cannot be read now
    damaged,     ///< the content of a file is not understood, so it is lost
    // The request.
    bad_body,                ///< 4.00: the payload is not what the resource accepts
    unauthorized,            ///< 4.01: needs DTLS
    bad_option,              ///< 4.02: a critical option that is unknown or malformed
    forbidden,               ///< 4.03: the client's role is not enough
    not_found,               ///< 4.04
    method_not_allowed,      ///< 4.05
    not_acceptable,          ///< 4.06: no representation in the format of Accept
    precondition_failed,     ///< 4.12: If-Match or If-None-Match
    incomplete,              ///< 4.08: a block is missing
    too_large,               ///< 4.13
    busy,                    ///< 5.03: all places are taken by others
    proxying_not_supported,  ///< 5.05
    unsupported_format,      ///< 4.15: the payload's Content-Format is not understood
};

struct Error {
    Errc code;
    std::string message;

    bool operator==(const Error&) const = default;
    bool operator==(Errc other) const { return code == other; }
};

/// What the owner can do about it, as a clause that follows "message: "; empty when there is nothing to do.
std::string_view advice(Errc code);

/// "message: advice", for the log.
std::string sentence(const Error& error);

}  // namespace coapnode
