// SPDX-License-Identifier: MIT
#include "rest/problem.hpp"

namespace coapnode {

Code code_of(Errc errc)
{
    switch (errc) {
    case Errc::no_answer:
    case Errc::bus_busy:
    case Errc::bus_timeout:
    case Errc::bus_io:
    case Errc::bus_missing:
    case Errc::access_denied:
    case Errc::bad_checksum:
    case Errc::wrong_chip:
    case Errc::bad_value:
    case Errc::not_ready:
    case Errc::settings_lost:
    case Errc::line_missing:
    case Errc::line_busy:
    case Errc::line_io:
    case Errc::cannot_listen:
    case Errc::busy:
        return Code::service_unavailable;
    case Errc::silent:
        return Code::gateway_timeout;
    case Errc::no_route:
    case Errc::unreachable:
    case Errc::key_refused:
    case Errc::session_lost:
    case Errc::outcome_unknown:
    case Errc::unknown_name:
    case Errc::bad_uri:
    case Errc::rejected:
    case Errc::refused:
    case Errc::bad_answer:
        return Code::bad_gateway;
    case Errc::not_stored:
    case Errc::damaged:
    case Errc::bad_input:
        return Code::internal_server_error;
    case Errc::bad_body:
        return Code::bad_request;
    case Errc::unauthorized:
        return Code::unauthorized;
    case Errc::bad_option:
        return Code::bad_option;
    case Errc::forbidden:
        return Code::forbidden;
    case Errc::not_found:
        return Code::not_found;
    case Errc::method_not_allowed:
        return Code::method_not_allowed;
    case Errc::not_acceptable:
        return Code::not_acceptable;
    case Errc::precondition_failed:
        return Code::precondition_failed;
    case Errc::incomplete:
        return Code::request_entity_incomplete;
    case Errc::too_large:
        return Code::request_entity_too_large;
    case Errc::proxying_not_supported:
        return Code::proxying_not_supported;
    case Errc::unsupported_format:
        return Code::unsupported_content_format;
    }
    return Code::internal_server_error;
}

}  // namespace coapnode
