// SPDX-License-Identifier: MIT
#include "apps/coapnode/exit_codes.hpp"

#include "coapnode/rest/message.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

TEST_CASE("the exit code of each reason why there is no answer")
{
    struct Row {
        Errc reason;
        int code;
    };
    for (const auto& [reason, code] : std::vector<Row>{
             {Errc::bad_uri, 2},
             {Errc::silent, 3},
             {Errc::late, 3},
             {Errc::session_lost, 3},
             {Errc::outcome_unknown, 3},
             {Errc::key_refused, 4},
             {Errc::unknown_name, 5},
             {Errc::no_route, 5},
             {Errc::unreachable, 5},
             {Errc::rejected, 6},
             {Errc::bad_answer, 6},
             {Errc::bad_input, 1},
             {Errc::bad_value, 1},
             {Errc::not_believed, 1},
             {Errc::too_large, 1},
             {Errc::busy, 1},
             {Errc::not_stored, 1},
             {Errc::refused, 1},
         }) {
        CAPTURE(static_cast<int>(reason));
        CHECK(exit_code_of(reason) == code);
    }
}

TEST_CASE("the exit code of every response code")
{
    for (unsigned code = 0; code < 256; ++code) {
        CAPTURE(code);
        const auto response_class = code >> 5;
        const int expected = response_class == 2 ? 0 : response_class == 4 ? 14 : response_class == 5 ? 15 : 6;
        CHECK(exit_code_of_answer(static_cast<std::uint8_t>(code)) == expected);
    }
    CHECK(exit_code_of_answer(static_cast<std::uint8_t>(Code::content)) == exit_ok);
    CHECK(exit_code_of_answer(static_cast<std::uint8_t>(Code::not_found)) == exit_client_error);
    CHECK(exit_code_of_answer(static_cast<std::uint8_t>(Code::service_unavailable)) == exit_server_error);
}
