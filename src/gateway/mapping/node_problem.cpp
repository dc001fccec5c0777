// SPDX-License-Identifier: MIT
#include "gateway/mapping/node_problem.hpp"

#include "coapnode/core/errc_table.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr auto busy_retry_after = "1";

struct NodeProblem {
    std::uint16_t status;
    std::string_view clause;  ///< behind the name of the node
};

constexpr NodeProblem failed_inside{500, "cannot be contacted"};
constexpr NodeProblem makes_no_sense{502, "gave an invalid answer"};

constexpr auto problem_rows = std::to_array<ErrcRow<NodeProblem>>({
    {Errc::no_answer, failed_inside},
    {Errc::bus_busy, failed_inside},
    {Errc::bus_timeout, failed_inside},
    {Errc::bus_io, failed_inside},
    {Errc::bus_missing, failed_inside},
    {Errc::sensor_missing, failed_inside},
    {Errc::access_denied, failed_inside},
    {Errc::bad_checksum, failed_inside},
    {Errc::wrong_chip, failed_inside},
    {Errc::not_believed, failed_inside},
    {Errc::bad_value, failed_inside},
    {Errc::not_ready, failed_inside},
    {Errc::settings_lost, failed_inside},
    {Errc::line_missing, failed_inside},
    {Errc::line_busy, failed_inside},
    {Errc::line_io, failed_inside},
    {Errc::cannot_listen, failed_inside},
    {Errc::bad_uri, failed_inside},
    {Errc::unknown_name, {502, "is not found"}},
    {Errc::no_route, {502, "cannot be reached"}},
    {Errc::unreachable, {502, "is unreachable"}},
    {Errc::silent, {504, "does not answer"}},
    {Errc::late, {504, "is late"}},
    {Errc::key_refused, {502, "refused the gateway"}},
    {Errc::session_lost, {502, "ended the session"}},
    {Errc::outcome_unknown, {502, "does not say whether the change was made"}},
    {Errc::rejected, {502, "did not handle the request"}},
    {Errc::refused, {502, "answered with an error"}},
    {Errc::bad_answer, makes_no_sense},
    {Errc::bad_input, failed_inside},
    {Errc::not_stored, failed_inside},
    {Errc::damaged, failed_inside},
    {Errc::bad_body, makes_no_sense},
    {Errc::unauthorized, {403, "cannot be contacted"}},
    {Errc::bad_option, makes_no_sense},
    {Errc::forbidden, {403, "cannot be contacted"}},
    {Errc::not_found, {404, "is not found"}},
    {Errc::method_not_allowed, makes_no_sense},
    {Errc::not_acceptable, makes_no_sense},
    {Errc::precondition_failed, makes_no_sense},
    {Errc::incomplete, makes_no_sense},
    {Errc::too_large, {413, "cannot take a request of this size"}},
    {Errc::busy, {503, "is overloaded"}},
    {Errc::proxying_not_supported, makes_no_sense},
    {Errc::unsupported_format, makes_no_sense},
});
static_assert(has_a_row_for_each(problem_rows));

/// The second half of "living-room does not answer: no answer" adds nothing, so it is dropped.
bool says_more(const Error& error)
{
    return !error.message.empty() && error.message != "no answer";
}

}  // namespace

HttpResponse problem_of(const Error& error, std::string_view node)
{
    const auto& [status, clause] = value_for(problem_rows, error.code);
    std::string detail{node};
    detail.append(" ").append(clause);
    if (says_more(error)) detail.append(": ").append(error.message);
    auto response = problem(status, detail);
    return error.code == Errc::busy ? with_field(std::move(response), "retry-after", busy_retry_after) : response;
}

}  // namespace coapnode
