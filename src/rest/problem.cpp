// SPDX-License-Identifier: MIT
#include "rest/problem.hpp"

#include <array>
#include <cstddef>

namespace coapnode {

namespace {

struct Row {
    Errc errc;
    Code code;
};

/// In the order of the enum.
constexpr std::array rows{
    Row{Errc::no_answer, Code::service_unavailable},
    Row{Errc::bus_busy, Code::service_unavailable},
    Row{Errc::bus_timeout, Code::service_unavailable},
    Row{Errc::bus_io, Code::service_unavailable},
    Row{Errc::bus_missing, Code::service_unavailable},
    Row{Errc::access_denied, Code::service_unavailable},
    Row{Errc::bad_checksum, Code::service_unavailable},
    Row{Errc::wrong_chip, Code::service_unavailable},
    Row{Errc::bad_value, Code::service_unavailable},
    Row{Errc::not_ready, Code::service_unavailable},
    Row{Errc::settings_lost, Code::service_unavailable},
    Row{Errc::line_missing, Code::service_unavailable},
    Row{Errc::line_busy, Code::service_unavailable},
    Row{Errc::line_io, Code::service_unavailable},
    Row{Errc::cannot_listen, Code::service_unavailable},
    Row{Errc::bad_uri, Code::bad_gateway},
    Row{Errc::unknown_name, Code::bad_gateway},
    Row{Errc::no_route, Code::bad_gateway},
    Row{Errc::unreachable, Code::bad_gateway},
    Row{Errc::silent, Code::gateway_timeout},
    Row{Errc::key_refused, Code::bad_gateway},
    Row{Errc::session_lost, Code::bad_gateway},
    Row{Errc::outcome_unknown, Code::bad_gateway},
    Row{Errc::rejected, Code::bad_gateway},
    Row{Errc::refused, Code::bad_gateway},
    Row{Errc::bad_answer, Code::bad_gateway},
    Row{Errc::bad_input, Code::internal_server_error},
    Row{Errc::not_stored, Code::internal_server_error},
    Row{Errc::damaged, Code::internal_server_error},
    Row{Errc::bad_body, Code::bad_request},
    Row{Errc::unauthorized, Code::unauthorized},
    Row{Errc::bad_option, Code::bad_option},
    Row{Errc::forbidden, Code::forbidden},
    Row{Errc::not_found, Code::not_found},
    Row{Errc::method_not_allowed, Code::method_not_allowed},
    Row{Errc::not_acceptable, Code::not_acceptable},
    Row{Errc::precondition_failed, Code::precondition_failed},
    Row{Errc::incomplete, Code::request_entity_incomplete},
    Row{Errc::too_large, Code::request_entity_too_large},
    Row{Errc::busy, Code::service_unavailable},
    Row{Errc::proxying_not_supported, Code::proxying_not_supported},
    Row{Errc::unsupported_format, Code::unsupported_content_format},
};

constexpr std::size_t index_of(Errc errc)
{
    return static_cast<std::size_t>(errc);
}

constexpr bool is_complete()
{
    for (std::size_t index = 0; index < rows.size(); ++index)
        if (index_of(rows.at(index).errc) != index) return false;
    return rows.size() == index_of(Errc::unsupported_format) + 1;
}
static_assert(is_complete(), "a row for each Errc");

}  // namespace

Code code_of(Errc errc)
{
    return rows.at(index_of(errc)).code;
}

}  // namespace coapnode
