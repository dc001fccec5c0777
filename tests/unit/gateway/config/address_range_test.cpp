// SPDX-License-Identifier: MIT
#include "gateway/config/address_range.hpp"

#include "coapnode/core/ip_address.hpp"

#include <doctest/doctest.h>

#include <regex>

using namespace coapnode;

TEST_CASE("addresses and networks from text and back")
{
    struct Row {
        std::string text;
        unsigned bits;
        std::string written;
    };
    for (const auto& [text, bits, written] : std::initializer_list<Row>{
             {"192.168.1.7", 128, "192.168.1.7"},
             {"192.168.1.7/32", 128, "192.168.1.7"},
             {"192.168.1.0/24", 120, "192.168.1.0/24"},
             {"10.0.0.0/8", 104, "10.0.0.0/8"},
             {"0.0.0.0/0", 96, "0.0.0.0/0"},
             {"192.168.1.128/25", 121, "192.168.1.128/25"},
             {"FD00:0::5", 128, "fd00::5"},
             {"fd00::/64", 64, "fd00::/64"},
             {"fc00::/7", 7, "fc00::/7"},
             {"::/0", 0, "::/0"},
             {"::ffff:10.0.0.0/104", 104, "10.0.0.0/8"},
         }) {
        CAPTURE(text);
        const auto range = parse_address_range(text);
        REQUIRE(range);
        CHECK(range->bits == bits);
        CHECK(to_text(*range) == written);
        if (!covers_all(*range)) CHECK(std::regex_search(text, std::regex{address_range_pattern()}));
    }
}

TEST_CASE("what is no address and no network is told with the form that was meant")
{
    struct Row {
        std::string text;
        std::string message;
    };
    const auto form = [](const std::string& text) {
        return "expected an address or a network such as 192.168.1.0/24 or fd00::/64, not '" + text + "'";
    };
    for (const auto& [text, message] : std::initializer_list<Row>{
             {"192.168.1.7/24",
              "'192.168.1.7/24' has bits after its prefix: write 192.168.1.0/24 for the network, 192.168.1.7 for the "
              "single address"},
             {"fd00::5/64",
              "'fd00::5/64' has bits after its prefix: write fd00::/64 for the network, fd00::5 for the single "
              "address"},
             {"192.168.1.0/33", "expected a number of bits from 0 to 32 after the /, not '33'"},
             {"192.168.1.0/255.255.255.0", "expected a number of bits from 0 to 32 after the /, not '255.255.255.0'"},
             {"192.168.1.0/", "expected a number of bits from 0 to 32 after the /, not ''"},
             {"192.168.1.0/-1", "expected a number of bits from 0 to 32 after the /, not '-1'"},
             {"fd00::/129", "expected a number of bits from 0 to 128 after the /, not '129'"},
             {"192.168.1/24", form("192.168.1/24")},
             {"192.168.1.256", form("192.168.1.256")},
             {"[fd00::]/64", form("[fd00::]/64")},
             {"fe80::1%eth0", form("fe80::1%eth0")},
             {"pi.local", form("pi.local")},
             {"192.168.1.*", form("192.168.1.*")},
             {"/24", form("/24")},
             {"", form("")},
         }) {
        CAPTURE(text);
        const auto range = parse_address_range(text);
        REQUIRE_FALSE(range);
        CHECK(range.error().message == message);
        if (message == form(text)) CHECK_FALSE(std::regex_search(text, std::regex{address_range_pattern()}));
    }
}

TEST_CASE("which addresses are of a network")
{
    struct Row {
        std::string range;
        std::string address;
        bool is_within;
    };
    for (const auto& [range, address, is_within] : std::initializer_list<Row>{
             {"192.168.1.0/24", "192.168.1.0", true},
             {"192.168.1.0/24", "192.168.1.255", true},
             {"192.168.1.0/24", "192.168.2.0", false},
             {"192.168.1.128/25", "192.168.1.127", false},
             {"192.168.1.128/25", "192.168.1.128", true},
             {"192.168.1.7", "192.168.1.7", true},
             {"192.168.1.7", "192.168.1.6", false},
             {"10.0.0.0/8", "::a00:1", false},
             {"fd00::/64", "fd00::1:2:3:4", true},
             {"fd00::/64", "fd00:0:0:1::", false},
             {"0.0.0.0/0", "255.255.255.255", true},
             {"0.0.0.0/0", "fd00::", false},
             {"::/0", "10.0.0.1", true},
         }) {
        CAPTURE(range);
        CAPTURE(address);
        CHECK(contains(*parse_address_range(range), *parse_address(address)) == is_within);
    }
}

TEST_CASE("which networks are everything, or larger than any private one")
{
    struct Row {
        std::string range;
        bool is_all;
        bool wide;
    };
    for (const auto& [range, is_all, wide] : std::initializer_list<Row>{
             {"0.0.0.0/0", true, true},
             {"::/0", true, true},
             {"::/1", true, true},
             {"::/96", false, false},
             {"::ffff:0.0.0.0/96", true, true},
             {"8000::/1", false, true},
             {"0.0.0.0/1", false, true},
             {"8.0.0.0/7", false, true},
             {"10.0.0.0/8", false, false},
             {"fc00::/6", false, true},
             {"fc00::/7", false, false},
             {"192.168.1.0/24", false, false},
         }) {
        CAPTURE(range);
        const auto parsed = parse_address_range(range);
        REQUIRE(parsed);
        CHECK(covers_all(*parsed) == is_all);
        CHECK(is_wide(*parsed) == wide);
    }
}
