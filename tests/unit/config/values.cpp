// SPDX-License-Identifier: MIT
/// The values that stand behind keys, apart from YAML.
#include "config/values.hpp"
#include "coapnode/config/duration.hpp"
#include "config/listen.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("durations are a number and a unit")
{
    struct Row {
        std::string_view text;
        Duration duration;
    };
    for (const auto& [text, duration] : std::vector<Row>{{"500ms", 500ms},
                                                         {"5s", 5s},
                                                         {"2m", 2min},
                                                         {"24h", 24h},
                                                         {"30d", 720h},
                                                         {"0s", 0s},
                                                         {"36500d", 36500 * 24h}}) {
        CAPTURE(text);
        CHECK(parse_duration(text) == duration);
    }
    for (const std::string_view text : {"", "5", "s", "5 s", "5s ", " 5s", "1e1s", "-5s", "+5s", "1.5s", "5S", "5sec",
                                        "5us", "0x5s", "36501d", "18446744073709551615ms", "18446744073709551616ms"}) {
        CAPTURE(text);
        CHECK(parse_duration(text).error().message ==
              "expected a duration such as 5s, not '" + std::string{text} + "'");
    }
}

TEST_CASE("durations as clients write them")
{
    struct Row {
        std::string_view text;
        std::optional<Duration> duration;
    };
    for (const auto& [text, duration] : std::vector<Row>{
             {"30s", 30s},
             {"1.5s", 1500ms},
             {"0.5m", 30s},
             {".5h", 30min},
             {"1e1s", 10s},
             {"1.5E+3ms", 1500ms},
             {"30 s", 30s},
             {"2  d", 48h},
             {"+5s", 5s},
             {"-0s", 0s},
             {"0.0004s", 0s},
             {"0.0006s", 1ms},
             {"36500d", 36500 * 24h},
             {"36500.1d", {}},
             {"1e999d", {}},
             {"-5s", {}},
             {"", {}},
             {"s", {}},
             {"5", {}},
             {" 5s", {}},
             {"5s ", {}},
             {"5\ts", {}},
             {"5S", {}},
             {"5 5s", {}},
             {"5sec", {}},
             {"1e1", {}},
             {"e1s", {}},
             {"infs", {}},
         }) {
        CAPTURE(text);
        CHECK(duration_in(text) == duration);
    }
}

TEST_CASE("durations are written in their largest unit")
{
    CHECK(to_text(1s) == "1s");
    CHECK(to_text(1h) == "1h");
    CHECK(to_text(90s) == "90s");
    CHECK(to_text(48h) == "2d");
    CHECK(to_text(1500ms) == "1500ms");
}

TEST_CASE("addresses to listen on are numeric, with a port")
{
    struct Row {
        std::string_view text;
        Listen listen;
        std::string_view written;
    };
    for (const auto& [text, listen, written] : std::vector<Row>{
             {"[::]:5683", {"::", 5683}, "[::]:5683"},
             {"127.0.0.1:5683", {"127.0.0.1", 5683}, "127.0.0.1:5683"},
             {"0.0.0.0:5683", {"0.0.0.0", 5683}, "0.0.0.0:5683"},
             {"[fd00:0:0::1]:65535", {"fd00::1", 65535}, "[fd00::1]:65535"},
             {"[::1]:0", {"::1", 0}, "[::1]:0"},
         }) {
        CAPTURE(text);
        const auto parsed = parse_listen(text);
        REQUIRE(parsed);
        CHECK(*parsed == listen);
        CHECK(to_text(*parsed) == written);
    }
}

TEST_CASE("what is wrong with an address to listen on")
{
    struct Row {
        std::string text;
        std::string complaint;
    };
    const std::string no_port = ": expected an address and a port such as [::]:5683 or 127.0.0.1:5683";
    const std::string not_numeric =
        "expected a numeric address ([::] for all addresses, 127.0.0.1 for this machine only), not ";
    for (const auto& [text, complaint] : std::vector<Row>{
             {"", "the port is missing in ''" + no_port},
             {"127.0.0.1", "the port is missing in '127.0.0.1'" + no_port},
             {"5683", "the address is missing in '5683'" + no_port},
             {"[::]", "the port is missing in '[::]'" + no_port},
             {"127.0.0.1:", "expected a port from 0 to 65535, not ''"},
             {"127.0.0.1:coap", "expected a port from 0 to 65535, not 'coap'"},
             {"127.0.0.1:65536", "expected a port from 0 to 65535, not '65536'"},
             {"127.0.0.1:-1", "expected a port from 0 to 65535, not '-1'"},
             {"127.0.0.1:56 ", "expected a port from 0 to 65535, not '56 '"},
             {"localhost:5683", not_numeric + "'localhost'"},
             {":5683", not_numeric + "''"},
             {"*:5683", not_numeric + "'*'"},
             {"127.0.0.256:5683", not_numeric + "'127.0.0.256'"},
             {"[127.0.0.1]:5683", not_numeric + "'[127.0.0.1]'"},
             {"[fe80::1]:5683", "a link-local address needs its interface after it, such as [fe80::1%eth0]"},
             {"[FEBF::0:1]:5683", "a link-local address needs its interface after it, such as [febf::1%eth0]"},
             {"[fe80::1%]:5683",
              "expected the name of a network interface such as eth0, not '' after the %: [fe80::1%eth0]"},
             {"[fe80::1%sixteen-bytes-xx]:5683",
              "expected the name of a network interface such as eth0, not 'sixteen-bytes-xx' after the %: "
              "[fe80::1%eth0]"},
             {"[::1%lo]:5683", "only a link-local address (fe80::) can have an interface: write [::1]"},
             {"[fec0::1%eth0]:5683", "only a link-local address (fe80::) can have an interface: write [fec0::1]"},
             {"127.0.0.1%lo:5683", not_numeric + "'127.0.0.1%lo'"},
             {"fe80::1%eth0:5683", "an IPv6 address needs brackets: [fe80::1%eth0]"},
             {std::string{"127.0.0.1\0:5683", 15}, not_numeric + "'127.0.0.1?'"},
             {":::5683", "an IPv6 address needs brackets: [::]"},
             {"::1:5683", "an IPv6 address needs brackets: [::1]"},
         }) {
        CAPTURE(text);
        const auto parsed = parse_listen(text);
        REQUIRE(!parsed);
        CHECK(parsed.error().message == complaint);
    }
}
