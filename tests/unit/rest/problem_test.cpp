// SPDX-License-Identifier: MIT
#include "rest/problem.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace coapnode;

TEST_CASE("every expected failure has its response code")
{
    struct Row {
        Errc errc;
        const char* code;
    };
    const Row rows[] = {
        {Errc::no_answer, "5.03"},
        {Errc::bus_busy, "5.03"},
        {Errc::bus_timeout, "5.03"},
        {Errc::bus_io, "5.03"},
        {Errc::bus_missing, "5.03"},
        {Errc::sensor_missing, "5.03"},
        {Errc::access_denied, "5.03"},
        {Errc::bad_checksum, "5.03"},
        {Errc::wrong_chip, "5.03"},
        {Errc::not_believed, "5.03"},
        {Errc::bad_value, "5.03"},
        {Errc::not_ready, "5.03"},
        {Errc::settings_lost, "5.03"},
        {Errc::line_missing, "5.03"},
        {Errc::line_busy, "5.03"},
        {Errc::line_io, "5.03"},
        {Errc::cannot_listen, "5.03"},
        {Errc::bad_body, "4.00"},
        {Errc::unauthorized, "4.01"},
        {Errc::bad_option, "4.02"},
        {Errc::forbidden, "4.03"},
        {Errc::not_found, "4.04"},
        {Errc::method_not_allowed, "4.05"},
        {Errc::not_acceptable, "4.06"},
        {Errc::precondition_failed, "4.12"},
        {Errc::incomplete, "4.08"},
        {Errc::too_large, "4.13"},
        {Errc::busy, "5.03"},
        {Errc::unsupported_format, "4.15"},
        {Errc::proxying_not_supported, "5.05"},
        {Errc::not_stored, "5.00"},
        {Errc::damaged, "5.00"},
        {Errc::bad_input, "5.00"},
        {Errc::session_lost, "5.02"},
        {Errc::outcome_unknown, "5.02"},
        {Errc::unknown_name, "5.02"},
        {Errc::bad_uri, "5.02"},
        {Errc::silent, "5.04"},
        {Errc::late, "5.04"},
        {Errc::no_route, "5.02"},
        {Errc::unreachable, "5.02"},
        {Errc::key_refused, "5.02"},
        {Errc::rejected, "5.02"},
        {Errc::refused, "5.02"},
        {Errc::bad_answer, "5.02"},
    };
    std::set<Errc> told;
    for (const auto& row : rows) {
        CAPTURE(static_cast<int>(row.errc));
        CHECK(to_string(code_of(row.errc)) == row.code);
        told.insert(row.errc);
    }
    // The enum is the closed list that its last member ends.
    CHECK(told.size() == static_cast<std::size_t>(Errc::unsupported_format) + 1);
}

TEST_CASE("a problem is a code and a diagnostic text")
{
    const auto plain = Response::problem({Errc::forbidden, "no"});
    CHECK(plain.code == Code::forbidden);
    CHECK(payload_of(plain) == "no");
    CHECK_FALSE(plain.format.has_value());
    CHECK_FALSE(plain.max_age.has_value());
    CHECK_FALSE(plain.etag.has_value());

    const auto later = Response::problem({Errc::no_answer, "no answer at 0x44 on /dev/i2c-1"}, 20);
    CHECK(later.code == Code::service_unavailable);
    CHECK(later.max_age == 20);
}
