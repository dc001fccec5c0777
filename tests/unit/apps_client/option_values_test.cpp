// SPDX-License-Identifier: MIT
#include "apps/coapnode/option_values.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

TEST_CASE("content formats by name and by number")
{
    struct Row {
        std::string text;
        std::uint16_t number;
    };
    for (const auto& [text, number] : std::vector<Row>{{"text", 0},
                                                       {"link", 40},
                                                       {"octets", 42},
                                                       {"json", 50},
                                                       {"cbor", 60},
                                                       {"senml", 110},
                                                       {"senml-cbor", 112},
                                                       {"0", 0},
                                                       {"65535", 65535}}) {
        CAPTURE(text);
        CHECK(format_option(text) == number);
    }
    for (const std::string text : {"", "65536", "-1", "jsno", "5 0"})
        CHECK(!format_option(text));
}

TEST_CASE("block sizes")
{
    for (const unsigned size : {16U, 32U, 64U, 128U, 256U, 512U, 1024U})
        CHECK(block_size_option(std::to_string(size)) == size);
    for (const std::string text : {"", "0", "8", "15", "17", "1023", "2048", "65552", "64k"}) {
        CAPTURE(text);
        CHECK(!block_size_option(text));
    }
}

TEST_CASE("times with a unit, or in seconds")
{
    struct Row {
        std::string text;
        Duration time;
    };
    for (const auto& [text, time] : std::vector<Row>{{"10", 10s},
                                                     {"0.5", 500ms},
                                                     {"500ms", 500ms},
                                                     {"10s", 10s},
                                                     {"1.5m", 90s},
                                                     {"2h", 2h},
                                                     {"1ms", 1ms},
                                                     {"24h", 24h},
                                                     {"86400", 24h}}) {
        CAPTURE(text);
        CHECK(duration_option(text, longest_timeout) == time);
    }
    for (const std::string text : {"", "0", "0s", "-1", "-1s", "s", "10x", "10 seconds", "0.1ms", "nan", "1e9999"}) {
        CAPTURE(text);
        CHECK(duration_option(text, longest_timeout).error().message ==
              "expected a time such as 500ms, 10s or 5m, not '" + text + "'");
    }
    CHECK(duration_option("86401", longest_timeout).error().message == "expected at most 1d, not '86401'");
    CHECK(duration_option("36500d", longest_run) == longest_run);
    CHECK(!duration_option("36501d", longest_run));
}

TEST_CASE("ETags")
{
    CHECK(etag_option("") == Bytes{});
    CHECK(etag_option("1a") == Bytes{0x1a});
    CHECK(etag_option("0x1a:2B") == Bytes{0x1a, 0x2b});
    CHECK(etag_option("0011223344556677")->size() == max_etag_size);
    for (const std::string text : {"001122334455667788", "1", "xy", " "}) {
        CAPTURE(text);
        CHECK(etag_option(text).error().message ==
              "expected an ETag of 1 to 8 bytes in hex digits, or nothing for any, not '" + text + "'");
    }
}

TEST_CASE("counts, interfaces, colours")
{
    CHECK(count_option("1") == 1U);
    CHECK(count_option("1000000000") == most_notifications);
    for (const std::string text : {"", "0", "-1", "1000000001", "3x"})
        CHECK(!count_option(text));

    CHECK(interface_option("wlan0") == "wlan0");
    CHECK(interface_option(std::string(max_interface_size, 'x')));
    CHECK(!interface_option(std::string(max_interface_size + 1, 'x')));
    for (const std::string text : {"", "a b", "a/b"})
        CHECK(!interface_option(text));

    CHECK(colours_option("auto") == Colours::automatic);
    CHECK(colours_option("always") == Colours::always);
    CHECK(colours_option("never") == Colours::never);
    CHECK(!colours_option("Always"));
}
