// SPDX-License-Identifier: MIT
#include "coapnode/core/error.hpp"

#include <array>
#include <cstddef>

namespace coapnode {

namespace {

struct Row {
    Errc code;
    std::string_view advice;
};

/// In the order of the enum.
constexpr std::array rows{
    Row{Errc::no_answer, "check the wiring and the address (coapnoded --probe)"},
    Row{Errc::bus_busy, "unbind it or remove its dtoverlay"},
    Row{Errc::bus_timeout, "a device holds the bus: check the pull-ups, then power-cycle the sensors"},
    Row{Errc::bus_io, "check the wiring, its length and the pull-ups"},
    Row{Errc::bus_missing, "enable I2C (dtparam=i2c_arm=on in /boot/firmware/config.txt) and load i2c-dev"},
    Row{Errc::access_denied, "add the daemon's user to the group that owns the device (i2c, gpio)"},
    Row{Errc::bad_checksum, "a noisy bus: shorten the wires, check the pull-ups"},
    Row{Errc::wrong_chip, "check the driver and the address in the configuration (coapnoded --probe)"},
    Row{Errc::bad_value, "check the power supply of the sensor; replace the sensor if it goes on"},
    Row{Errc::not_ready, ""},
    Row{Errc::settings_lost, "check the power supply of the sensor, and that no other program uses it"},
    Row{Errc::line_missing, "list the lines with gpioinfo"},
    Row{Errc::line_busy, "gpioinfo shows which: stop that program"},
    Row{Errc::line_io, "check the line with gpioinfo"},
    Row{Errc::cannot_listen, ""},
    Row{Errc::bad_uri, ""},
    Row{Errc::unknown_name, "is it spelled right, and does this machine have a name server?"},
    Row{Errc::no_route, "is the network up?"},
    Row{Errc::unreachable, "is it running, and at this port?"},
    Row{Errc::silent, "is it running, and does this machine reach it?"},
    Row{Errc::key_refused, "check the identity and its key on both sides"},
    Row{Errc::session_lost, ""},
    Row{Errc::outcome_unknown, "look at the resource before you send it again"},
    Row{Errc::rejected, ""},
    Row{Errc::refused, ""},
    Row{Errc::bad_answer, ""},
    Row{Errc::bad_input, ""},
    Row{Errc::not_stored, ""},
    Row{Errc::damaged, ""},
    Row{Errc::bad_body, ""},
    Row{Errc::unauthorized, ""},
    Row{Errc::bad_option, ""},
    Row{Errc::forbidden, ""},
    Row{Errc::not_found, ""},
    Row{Errc::method_not_allowed, ""},
    Row{Errc::not_acceptable, ""},
    Row{Errc::precondition_failed, ""},
    Row{Errc::incomplete, ""},
    Row{Errc::too_large, ""},
    Row{Errc::busy, ""},
    Row{Errc::proxying_not_supported, ""},
    Row{Errc::unsupported_format, ""},
};

constexpr std::size_t index_of(Errc code)
{
    return static_cast<std::size_t>(code);
}

constexpr bool is_complete()
{
    for (std::size_t index = 0; index < rows.size(); ++index)
        if (index_of(rows.at(index).code) != index) return false;
    return rows.size() == index_of(Errc::unsupported_format) + 1;
}
static_assert(is_complete(), "a row for each Errc");

}  // namespace

std::string_view advice(Errc code)
{
    return rows.at(index_of(code)).advice;
}

std::string sentence(const Error& error)
{
    const auto hint = advice(error.code);
    return hint.empty() ? error.message : error.message + ": " + std::string{hint};
}

}  // namespace coapnode
