// SPDX-License-Identifier: MIT
#include "coapnode/core/ip_address.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("numeric addresses from text and back, in their canonical form")
{
    struct Row {
        std::string host;
        std::string text;  ///< empty: it is no address
    };
    const Row rows[] = {
        {"192.168.1.5", "192.168.1.5"},
        {"::ffff:192.168.1.5", "192.168.1.5"},
        {"0.0.0.0", "0.0.0.0"},
        {"FD00:0:0::5", "fd00::5"},
        {"::", "::"},
        {"::1", "::1"},
        {"192.168.1", ""},
        {"192.168.1.256", ""},
        {"fd00::5::", ""},
        {"fe80::1%eth0", ""},
        {"pi.lan", ""},
        {"", ""},
        {"abcd", ""},
        {"1:2", ""},
        {std::string{"10.0.0.1\0", 9}, ""},
        {std::string{"::1\0.5", 6}, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.host);
        const auto address = parse_address(row.host);
        CHECK((address ? to_text(*address) : "") == row.text);
    }
}

TEST_CASE("link-local addresses")
{
    for (const auto* host : {"fe80::", "fe80::1", "febf:ffff::1"})
        CHECK(is_link_local(*parse_address(host)));
    for (const auto* host : {"::1", "fd00::1", "fec0::1", "fe7f::1", "ff02::1", "169.254.0.1"})
        CHECK_FALSE(is_link_local(*parse_address(host)));
}
