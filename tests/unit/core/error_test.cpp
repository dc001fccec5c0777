// SPDX-License-Identifier: MIT
#include "coapnode/core/error.hpp"
#include "coapnode/core/result.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace coapnode;

namespace {

struct Row {
    Errc code;
    std::string_view says;  // a part of the advice that an owner needs; empty: there is nothing to advise
};

// Everything that chips, buses and lines fail with must help its owner; a peer's mistakes are not the owner's.
constexpr Row rows[] = {
    {Errc::no_answer, "check the wiring and the address"},
    {Errc::bus_busy, "remove its dtoverlay"},
    {Errc::bus_timeout, "power-cycle the sensors"},
    {Errc::bus_io, "check the wiring"},
    {Errc::bus_missing, "dtparam=i2c_arm=on"},
    {Errc::sensor_missing, "coapnoded --probe"},
    {Errc::access_denied, "group"},
    {Errc::bad_checksum, "shorten the wires"},
    {Errc::wrong_chip, "check the driver and the address"},
    {Errc::not_believed, "valid: and largest_step:"},
    {Errc::bad_value, "check the power supply of the sensor"},
    {Errc::not_ready, ""},
    {Errc::settings_lost, "check the power supply of the sensor"},
    {Errc::line_missing, "gpioinfo"},
    {Errc::line_busy, "stop that program"},
    {Errc::line_io, "gpioinfo"},
    {Errc::cannot_listen, ""},
    {Errc::bad_uri, ""},
    {Errc::unknown_name, "check the spelling"},
    {Errc::no_route, "the network is up"},
    {Errc::unreachable, "it is running"},
    {Errc::silent, "it is running"},
    {Errc::late, "more time"},
    {Errc::key_refused, "check the identity and its key"},
    {Errc::session_lost, ""},
    {Errc::outcome_unknown, "before you send the request again"},
    {Errc::rejected, ""},
    {Errc::refused, ""},
    {Errc::bad_answer, ""},
    {Errc::bad_body, ""},
    {Errc::unauthorized, ""},
    {Errc::bad_option, ""},
    {Errc::forbidden, ""},
    {Errc::not_found, ""},
    {Errc::method_not_allowed, ""},
    {Errc::not_acceptable, ""},
    {Errc::precondition_failed, ""},
    {Errc::not_stored, ""},
    {Errc::damaged, ""},
    {Errc::bad_input, ""},
    {Errc::incomplete, ""},
    {Errc::too_large, ""},
    {Errc::busy, ""},
    {Errc::proxying_not_supported, ""},
    {Errc::unsupported_format, ""},
};

}  // namespace

TEST_CASE("each error advises its owner, or has nothing to advise")
{
    std::set<Errc> seen;
    for (const auto& row : rows) {
        CAPTURE(static_cast<int>(row.code));
        seen.insert(row.code);
        const auto text = advice(row.code);
        CHECK(text.empty() == row.says.empty());
        CHECK(text.find(row.says) != std::string_view::npos);
        CHECK_MESSAGE((text.empty() || text.back() != '.'), "a clause has no full stop");
    }
    CHECK_MESSAGE(seen.size() == static_cast<std::size_t>(Errc::unsupported_format) + 1, "a row for each code");
}

TEST_CASE("a sentence is the message and the advice")
{
    CHECK(sentence({Errc::no_answer, "no answer at 0x44 on /dev/i2c-1"}) ==
          "no answer at 0x44 on /dev/i2c-1: check the wiring and the address (coapnoded --probe)");
    CHECK(sentence({Errc::not_found, "no such resource"}) == "no such resource");
}

TEST_CASE("a failure is handed on with its code and message")
{
    const Result<int> inner = fail(Errc::bus_io, "the bus failed");
    const Result<std::string> outer = fail(inner);
    CHECK(outer.error() == Errc::bus_io);
    CHECK(outer.error() == Error{Errc::bus_io, "the bus failed"});
    CHECK(outer.error() != Errc::no_answer);
}
