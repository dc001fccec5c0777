// SPDX-License-Identifier: MIT
#include "coapnode/core/error.hpp"

#include "coapnode/core/errc_table.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr auto rows = std::to_array<ErrcRow<std::string_view>>({
    {Errc::no_answer, "check the wiring and the address (coapnoded --probe)"},
    {Errc::bus_busy, "unbind it or remove its dtoverlay"},
    {Errc::bus_timeout, "a device holds the bus: check the pull-ups, then power-cycle the sensors"},
    {Errc::bus_io, "check the wiring, its length and the pull-ups"},
    {Errc::bus_missing, "enable I2C (dtparam=i2c_arm=on in /boot/firmware/config.txt) and load i2c-dev"},
    {Errc::sensor_missing, "coapnoded --probe lists what is there"},
    {Errc::access_denied, "add the daemon's user to the group that owns the device (i2c, gpio)"},
    {Errc::bad_checksum, "a noisy bus: shorten the wires, check the pull-ups"},
    {Errc::wrong_chip, "check the driver and the address in the configuration (coapnoded --probe)"},
    {Errc::not_believed, "check the sensor and its place, and valid: and largest_step: in the configuration"},
    {Errc::bad_value, "check the power supply of the sensor; replace the sensor if this continues"},
    {Errc::not_ready, ""},
    {Errc::settings_lost, "check the power supply of the sensor, and that no other program uses it"},
    {Errc::line_missing, "list the lines with gpioinfo"},
    {Errc::line_busy, "gpioinfo shows which: stop that program"},
    {Errc::line_io, "check the line with gpioinfo"},
    {Errc::cannot_listen, ""},
    {Errc::bad_uri, ""},
    {Errc::unknown_name, "check the spelling, and that this machine has a name server"},
    {Errc::no_route, "check that the network is up"},
    {Errc::unreachable, "check that it is running and uses this port"},
    {Errc::silent, "check that it is running and that this machine can reach it"},
    {Errc::late, "give it more time"},
    {Errc::key_refused, "check the identity and its key on both sides"},
    {Errc::session_lost, ""},
    {Errc::outcome_unknown, "read the resource before you send the request again"},
    {Errc::rejected, ""},
    {Errc::refused, ""},
    {Errc::bad_answer, ""},
    {Errc::bad_input, ""},
    {Errc::not_stored, ""},
    {Errc::damaged, ""},
    {Errc::bad_body, ""},
    {Errc::unauthorized, ""},
    {Errc::bad_option, ""},
    {Errc::forbidden, ""},
    {Errc::not_found, ""},
    {Errc::method_not_allowed, ""},
    {Errc::not_acceptable, ""},
    {Errc::precondition_failed, ""},
    {Errc::incomplete, ""},
    {Errc::too_large, ""},
    {Errc::busy, ""},
    {Errc::proxying_not_supported, ""},
    {Errc::unsupported_format, ""},
});
static_assert(has_a_row_for_each(rows));

}  // namespace

std::string_view advice(Errc code)
{
    return value_for(rows, code);
}

std::string sentence(const Error& error)
{
    const auto hint = advice(error.code);
    return hint.empty() ? error.message : error.message + ": " + std::string{hint};
}

}  // namespace coapnode
