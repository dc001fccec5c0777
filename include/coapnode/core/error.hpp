// SPDX-License-Identifier: MIT
/// What can be expected to go wrong, as a value.
///
/// `Errc` is the closed list: what a chip, a bus, a line or a peer's request can fail with. It is mapped to a CoAP
/// response code once, by a table (src/rest/problem.cpp), and to a piece of advice once, by another one
/// (`advice`). `Error::message` is one clause without a full stop that names the place: "no answer at 0x44 on
/// /dev/i2c-1".
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
    sensor_missing,  ///< no sensor of the kernel's drivers is called so
    access_denied,   ///< the device file cannot be opened by this user (EACCES, EPERM)
    bad_checksum,    ///< a frame whose CRC does not fit its bytes
    wrong_chip,      ///< another chip answers at this address
    not_believed,    ///< a value beyond the limits that the sensor's owner has set
    bad_value,       ///< a frame no working chip sends, such as "channel skipped"
    not_ready,       ///< no value yet: the chip still converts, or nothing was sampled so far
    settings_lost,   ///< the chip was reset, or exchanged, since it was set up
    // The output line.
    line_missing,  ///< no GPIO line of this name or offset
    line_busy,     ///< another program holds the line
    line_io,       ///< the line cannot be driven
    // The network.
    cannot_listen,  ///< an address and port that cannot be served
    // Another machine that was asked.
    bad_uri,          ///< what names it is no CoAP URI
    unknown_name,     ///< nobody knows its host name
    no_route,         ///< this machine has no way to it
    unreachable,      ///< its port is closed (ICMP)
    silent,           ///< nothing came back in time
    key_refused,      ///< DTLS: it does not take the identity or its key
    session_lost,     ///< DTLS: it no longer knows the session that the request went out on
    outcome_unknown,  ///< a request that must not be repeated went out, and no answer came
    rejected,         ///< it answered a message with Reset
    refused,          ///< it answered with an error
    bad_answer,       ///< what came back makes no sense
    // The user of a command.
    bad_input,  ///< what was given cannot be used: a file that is not there, no key for a host
    // Files.
    not_stored,  ///< what should outlive a restart cannot be written, or not be read now
    damaged,     ///< what was stored makes no sense, and is lost
    // The request.
    bad_body,                ///< 4.00: the payload does not say what the resource takes
    unauthorized,            ///< 4.01: needs DTLS
    bad_option,              ///< 4.02: a critical option that makes no sense
    forbidden,               ///< 4.03: the identity's role is too small
    not_found,               ///< 4.04
    method_not_allowed,      ///< 4.05
    not_acceptable,          ///< 4.06: no representation in the format that Accept asks for
    precondition_failed,     ///< 4.12: If-Match or If-None-Match
    incomplete,              ///< 4.08: a block is missing
    too_large,               ///< 4.13
    busy,                    ///< 5.03: others have taken all the places that there are
    proxying_not_supported,  ///< 5.05
    unsupported_format,      ///< 4.15: the payload's Content-Format is not understood
};

struct Error {
    Errc code;
    std::string message;

    bool operator==(const Error&) const = default;
    bool operator==(Errc other) const { return code == other; }
};

/// What a Pi owner can do about it, as a clause to stand behind "message: "; empty where there is nothing to do.
std::string_view advice(Errc code);

/// "message: advice", as it stands in the log.
std::string sentence(const Error& error);

}  // namespace coapnode
