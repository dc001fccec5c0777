// SPDX-License-Identifier: MIT
#include "rest/problem.hpp"

#include "coapnode/core/errc_table.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr auto rows = std::to_array<ErrcRow<Code>>({
    {Errc::no_answer, Code::service_unavailable},
    {Errc::bus_busy, Code::service_unavailable},
    {Errc::bus_timeout, Code::service_unavailable},
    {Errc::bus_io, Code::service_unavailable},
    {Errc::bus_missing, Code::service_unavailable},
    {Errc::sensor_missing, Code::service_unavailable},
    {Errc::access_denied, Code::service_unavailable},
    {Errc::bad_checksum, Code::service_unavailable},
    {Errc::wrong_chip, Code::service_unavailable},
    {Errc::not_believed, Code::service_unavailable},
    {Errc::bad_value, Code::service_unavailable},
    {Errc::not_ready, Code::service_unavailable},
    {Errc::settings_lost, Code::service_unavailable},
    {Errc::line_missing, Code::service_unavailable},
    {Errc::line_busy, Code::service_unavailable},
    {Errc::line_io, Code::service_unavailable},
    {Errc::cannot_listen, Code::service_unavailable},
    {Errc::bad_uri, Code::bad_gateway},
    {Errc::unknown_name, Code::bad_gateway},
    {Errc::no_route, Code::bad_gateway},
    {Errc::unreachable, Code::bad_gateway},
    {Errc::silent, Code::gateway_timeout},
    {Errc::late, Code::gateway_timeout},
    {Errc::key_refused, Code::bad_gateway},
    {Errc::session_lost, Code::bad_gateway},
    {Errc::outcome_unknown, Code::bad_gateway},
    {Errc::rejected, Code::bad_gateway},
    {Errc::refused, Code::bad_gateway},
    {Errc::bad_answer, Code::bad_gateway},
    {Errc::bad_input, Code::internal_server_error},
    {Errc::not_stored, Code::internal_server_error},
    {Errc::damaged, Code::internal_server_error},
    {Errc::bad_body, Code::bad_request},
    {Errc::unauthorized, Code::unauthorized},
    {Errc::bad_option, Code::bad_option},
    {Errc::forbidden, Code::forbidden},
    {Errc::not_found, Code::not_found},
    {Errc::method_not_allowed, Code::method_not_allowed},
    {Errc::not_acceptable, Code::not_acceptable},
    {Errc::precondition_failed, Code::precondition_failed},
    {Errc::incomplete, Code::request_entity_incomplete},
    {Errc::too_large, Code::request_entity_too_large},
    {Errc::busy, Code::service_unavailable},
    {Errc::proxying_not_supported, Code::proxying_not_supported},
    {Errc::unsupported_format, Code::unsupported_content_format},
});
static_assert(has_a_row_for_each(rows));

}  // namespace

Code code_of(Errc errc)
{
    return value_for(rows, errc);
}

}  // namespace coapnode
