// SPDX-License-Identifier: MIT
#include "coapnode/core/error.hpp"

namespace coapnode {

std::string_view advice(Errc code)
{
    switch (code) {
    case Errc::no_answer:
        return "check the wiring and the address (coapnoded --probe)";
    case Errc::bus_busy:
        return "unbind it or remove its dtoverlay";
    case Errc::bus_timeout:
        return "a device holds the bus: check the pull-ups, then power-cycle the sensors";
    case Errc::bus_io:
        return "check the wiring, its length and the pull-ups";
    case Errc::bus_missing:
        return "enable I2C (dtparam=i2c_arm=on in /boot/firmware/config.txt) and load i2c-dev";
    case Errc::access_denied:
        return "add the daemon's user to the group that owns the device (i2c, gpio)";
    case Errc::bad_checksum:
        return "a noisy bus: shorten the wires, check the pull-ups";
    case Errc::wrong_chip:
        return "check the driver and the address in the configuration (coapnoded --probe)";
    case Errc::bad_value:
        return "check the power supply of the sensor; replace the sensor if it goes on";
    case Errc::settings_lost:
        return "check the power supply of the sensor, and that no other program uses it";
    case Errc::line_missing:
        return "list the lines with gpioinfo";
    case Errc::line_busy:
        return "gpioinfo shows which: stop that program";
    case Errc::line_io:
        return "check the line with gpioinfo";
    case Errc::unknown_name:
        return "is it spelled right, and does this machine have a name server?";
    case Errc::no_route:
        return "is the network up?";
    case Errc::unreachable:
        return "is it running, and at this port?";
    case Errc::silent:
        return "is it running, and does this machine reach it?";
    case Errc::key_refused:
        return "check the identity and its key on both sides";
    case Errc::outcome_unknown:
        return "look at the resource before you send it again";
    case Errc::bad_uri:
    case Errc::session_lost:
    case Errc::rejected:
    case Errc::refused:
    case Errc::bad_answer:
    case Errc::cannot_listen:
    case Errc::not_stored:
    case Errc::damaged:
    case Errc::bad_input:
    case Errc::not_ready:
    case Errc::bad_body:
    case Errc::unauthorized:
    case Errc::bad_option:
    case Errc::forbidden:
    case Errc::not_found:
    case Errc::method_not_allowed:
    case Errc::not_acceptable:
    case Errc::precondition_failed:
    case Errc::incomplete:
    case Errc::too_large:
    case Errc::busy:
    case Errc::proxying_not_supported:
    case Errc::unsupported_format:
        return "";
    }
    return "";
}

std::string sentence(const Error& error)
{
    const auto hint = advice(error.code);
    return hint.empty() ? error.message : error.message + ": " + std::string{hint};
}

}  // namespace coapnode
