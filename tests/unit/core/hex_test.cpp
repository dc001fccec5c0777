// SPDX-License-Identifier: MIT
#include "coapnode/core/hex.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("bytes are written as two digits each")
{
    CHECK(to_hex({}).empty());
    CHECK(to_hex(Bytes{0x00, 0x09, 0x0a, 0x44, 0xf0, 0xff}) == "00090a44f0ff");
    CHECK(to_hex_number(0x08) == "0x08");
    CHECK(to_hex_number(0xe5) == "0xe5");
    CHECK(hex_digit(0x1f) == 'f');
}
