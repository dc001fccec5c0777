// SPDX-License-Identifier: MIT
#include "apps/coapnode/exit_codes.hpp"

namespace coapnode {

int exit_code_of(Errc reason)
{
    switch (reason) {
    case Errc::bad_uri:
        return exit_usage;
    case Errc::silent:
    case Errc::late:
    case Errc::session_lost:
    case Errc::outcome_unknown:
        return exit_no_answer;
    case Errc::key_refused:
        return exit_key_refused;
    case Errc::unknown_name:
    case Errc::no_route:
    case Errc::unreachable:
        return exit_unreachable;
    case Errc::rejected:
    case Errc::bad_answer:
        return exit_bad_answer;
    // Failures on this machine, and failures that a node reports: for these the code of the answer counts.
    case Errc::no_answer:
    case Errc::bus_busy:
    case Errc::bus_timeout:
    case Errc::bus_io:
    case Errc::bus_missing:
    case Errc::sensor_missing:
    case Errc::access_denied:
    case Errc::bad_checksum:
    case Errc::wrong_chip:
    case Errc::not_believed:
    case Errc::bad_value:
    case Errc::not_ready:
    case Errc::settings_lost:
    case Errc::line_missing:
    case Errc::line_busy:
    case Errc::line_io:
    case Errc::cannot_listen:
    case Errc::refused:
    case Errc::not_stored:
    case Errc::damaged:
    case Errc::bad_input:
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
        return exit_failure;
    }
    return exit_failure;
}

int exit_code_of_answer(std::uint8_t code)
{
    switch (code >> 5) {
    case 2:
        return exit_ok;
    case 4:
        return exit_client_error;
    case 5:
        return exit_server_error;
    default:
        return exit_bad_answer;
    }
}

}  // namespace coapnode
