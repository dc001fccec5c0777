// SPDX-License-Identifier: MIT
/// Single values and the words of complaints.
#include "yaml/complaint.hpp"
#include "yaml/decimal.hpp"
#include "yaml/nearest.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

TEST_CASE("decimals are exact")
{
    struct Row {
        std::string_view text;
        unsigned decimals;
        std::optional<std::int32_t> count;
    };
    for (const auto& [text, decimals, count] : std::vector<Row>{
             {"-0.4", 3, -400},
             {"1.5", 3, 1500},
             {"+2", 3, 2000},
             {"0.001", 3, 1},
             {"-0.001", 3, -1},
             {"0", 3, 0},
             {"-0", 3, 0},
             {"007.5", 3, 7500},
             {"100", 5, 10'000'000},
             {"0.00001", 5, 1},
             {"2147483.647", 3, 2147483647},
             {"2147483.648", 3, {}},
             {"-2147483.648", 3, -2147483647 - 1},
             {"99999999999999999999", 3, {}},
             {"0.0001", 3, {}},
             {"0.4000", 3, {}},
             {"", 3, {}},
             {"-", 3, {}},
             {".5", 3, {}},
             {"5.", 3, {}},
             {"1e2", 3, {}},
             {"nan", 3, {}},
             {".nan", 3, {}},
             {"inf", 3, {}},
             {"-.inf", 3, {}},
             {"0x10", 3, {}},
             {"1.2.3", 3, {}},
             {"--1", 3, {}},
             {"1,5", 3, {}},
             {" 1", 3, {}},
         }) {
        CAPTURE(text);
        CHECK(parse_decimal(text, decimals) == count);
    }
}

TEST_CASE("a slip of the pen finds the word that was meant")
{
    const std::vector<std::string_view> known{"interval", "address", "name", "bus", "driver", "calibration"};
    struct Row {
        std::string_view typed;
        std::string_view meant;
    };
    for (const auto& [typed, meant] : std::vector<Row>{
             {"intervall", "interval"},
             {"adress", "address"},
             {"naem", "name"},
             {"buss", "bus"},
             {"Driver", "driver"},
             {"BUS", "bus"},
             {"INTERVALL", "interval"},
             {"calibraiton", "calibration"},
             {"interval_s", "interval"},
             {"period", ""},
             {"xyz", ""},
             {"", ""},
             {"bu", ""},
             {"intervalintervalintervalinterval_", ""},
         }) {
        CAPTURE(typed);
        CHECK(did_you_mean(typed, known) == (meant.empty() ? "" : "; did you mean '" + std::string{meant} + "'?"));
    }
    CHECK(did_you_mean("name", {}) == "");
    CHECK(did_you_mean("Temp", {"temperature", "humidity"}) == "; did you mean 'temperature'?");
    CHECK(did_you_mean("temp", {"temperature", "temperatures"}) == "");
    CHECK(did_you_mean("--conf", {"--config", "--check"}) == "; did you mean '--config'?");
    CHECK(did_you_mean("te", {"temperature"}) == "");
    CHECK(did_you_mean("aaaa", {std::string_view{"a-word-that-is-longer-than-thirty-two"}}) == "");
}

TEST_CASE("a long text is cut between characters before it is told")
{
    CHECK(in_quotes(std::string(64, 'x')) == "'" + std::string(64, 'x') + "'");
    CHECK(in_quotes(std::string(65, 'x')) == "'" + std::string(64, 'x') + "...'");
    CHECK(in_quotes(std::string(63, 'x') + "°" + "y") == "'" + std::string(63, 'x') + "...'");
    CHECK(in_quotes("a\nb") == "'a?b'");
}
